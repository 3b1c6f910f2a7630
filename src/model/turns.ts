const waiting: (() => void)[] = [];

/**
 * Resolves once in each round of the event loop, for one waiting piece of work. If each used `setImmediate` by itself, all of
 * them would run in the same round, before the next request is read.
 */
export async function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(giveTurn);
  });
}

function giveTurn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(giveTurn);
}
