import { inspect } from 'node:util';

export interface Barrier {
  /** Counts one more; the promise resolves when all have arrived. */
  arrive(): Promise<void>;
  arrived(): number;
}

/** Opens when it has been reached as many times as it was made for; until then all wait. */
export function barrier(parties: number): Barrier {
  const open = Promise.withResolvers<void>();
  let arrived = 0;
  return {
    arrived: () => arrived,
    arrive() {
      arrived += 1;
      if (arrived === parties) open.resolve();
      return open.promise;
    },
  };
}

/** Whether the promise has settled by now. */
export function isSettled(promise: Promise<unknown>): boolean {
  return !inspect(promise).includes('<pending>');
}
