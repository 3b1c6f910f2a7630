import { Breaker, type BreakerState } from './breaker.ts';
import type { Failure } from './failure.ts';
import { Http } from './http.ts';
import { Slots } from './slots.ts';

export interface LinkOptions {
  readonly baseUrl: URL;
  /** For the DNS lookup, the TCP connection and the TLS handshake each, in milliseconds. */
  readonly connectTimeoutMs: number;
  readonly maxConnections: number;
  /** Whether the host may have a private address. */
  readonly allowPrivate: boolean;
  /** The share of failed calls above which the breaker opens, in percent; at 100 it never opens. */
  readonly breakerFailurePercent: number;
  /** How long the breaker stays open before it lets one call through, in milliseconds. */
  readonly breakerOpenMs: number;
  readonly onBreakerChange?: (state: BreakerState) => void;
}

/** Everything that belongs to a vendor's base URL, whichever credential a call uses: its connections and its health. */
export class Link {
  readonly http: Http;
  readonly breaker: Breaker;
  readonly slots: Slots;
  readonly #onDown = new Set<(refusal: Failure) => void>();

  constructor(options: LinkOptions) {
    this.http = new Http(options);
    this.slots = new Slots(options.maxConnections);
    this.breaker = new Breaker({
      failureRatio: options.breakerFailurePercent / 100,
      openMs: options.breakerOpenMs,
      onChange: (state) => {
        options.onBreakerChange?.(state);
        const refusal = state === 'open' ? this.breaker.refusal() : undefined;
        if (refusal) for (const listener of this.#onDown) listener(refusal);
      },
    });
  }

  /**
   * Calls back whenever the breaker opens, with the failure for calls that are still queued.
   * @returns stops calling back
   */
  onDown(listener: (refusal: Failure) => void): () => void {
    this.#onDown.add(listener);
    return () => void this.#onDown.delete(listener);
  }

  close(): void {
    this.http.close();
  }
}
