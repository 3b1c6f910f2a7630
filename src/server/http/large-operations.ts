import type { ApolloServerPlugin } from '@apollo/server';
import pLimit, { type LimitFunction } from 'p-limit';
import type { GraphContext } from '../../reads/context.ts';

/** An operation with more fields than this is large: its answer takes megabytes while it is made. */
const manyFields = 30_000;

/** How many large operations of one caller run at a time. */
const atOnce = 2;

/** Lets the large operations of each caller wait for each other, so that many of them need no more memory than a few. */
export function takeTurnsPerCaller(): ApolloServerPlugin<GraphContext> {
  const limits = new Map<string, LimitFunction>();

  /** @returns ends the turn */
  async function turnOf(caller: string): Promise<() => void> {
    const limit = limits.get(caller) ?? pLimit(atOnce);
    limits.set(caller, limit);
    const started = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const hold = async (): Promise<void> => {
      await limit(() => {
        started.resolve();
        return ended.promise;
      });
      if (limit.activeCount + limit.pendingCount === 0) limits.delete(caller);
    };
    void hold();
    await started.promise;
    return ended.resolve;
  }

  return {
    async requestDidStart() {
      let end: (() => void) | undefined;
      let isAnswered = false;
      return {
        async didResolveOperation({ contextValue: { fields, caller } }) {
          if (fields <= manyFields || !Number.isFinite(fields)) return;
          end = await turnOf(caller);
          // Apollo does not wait for this when another plugin has refused the operation.
          if (isAnswered) end();
        },
        // Later, because the answer becomes text after this.
        async willSendResponse() {
          isAnswered = true;
          if (end) setImmediate(end);
        },
      };
    },
  };
}
