import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { SessionGraph } from '../../library/session-graph.ts';
import { createSubgraphSchema } from '../../graphql/subgraph.ts';
import { providers } from '../../providers/index.ts';
import { maxCallsOfPage } from '../../reads/feed/max-calls.ts';
import type { Admission } from '../admission.ts';
import { createApollo } from './apollo.ts';
import { auditReads } from './audit.ts';
import { registerAuthentication } from './authentication.ts';
import { parseCacheControl } from './cache-control.ts';
import { limitCallFailures } from './call-failures.ts';
import { callerOf } from './caller.ts';
import { registerCallerLimits } from './caller-limits.ts';
import { registerCompression } from './compression.ts';
import { registerCors } from './cors.ts';
import { refuse } from './errors.ts';
import { graphqlHandler } from './graphql-handler.ts';
import { refuseLongNames } from './long-names.ts';
import { registerTrustedDocuments } from '../documents/trusted-documents.ts';
import type { Metrics } from '../metrics/index.ts';
import { startOperationSpan, traceOperations } from '../tracing/operation-span.ts';
import type { Running } from './running.ts';
import type { CanSend } from './sending.ts';

export interface GraphqlOptions {
  readonly config: Config['server'];
  readonly settings: Config['graph'];
  readonly running: Running;
  readonly metrics: Metrics | undefined;
  readonly admission: Admission;
  readonly canSend: CanSend;
}

/** What an answer depends on, besides the URL and the body. */
const varying = 'Authorization, X-API-Key, Origin, Accept-Encoding';

/** Serves `/graphql`. */
export async function registerGraphql(
  app: FastifyInstance,
  graph: SessionGraph,
  options: GraphqlOptions,
): Promise<void> {
  const { config, settings, running, metrics, admission, canSend } = options;
  const schema = createSubgraphSchema(providers, {
    nodeFields: config.FEDERATION_NODE,
    sessionsField: config.FEDERATION_SESSIONS,
    maxRepresentations: config.MAX_REPRESENTATIONS,
  });
  const apollo = createApollo({
    schema,
    introspection: config.INTROSPECTION,
    maxTokens: config.MAX_TOKENS,
    limits: {
      maxDepth: config.MAX_DEPTH,
      maxAliases: config.MAX_ALIASES,
      maxRootFields: config.MAX_ROOT_FIELDS,
      maxCost: config.MAX_COST,
      maxReads: config.MAX_READS,
    },
    feedReads: maxCallsOfPage(providers, settings.feedMaxCalls),
    maxResponseBytes: config.MAX_RESPONSE_BYTES,
    canSend,
    debugUpstream: config.DEBUG_UPSTREAM,
    plugins: [traceOperations, ...(metrics ? [metrics.plugin] : [])],
    onRepeated: metrics?.repeated,
    log: app.log,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  await app.register(async (scope) => {
    // Before all that can refuse a request, since caches and browsers read refusals too.
    scope.addHook('onRequest', async (_, reply) => void reply.header('vary', varying));
    if (config.COMPRESSION) registerCompression(scope);
    scope.addHook('onRequest', refuseBadHost);
    await registerCors(scope, admission.origins);
    registerAuthentication(scope, admission);
    registerCallerLimits(scope, {
      requestsPerMinute: config.CALLER_REQUESTS_PER_MINUTE,
      concurrency: config.CALLER_CONCURRENCY,
      // Where replicas share what callers have sent.
      redisUrl: settings.redisUrl,
      redisIsUp: graph.redisIsUp,
      onRefused: (limit) => metrics?.refused(limit),
    });
    refuseLongNames(scope, config.MAX_TOKENS);
    if (admission.documents) registerTrustedDocuments(scope, admission.documents);
    scope.route({
      method: ['PUT', 'PATCH', 'DELETE'],
      url: '/graphql',
      handler: (_, reply) =>
        refuse(reply.header('allow', 'GET, POST'), { status: 405, message: 'Use POST, or GET for queries.' }),
    });
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      handler: graphqlHandler(apollo, (request, reply) =>
        graph.createContext({
          requestId: request.id,
          logger: limitCallFailures(request.log, reply.raw),
          signal: abortedWith(reply, running),
          trace: startOperationSpan(request, reply),
          caller: callerOf(request),
          scopes: request.principal?.scopes ?? [],
          ...(config.AUDIT_LOG && { onPersonalData: auditReads(request, reply) }),
          ...(request.tenantProviders && { providers: request.tenantProviders }),
          ...(config.CLIENT_CACHE_CONTROL && {
            freshness: parseCacheControl(request.headers['cache-control']),
          }),
        }),
      ),
    });
  });
}

/** Node.js accepts any Host header. What is no host name cannot be checked against those of this machine. */
async function refuseBadHost({ hostname }: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (URL.canParse(`http://${hostname}/`)) return undefined;
  return refuse(reply, { status: 400, message: 'The Host header is invalid.' });
}

/** Returns a signal that aborts when the client disconnects before its answer is complete, or when `running` is aborted. */
function abortedWith(reply: FastifyReply, running: Running): AbortSignal {
  const controller = new AbortController();
  running.add(controller);
  const onClose = (): void => {
    running.delete(controller);
    if (!reply.raw.writableFinished) controller.abort();
  };
  // The client can have disconnected while its request was read. The event does not fire again.
  if (reply.raw.closed) onClose();
  else reply.raw.once('close', onClose);
  return controller.signal;
}
