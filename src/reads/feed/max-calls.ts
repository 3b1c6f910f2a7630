import { sum } from '../../model/sum.ts';
import type { Provider } from '../../providers/provider.ts';
import { maxChatbots } from '../../providers/settings.ts';

/** How many calls one page of `Query.sessions` causes at most, without retries. */
export function maxCallsOfPage(providers: readonly Provider[], feedMaxCalls: number): number {
  const calls = providers.map(({ source }) => {
    if (!source) return 0;
    return source.isByOwner ? maxChatbots : feedMaxCalls;
  });
  return sum(calls);
}
