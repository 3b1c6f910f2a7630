import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphContext } from '../../reads/context.ts';
import { createAnswers } from './answers.ts';
import { limitAnswers } from './answer-size.ts';
import { listReads, setCacheControl } from './freshness.ts';
import { hideSchema } from './introspection.ts';
import { takeTurnsPerCaller } from './large-operations.ts';
import { limitOperations } from './limits.ts';
import type { CanSend } from './sending.ts';
import type { CostLimits } from '../../graphql/cost/limits.ts';
import { shortName } from '../operation-name.ts';
import { createFormatError } from '../../graphql/format-error.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly maxTokens: number;
  readonly limits: CostLimits;
  /** How many calls one page of the list of all sessions can cause. */
  readonly feedReads: number;
  readonly maxResponseBytes: number;
  /** Whether an answer of a size can be sent now. */
  readonly canSend: CanSend;
  /** Whether a client may request a list of its upstream reads. */
  readonly debugUpstream: boolean;
  /** Further plugins. */
  readonly plugins?: readonly ApolloServerPlugin<GraphContext>[];
  /** Called when a whole answer is sent again. */
  readonly onRepeated?: (() => void) | undefined;
  readonly log: FastifyBaseLogger;
}

/**
 * The number of errors in one document, and in its variables. Each error can quote as much as the whole request, so the
 * defaults of 100 and 50 would allow answers of 90 MB, and seconds to print them.
 */
const maxErrors = 5;

export function createApollo({
  schema,
  introspection,
  maxTokens,
  limits,
  feedReads,
  maxResponseBytes,
  canSend,
  debugUpstream,
  plugins = [],
  onRepeated,
  log,
}: ApolloOptions): ApolloServer<GraphContext> {
  const answers = createAnswers(onRepeated);
  return new ApolloServer<GraphContext>({
    schema,
    // hideSchema decides by caller.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !introspection,
    formatError: createFormatError(log, { hideSuggestions: !introspection }),
    // Apollo's defaults depend on NODE_ENV.
    nodeEnv: 'production',
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    parseOptions: { maxTokens },
    validationOptions: { maxErrors },
    executionOptions: { maxCoercionErrors: maxErrors },
    persistedQueries: false,
    // cli/ handles signals, because the HTTP server must finish before Apollo stops.
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      // Apollo enables inline traces for subgraphs. They would let any client have every resolver timed.
      ApolloServerPluginInlineTraceDisabled(),
      limitOperations(limits, feedReads),
      takeTurnsPerCaller(),
      limitAnswers(maxResponseBytes, canSend),
      okForJson,
      ...(introspection ? [] : [hideSchema]),
      logOperations,
      setCacheControl,
      ...(debugUpstream ? [listReads] : []),
      ...plugins,
      // Last, to see what the others add to an answer.
      answers.plugin,
    ],
    stringifyResult: answers.stringify,
  });
}

/**
 * GraphQL over HTTP: a client that accepts only `application/json` gets status 200 for every well-formed request. Apollo
 * sends 400 for parse, validation and variable errors. A request without a query is not well-formed.
 */
const okForJson: ApolloServerPlugin = {
  async requestDidStart({ request }) {
    const accept = request.http?.headers.get('accept') ?? '';
    if (accept.includes('application/graphql-response+json')) return;
    return {
      async willSendResponse({ response, errors = [] }) {
        const isMalformed = errors.some(({ extensions }) => extensions['code'] === 'BAD_REQUEST');
        if (response.http.status === 400 && !isMalformed) response.http.status = 200;
      },
    };
  },
};

const logOperations: ApolloServerPlugin<GraphContext> = {
  async requestDidStart({ contextValue }) {
    const started = performance.now();
    return {
      async willSendResponse({ operationName, response }) {
        const { errors = [] } = response.body.kind === 'single' ? response.body.singleResult : {};
        contextValue.log.info(
          {
            operation: operationName ? shortName(operationName) : null,
            durationMs: Math.round(performance.now() - started),
            ...(errors.length > 0 && { errors: countByCode(errors) }),
          },
          'operation',
        );
      },
    };
  },
};

function countByCode(errors: readonly GraphQLFormattedError[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { extensions } of errors) {
    const code = String(extensions?.['code']);
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}
