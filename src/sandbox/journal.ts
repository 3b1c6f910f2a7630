import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionProvider } from '../model/generated.ts';

const KEPT_REQUESTS = 1_000;

/** Without headers, which carry the credential. */
export interface RecordedRequest {
  readonly provider: SessionProvider;
  readonly method: string;
  /** As it arrived, percent-encoded, from the sandbox's root. */
  readonly path: string;
  /** True if the client disconnected before its answer was complete. */
  readonly aborted: boolean;
}

/** One call under way. */
export interface Exchange {
  /** Aborts when the connection closes. */
  readonly signal: AbortSignal;
  /** Resets the connection from the vendor's side. */
  readonly breakOff: () => void;
}

export interface CallCount {
  readonly total: number;
  readonly inFlight: number;
}

export interface Journal {
  readonly requests: readonly RecordedRequest[];
  open(provider: SessionProvider, request: FastifyRequest, reply: FastifyReply): Exchange;
  count(provider: SessionProvider): CallCount;
  /** Forgets past calls. Calls under way stay in flight. */
  reset(): void;
}

export function createJournal(): Journal {
  const requests: RecordedRequest[] = [];
  const totals = new Map<SessionProvider, number>();
  const running = new Map<SessionProvider, number>();

  return {
    requests,
    open(provider, request, reply) {
      const entry = { provider, method: request.method, path: request.originalUrl, aborted: false };
      requests.push(entry);
      if (requests.length > KEPT_REQUESTS) requests.shift();
      add(totals, provider, 1);
      add(running, provider, 1);
      return watch(request, reply, (aborted) => {
        entry.aborted = aborted;
        add(running, provider, -1);
      });
    },
    count: (provider) => ({ total: totals.get(provider) ?? 0, inFlight: running.get(provider) ?? 0 }),
    reset() {
      requests.length = 0;
      totals.clear();
    },
  };
}

function add(counts: Map<SessionProvider, number>, provider: SessionProvider, by: number): void {
  counts.set(provider, (counts.get(provider) ?? 0) + by);
}

function watch(request: FastifyRequest, reply: FastifyReply, onEnd: (aborted: boolean) => void): Exchange {
  const gone = new AbortController();
  let brokenOff = false;
  reply.raw.once('close', () => {
    gone.abort();
    onEnd(!reply.raw.writableFinished && !brokenOff);
  });
  return {
    signal: gone.signal,
    breakOff() {
      brokenOff = true;
      request.raw.socket.resetAndDestroy();
    },
  };
}
