import { describe, expect, test } from '@jest/globals';
import { feedOver, queryOf } from '../../helpers/feed.ts';
import { json, type Answer } from '../../helpers/server.ts';

const session = (id: string, number: number, customerUserID?: string) => ({
  id,
  createdAt: `2026-01-0${number}T00:00:00.000Z`,
  customerUserID,
});
const enveloped = (sessions: readonly object[], nextToken: unknown = null) => ({
  status: 'success',
  data: { sessions, nextToken },
});

/** Pages by token. */
function byToken(bodies: Readonly<Record<string, unknown>>): Answer {
  return (request, response) => json(bodies[queryOf(request.url).get('nextToken') ?? ''])(request, response);
}

test.each([
  ['with the envelope', enveloped([session('a', 1), session('b', 2)])],
  ['without the envelope', { sessions: [session('a', 1), session('b', 2)], nextToken: '', count: 2 }],
])('a page %s is read', async (_, body) => {
  await using duohub = await feedOver('DUOHUB', json(body));
  expect(await duohub.page()).toMatchObject({ ids: ['b', 'a'], state: 'COMPLETE', hasNextPage: false });
  expect(duohub.paths).toEqual(['/sessions/list?limit=100']);
});

test('the list is read to its end before it is sorted', async () => {
  await using duohub = await feedOver(
    'DUOHUB',
    byToken({
      '': enveloped([session('a', 1)], 'two & three'),
      'two & three': enveloped([session('c', 3), session('a', 1)], 't4'),
      t4: enveloped([session('b', 2)]),
    }),
  );
  expect(await duohub.page({ first: 2 })).toMatchObject({
    ids: ['c', 'b'],
    state: 'COMPLETE',
    hasNextPage: true,
  });
  const walked = await duohub.walk({ first: 2 });
  expect(walked.flatMap(({ ids }) => ids)).toEqual(['c', 'b', 'a']);
});

describe('a list that is not read to its end is partial', () => {
  test('because it is longer than allowed', async () => {
    const endless: Answer = (request, response) => {
      const number = Number(queryOf(request.url).get('nextToken') ?? 0);
      json(enveloped([session(`s${number}`, 1)], String(number + 1)))(request, response);
    };
    await using duohub = await feedOver('DUOHUB', endless, { feedMaxCalls: 3 });
    expect(await duohub.page()).toMatchObject({
      ids: ['s0', 's1', 's2'],
      state: 'PARTIAL',
      hasNextPage: false,
    });
    expect(duohub.paths).toHaveLength(3);
  });

  test('because a token repeats', async () => {
    await using duohub = await feedOver(
      'DUOHUB',
      byToken({ '': enveloped([session('a', 1)], 'x'), x: enveloped([session('b', 2)], 'x') }),
    );
    expect(await duohub.page()).toMatchObject({ ids: ['b', 'a'], state: 'PARTIAL' });
    expect(duohub.paths).toHaveLength(2);
  });
});

test('a person is asked for by the vendor’s filter, which is checked', async () => {
  const body = enveloped([session('a', 1, 'u 1'), session('b', 2, 'u 2'), session('c', 3)]);
  await using duohub = await feedOver('DUOHUB', json(body));
  const page = await duohub.page({ filter: { participant: { externalId: 'u 1' } } });
  expect(page).toMatchObject({ ids: ['a'], state: 'COMPLETE' });
  expect(duohub.paths).toEqual(['/sessions/list?customerUserID=u+1&limit=100']);
});

test.each([[[]], [{}], [enveloped([], 17)], [enveloped([], 'x'.repeat(3000))], [{ data: { sessions: {} } }]])(
  '%j is not a page',
  async (body) => {
    await using duohub = await feedOver('DUOHUB', json(body));
    await expect(duohub.page()).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
  },
);
