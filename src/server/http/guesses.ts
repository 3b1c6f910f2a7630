import type { FastifyBaseLogger } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { networkOf } from './caller.ts';
import type { Refusal } from './errors.ts';

/** Wrong tokens that an address may send in a minute. */
const maxGuesses = 10;

export const tooManyGuesses: Refusal = {
  status: 429,
  message: 'This address has sent too many invalid tokens.',
  code: 'TOO_MANY_REQUESTS',
  retryable: true,
  retryAfterSeconds: 60,
};

/** Counts wrong tokens of operators, so that nobody can try them one after the other. */
export class Guesses {
  readonly #limiter = new RateLimiterMemory({ points: maxGuesses, duration: 60 });
  readonly #onWrong: () => void;

  constructor(onWrong: () => void) {
    this.#onWrong = onWrong;
  }

  async isBlocked(address: string): Promise<boolean> {
    const known = await this.#limiter.get(networkOf(address));
    return known !== null && known.consumedPoints >= maxGuesses;
  }

  /** At most ten lines a minute are logged for an address, since more are blocked. */
  async count(address: string, log: FastifyBaseLogger): Promise<void> {
    this.#onWrong();
    log.warn({ address: networkOf(address) }, 'invalid operator token');
    // It rejects a guess too many, which isBlocked has let through while others were counted.
    await this.#limiter.consume(networkOf(address)).catch(() => undefined);
  }
}
