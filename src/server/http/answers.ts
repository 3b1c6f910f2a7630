import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import { selectsAny } from '../../graphql/selects.ts';
import type { GraphContext } from '../../reads/context.ts';
import type { ReadReport } from '../../upstream/observer.ts';

/** Of the texts of all answers. A character takes one byte, or two in texts with others than Latin-1. */
const maxLength = 16 * 1024 * 1024;
const maxAnswerLength = 1024 * 1024;
const maxVariablesLength = 64 * 1024;

interface Answer {
  readonly text: Text;
  readonly reads: readonly ReadReport[];
}

/** The text of a whole answer, in the place of its data. */
class Text {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  static of(data: unknown): string | undefined {
    return data instanceof Text ? data.#text : undefined;
  }
}

export interface Answers {
  readonly plugin: ApolloServerPlugin<GraphContext>;
  /** Apollo's `stringifyResult`. */
  stringify(result: FormattedExecutionResult): string;
}

/**
 * Keeps whole answers as text, and sends one again while each read that it was made of would return the same value. Callers
 * with the same scopes and credentials share them.
 * @param onRepeated called for each answer that is sent again
 */
export function createAnswers(onRepeated: () => void = () => undefined): Answers {
  const answers = new LRUCache<string, Answer>({ maxSize: maxLength, maxEntrySize: maxAnswerLength });
  /** Answers that have not become text yet, by their data. */
  const pending = new WeakMap<object, { readonly key: string; readonly reads: readonly ReadReport[] }>();

  return {
    plugin: {
      async requestDidStart() {
        let key: string | undefined;
        return {
          async responseForOperation(context) {
            key = keyOf(context);
            const known = key === undefined ? undefined : answers.get(key);
            if (!known || !context.contextValue.repeat(known.reads)) return null;
            key = undefined;
            onRepeated();
            return {
              http: { headers: new HeaderMap() },
              body: {
                kind: 'single',
                singleResult: { data: known.text as unknown as Record<string, unknown> },
              },
            };
          },
          async willSendResponse({ contextValue: { reads }, response: { body } }) {
            if (key === undefined || body.kind !== 'single' || !canRepeat(reads)) return;
            const { data, errors, extensions } = body.singleResult;
            if (data && !errors && !extensions) pending.set(data, { key, reads });
          },
        };
      },
    },
    stringify(result) {
      const known = Text.of(result.data);
      if (known !== undefined) return known;
      const text = `${JSON.stringify(result)}\n`;
      const kept = result.data && pending.get(result.data);
      if (kept) {
        const size = text.length + kept.key.length;
        answers.set(kept.key, { text: new Text(text), reads: kept.reads }, { size });
      }
      return text;
    },
  };
}

/** The vendors' status is not the same for all callers, and changes at any time. */
const selectsStatus = selectsAny('sessionProviders');

/** What is added to the data for these headers differs each time. */
const reports = ['x-operation-cost', 'x-upstream-debug'];

/** @returns undefined for an operation that must be executed each time */
function keyOf(context: GraphQLRequestContext<GraphContext>): string | undefined {
  const { request, queryHash, document, operation, contextValue } = context;
  const { access, providers, onPersonalData } = contextValue;
  if (operation?.operation !== 'query' || !document || selectsStatus(document)) return undefined;
  // The audit log must have each read.
  if (onPersonalData || reports.some((header) => request.http?.headers.has(header))) return undefined;
  const variables = textOf(request.variables);
  if (variables === undefined || variables.length > maxVariablesLength) return undefined;
  return [providers.scope, access.key, queryHash, request.operationName, variables].join('\n');
}

/** @returns undefined for variables that are nested too deeply */
function textOf(variables: unknown): string | undefined {
  try {
    return JSON.stringify(variables ?? {});
  } catch {
    return undefined;
  }
}

function canRepeat(reads: readonly ReadReport[]): boolean {
  return reads.length > 0 && reads.every(({ cached, outcome }) => cached && outcome !== 'stale');
}
