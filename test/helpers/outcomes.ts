/**
 * What became of each promise so far: its value or its error, undefined while it is pending.
 * @param outcomes where to write, behind what is there already
 */
export function outcomesOf(
  promises: readonly Promise<unknown>[],
  outcomes: unknown[] = [],
): readonly unknown[] {
  const first = outcomes.length;
  for (const [place, promise] of promises.entries()) {
    outcomes.push(undefined);
    const note = (outcome: unknown): void => void (outcomes[first + place] = outcome);
    promise.then(note, note);
  }
  return outcomes;
}

/** Lets everything happen that waits for no timer and nothing outside. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 2000; turn += 1) await Promise.resolve();
}

/** An array that has the same in each place. */
export function repeated<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}
