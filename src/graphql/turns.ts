import { nextTurn } from '../model/turns.ts';

/** How many items of a list are completed at a time. With 100 fields each they take a few milliseconds. */
const itemsPerTurn = 50;

/** They take a few tens of milliseconds. */
const fieldsAtOnce = 30_000;

/**
 * The items of a long list, as promises that let other work of the process run in between. graphql-js completes an array of
 * values at once, and a page of 1,000 sessions would delay every other request. It knows no asynchronous iterables.
 * @param fields what the whole operation has at most. Promises cost as much as a few fields, and few fields delay nobody.
 */
export function inTurns<Item>(items: readonly Item[], fields: number): readonly (Item | Promise<Item>)[] {
  if (items.length <= itemsPerTurn || fields <= fieldsAtOnce) return items;
  let turn = Promise.resolve();
  return items.map(async (item, index) => {
    if (index % itemsPerTurn === 0) turn = nextTurn();
    await turn;
    return item;
  });
}
