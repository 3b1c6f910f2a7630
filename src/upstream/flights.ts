interface Flight {
  readonly answer: Promise<unknown>;
  readonly controller: AbortController;
  waiters: number;
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
   * @returns the answer, and whether the read was already in flight
   */
  async join<T>(
    key: string,
    signal: AbortSignal,
    read: (signal: AbortSignal) => Promise<T>,
  ): Promise<{ readonly answer: T; readonly joined: boolean }> {
    signal.throwIfAborted();
    const known = this.#flights.get(key);
    const flight = known ?? this.#start(key, read);
    flight.waiters += 1;
    const aborted = Promise.withResolvers<never>();
    const abort = (): void => aborted.reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      return {
        answer: (await Promise.race([flight.answer, aborted.promise])) as T,
        joined: known !== undefined,
      };
    } finally {
      signal.removeEventListener('abort', abort);
      flight.waiters -= 1;
      if (flight.waiters === 0) this.#end(key, flight, signal.reason);
    }
  }

  /** Aborts every read. */
  stop(): void {
    for (const [key, flight] of this.#flights) this.#end(key, flight);
  }

  #start(key: string, read: (signal: AbortSignal) => Promise<unknown>): Flight {
    const controller = new AbortController();
    const answer = read(controller.signal);
    const flight = { answer, controller, waiters: 0 };
    this.#flights.set(key, flight);
    const forget = (): void => this.#forget(key, flight);
    // On rejection too: the last waiter may have left before the read fails.
    answer.then(forget, forget);
    return flight;
  }

  /** Has no effect on a read that has ended. */
  #end(key: string, flight: Flight, reason?: unknown): void {
    this.#forget(key, flight);
    flight.controller.abort(reason);
  }

  #forget(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
