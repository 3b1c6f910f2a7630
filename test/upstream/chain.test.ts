import { expect, test } from '@jest/globals';
import { decodeBodies } from '../../src/upstream/chain.ts';
import type { Chain, Operation } from '../../src/upstream/operation.ts';
import { anyJson } from '../reads/provider.ts';
import { limits } from './cache/reading.ts';

interface Page {
  readonly rows: readonly string[];
  readonly next?: string;
  readonly isComplete?: boolean;
}

const chain: Chain<Page> = {
  maxRequests: () => 3,
  next: ({ next }) => (next === undefined ? undefined : { path: [next] }),
  join: (pages, isComplete) => ({ rows: pages.flatMap(({ rows }) => rows), isComplete }),
};
const pages: Operation<Page> = {
  ...anyJson,
  decode: (json, key) => {
    const page = json as Page & { readonly owner: string };
    if (page.owner !== key) throw new Error('of another owner');
    return page;
  },
  lifetimeMs: () => 0,
  chain,
};

const middle = '{"owner":"key","rows":["a"],"next":"b"}';
const last = '{"owner":"key","rows":["z"]}';
const foreign = '{"owner":"other","rows":["z"]}';

test.each([
  [[last], { rows: ['z'], isComplete: true }],
  [[middle, last], { rows: ['a', 'z'], isComplete: true }],
  [[middle, middle, last], { rows: ['a', 'a', 'z'], isComplete: true }],
  [[middle, middle, middle], { rows: ['a', 'a', 'a'], isComplete: false }],
])('the pages of a run are joined again: %j', (bodies, value) => {
  expect(decodeBodies(pages, 'key', { bodies, limits })).toEqual(value);
});

test.each([
  ['no page', []],
  ['a page that is missing at the end', [middle]],
  ['two pages where a third is missing', [middle, middle]],
  ['a page after the last one', [last, last]],
  ['more pages than a run has', [middle, middle, middle, last]],
  ["a page of another owner's list", [middle, foreign]],
  ['a page that is not JSON', [middle, '{']],
])('%s is not decoded', (_, bodies) => {
  expect(() => decodeBodies(pages, 'key', { bodies, limits })).toThrow();
});

test('an operation of one request has one body', () => {
  expect(decodeBodies(anyJson, 'key', { bodies: ['17'], limits })).toBe(17);
  expect(() => decodeBodies(anyJson, 'key', { bodies: [], limits })).toThrow();
  expect(() => decodeBodies(anyJson, 'key', { bodies: ['17', '17'], limits })).toThrow();
});
