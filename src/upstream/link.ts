import type { BreakerState } from './breaker/breaker.ts';
import { LinkBreaker } from './breaker/link-breaker.ts';
import type { Failure } from './failure.ts';
import { Http, type HttpOptions } from './http.ts';
import { Slots } from './slots.ts';

export interface LinkOptions extends HttpOptions {
  /** The share of failed calls above which the breaker opens, in percent; at 100 it never opens. */
  readonly breakerFailurePercent: number;
  /** How long the breaker stays open before it lets calls through to try the vendor, in milliseconds. */
  readonly breakerOpenMs: number;
  /** @param caller whose breaker has changed; undefined for the one that all callers share */
  readonly onBreakerChange?: (state: BreakerState, caller: string | undefined) => void;
}

/** @param caller whose calls are refused; undefined for those of all callers */
type OnDown = (refusal: Failure, caller: string | undefined) => void;

/** Everything that belongs to a vendor's base URL, whichever credential a call uses: its connections and its health. */
export class Link {
  readonly http: Http;
  readonly breaker: LinkBreaker;
  readonly slots: Slots;
  readonly #onDown = new Set<OnDown>();

  constructor(options: LinkOptions) {
    this.http = new Http(options);
    this.slots = new Slots(options.maxConnections);
    this.breaker = new LinkBreaker({
      failureRatio: options.breakerFailurePercent / 100,
      openMs: options.breakerOpenMs,
      onChange: (state, caller) => {
        options.onBreakerChange?.(state, caller);
        const refusal = state === 'open' ? this.breaker.refusal(caller ?? '') : undefined;
        if (refusal) for (const listener of this.#onDown) listener(refusal, caller);
      },
    });
  }

  /**
   * Calls back whenever a breaker opens, with the failure for calls that are still queued.
   * @returns stops calling back
   */
  onDown(listener: OnDown): () => void {
    this.#onDown.add(listener);
    return () => void this.#onDown.delete(listener);
  }

  close(): void {
    this.http.close();
  }
}
