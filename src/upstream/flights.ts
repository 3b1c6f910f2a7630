interface Flight {
  readonly answer: Promise<unknown>;
  readonly controller: AbortController;
  waiters: number;
}

/**
 * Reads that are under way. Who asks for the same thing meanwhile gets the same answer, or the same failure. One who
 * leaves disturbs nobody; when the last one has left, the read is aborted for the reason of that one.
 */
export class Flights {
  readonly #flights = new Map<string, Flight>();

  get size(): number {
    return this.#flights.size;
  }

  /**
   * @param key what is read; equal keys must mean equal answers of equal type
   * @param signal the leaving of this one
   * @returns the answer, and whether somebody had asked before
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
    const left = Promise.withResolvers<never>();
    const leave = (): void => left.reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    try {
      return {
        answer: (await Promise.race([flight.answer, left.promise])) as T,
        joined: known !== undefined,
      };
    } finally {
      signal.removeEventListener('abort', leave);
      flight.waiters -= 1;
      if (flight.waiters === 0) this.#end(key, flight, signal.reason);
    }
  }

  /** Aborts everything. */
  stop(): void {
    for (const [key, flight] of this.#flights) this.#end(key, flight);
  }

  #start(key: string, read: (signal: AbortSignal) => Promise<unknown>): Flight {
    const controller = new AbortController();
    const answer = read(controller.signal);
    const flight = { answer, controller, waiters: 0 };
    this.#flights.set(key, flight);
    const forget = (): void => this.#forget(key, flight);
    // Both: the last waiter may leave before the failure comes.
    answer.then(forget, forget);
    return flight;
  }

  /** Does nothing to a read that is over. */
  #end(key: string, flight: Flight, reason?: unknown): void {
    this.#forget(key, flight);
    flight.controller.abort(reason);
  }

  #forget(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
