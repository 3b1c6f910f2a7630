import type { SessionProvider } from '../../src/model/generated.ts';
import { providers as registry } from '../../src/providers/index.ts';
import { startServer, type Answer, type TestServer } from '../helpers/server.ts';
import { anySession, vendorFacts } from '../helpers/vendor-facts.ts';

export const providers: readonly SessionProvider[] = registry.map(({ id }) => id);

export interface Vendor extends AsyncDisposable {
  readonly url: string;
  /** When each call came, in milliseconds. */
  readonly arrivals: readonly number[];
  /** How many calls run. */
  readonly running: () => number;
  readonly closed: () => number;
  /** Answers so from now on; with nothing, with the session that is asked for. */
  answer(answer?: Answer): void;
  /** Takes calls and answers none before it is released. */
  hold(): () => void;
}

/** A vendor that has every session there can be, and counts. */
export async function startVendor(provider: SessionProvider): Promise<Vendor> {
  const normal = anySession(vendorFacts[provider]);
  const arrivals: number[] = [];
  let running = 0;
  let closed = 0;
  let current = normal;
  let held: Promise<void> | undefined;
  const server: TestServer = await startServer((request, response) => {
    arrivals.push(performance.now());
    running += 1;
    response.once('close', () => {
      running -= 1;
      if (!response.writableFinished) closed += 1;
    });
    const answer = current;
    if (held) void held.then(() => answer(request, response));
    else answer(request, response);
  });
  return {
    url: server.url,
    arrivals,
    running: () => running,
    closed: () => closed,
    answer: (answer = normal) => {
      current = answer;
    },
    hold: () => {
      const release = Promise.withResolvers<void>();
      held = release.promise;
      return () => {
        held = undefined;
        release.resolve();
      };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() as Promise<void>,
  };
}

export type Vendors = Readonly<Record<SessionProvider, Vendor>> & AsyncDisposable;

export async function startVendors(): Promise<Vendors> {
  const all = await Promise.all(
    providers.map(async (provider) => [provider, await startVendor(provider)] as const),
  );
  return {
    ...(Object.fromEntries(all) as Record<SessionProvider, Vendor>),
    [Symbol.asyncDispose]: async () => {
      for (const [, vendor] of all) await vendor[Symbol.asyncDispose]();
    },
  };
}

/** Different ids that every vendor can have. */
export function idOf(number: number): string {
  return `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
}
