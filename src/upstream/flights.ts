import { onAbort } from './on-abort.ts';

interface Flight {
  readonly answer: Promise<unknown>;
  readonly controller: AbortController;
  waiters: number;
  hasEnded: boolean;
}

/**
 * Reads in flight. Callers that ask for the same key share one read and its outcome. Aborting one caller does not affect
 * the others. When the last one aborts, the read is aborted with its reason.
 */
export class Flights {
  readonly #flights = new Map<string, Flight>();

  get size(): number {
    return this.#flights.size;
  }

  /**
   * @param key identifies the read; equal keys must have answers of one type
   * @param signal aborts this caller's wait
   * @param read gets what aborts it
   * @returns the answer, and whether the read was already in flight
   */
  async join<T>(
    key: string,
    signal: AbortSignal,
    read: (controller: AbortController) => Promise<T>,
  ): Promise<{ readonly answer: T; readonly joined: boolean }> {
    signal.throwIfAborted();
    const known = this.#flights.get(key);
    const flight = known ?? this.#start(key, read);
    flight.waiters += 1;
    const aborted = Promise.withResolvers<never>();
    const stopListening = onAbort(signal, () => aborted.reject(signal.reason));
    try {
      return {
        answer: (await Promise.race([flight.answer, aborted.promise])) as T,
        joined: known !== undefined,
      };
    } finally {
      stopListening();
      flight.waiters -= 1;
      if (flight.waiters === 0) this.#end(key, flight, signal.reason);
    }
  }

  /** Aborts every read. */
  stop(): void {
    for (const [key, flight] of this.#flights) this.#end(key, flight);
  }

  #start(key: string, read: (controller: AbortController) => Promise<unknown>): Flight {
    const controller = new AbortController();
    const answer = read(controller);
    const flight: Flight = { answer, controller, waiters: 0, hasEnded: false };
    this.#flights.set(key, flight);
    const forget = (): void => {
      flight.hasEnded = true;
      this.#forget(key, flight);
    };
    // On rejection too: the last waiter may have left before the read fails.
    answer.then(forget, forget);
    return flight;
  }

  /** Has no effect on a read that has ended. */
  #end(key: string, flight: Flight, reason?: unknown): void {
    this.#forget(key, flight);
    // An abort without a reason creates an error with a stack, for each read.
    if (!flight.hasEnded) flight.controller.abort(reason);
  }

  #forget(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
