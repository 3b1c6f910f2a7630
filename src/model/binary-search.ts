/**
 * @param isBefore holds for the first items, and for none after one for which it does not
 * @returns the index of the first item for which it does not hold
 */
export function firstIndexNot<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
