import { describe, expect, test } from '@jest/globals';
import { feedOver, queryOf } from '../../helpers/feed.ts';
import { json, type Answer } from '../../helpers/server.ts';

const session = (id: string, created_at: string | null) => ({ session_id: id, created_at });
const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;

/** Pages by number. */
function pages(...bodies: readonly unknown[]): Answer {
  return (request, response) => {
    const number = Number(queryOf(request.url).get('page_number'));
    json(bodies[number - 1] ?? { sessions: [] })(request, response);
  };
}

test('all sessions are asked for newest first, by pages of 100', async () => {
  await using zep = await feedOver('ZEP', pages({ sessions: [session('a', day(1))], total_count: 1 }));
  expect(await zep.page()).toMatchObject({ ids: ['a'], state: 'COMPLETE', hasNextPage: false });
  expect(zep.paths).toEqual(['/sessions-ordered?page_number=1&page_size=100&order_by=created_at&asc=false']);
});

describe('the end of the list', () => {
  test('is known by the total, or else by an empty page', async () => {
    const [one, two] = [{ sessions: [session('a', day(2))] }, { sessions: [session('b', day(1))] }];
    await using counted = await feedOver(
      'ZEP',
      pages({ ...one, total_count: 2 }, { ...two, total_count: 2 }),
    );
    expect((await counted.page()).ids).toEqual(['a', 'b']);
    expect(counted.paths).toHaveLength(2);
    await using uncounted = await feedOver('ZEP', pages(one, two));
    expect((await uncounted.page()).ids).toEqual(['a', 'b']);
    expect(uncounted.paths).toHaveLength(3);
  });

  test('is not at a total that is lower than what came', async () => {
    const bodies = ['b', 'a'].map((id, index) => ({
      sessions: [session(id, day(2 - index))],
      total_count: 0,
    }));
    await using zep = await feedOver('ZEP', pages(...bodies));
    expect(await zep.page()).toMatchObject({ ids: ['b', 'a'], state: 'COMPLETE' });
  });

  test.each([{ sessions: null }, {}, { sessions: [] }])('%j is an empty list', async (body) => {
    await using zep = await feedOver('ZEP', pages(body));
    expect(await zep.page()).toMatchObject({ ids: [], state: 'COMPLETE', endCursor: null });
  });
});

test('sessions of one time are in order although Zep sends them in none', async () => {
  const ids = ['d', 'b', 'e', 'a', 'c'];
  const bodies = ids.map((id) => ({ sessions: [session(id, day(1))], total_count: 5 }));
  await using zep = await feedOver('ZEP', pages(...bodies), { feedMaxCalls: 5 });
  const walked = await zep.walk({ first: 2 });
  expect(walked.flatMap((page) => page.ids)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(new Set(walked.map(({ state }) => state))).toEqual(new Set(['COMPLETE']));
});

test('more sessions of one time than can be read for a page make the source partial, and the walk ends', async () => {
  const bodies = ['d', 'b', 'e', 'a', 'c'].map((id) => ({ sessions: [session(id, day(1))], total_count: 5 }));
  await using zep = await feedOver('ZEP', pages(...bodies), { feedMaxCalls: 2 });
  const walked = await zep.walk();
  expect(walked.some(({ state }) => state === 'PARTIAL')).toBe(true);
  const ids = walked.flatMap((page) => page.ids);
  expect(ids).toEqual([...new Set(ids)].toSorted());
});

test('an answer that breaks the documented order makes the source partial, and the page stays in order', async () => {
  await using zep = await feedOver(
    'ZEP',
    pages({ sessions: [session('a', day(5))] }, { sessions: [session('b', day(9)), session('c', day(1))] }),
  );
  expect(await zep.page()).toMatchObject({ ids: ['b', 'a', 'c'], state: 'PARTIAL' });
});

test('a list that sends the same page for ever is partial, and the walk ends', async () => {
  const body = { sessions: [session('a', day(2)), session('b', day(1))] };
  await using zep = await feedOver('ZEP', json(body));
  const walked = await zep.walk();
  expect(walked.map(({ ids, state }) => [ids, state])).toEqual([[['a', 'b'], 'PARTIAL']]);
  expect(zep.paths).toHaveLength(2);
});

test('a session without a date is not in the list, one without an id is counted', async () => {
  await using zep = await feedOver(
    'ZEP',
    pages({ sessions: [session('a', null), { created_at: day(2) }, session('b', day(1))], total_count: 3 }),
  );
  expect((await zep.page()).ids).toEqual(['b']);
  expect(zep.log.lines).toMatchObject([{ level: 'warn', fields: { operation: 'listSessions', rows: 1 } }]);
});

describe('a person', () => {
  const participant = { externalId: 'u/1' };

  test('is asked for by a call of its own, in any order, and others are left out', async () => {
    const user_id = 'u/1';
    const body = [
      { ...session('a', day(1)), user_id },
      session('x', day(3)),
      { ...session('b', day(2)), user_id },
    ];
    await using zep = await feedOver('ZEP', json(body));
    expect((await zep.page({ filter: { participant } })).ids).toEqual(['b', 'a']);
    expect(zep.paths).toEqual(['/users/u%2F1/sessions']);
  });

  test('whom Zep does not know has no sessions', async () => {
    await using zep = await feedOver('ZEP', json({ message: 'unknown' }, 404));
    expect(await zep.page({ filter: { participant } })).toMatchObject({ ids: [], state: 'COMPLETE' });
  });
});

test.each([[[]], ['text'], [{ sessions: {} }], [null]])('%j is not a page', async (body) => {
  await using zep = await feedOver('ZEP', json(body));
  await expect(zep.page()).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
});
