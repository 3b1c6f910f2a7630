/** Words with more differences than this share of their letters are not alike. */
const maxDifference = 0.5;

/** @returns the word that is most like the given one; undefined if none is */
export function nearest(given: string, words: readonly string[]): string | undefined {
  const rated = words.map((word) => ({
    word,
    difference: distance(given, word) / Math.max(given.length, 1),
  }));
  const [best] = rated.toSorted((a, b) => a.difference - b.difference);
  return best && best.difference <= maxDifference ? best.word : undefined;
}

/** How many letters must be added, removed or replaced (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
