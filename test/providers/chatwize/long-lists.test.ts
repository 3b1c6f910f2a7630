import { expect, test } from '@jest/globals';
import { isSettled } from '../../helpers/barrier.ts';
import { bytes, json, type Answer } from '../../helpers/server.ts';
import { graphOver, type ListGraph } from './list-server.ts';

const count = 100_000;
const start = Date.UTC(2020, 0, 1);

/** Shuffled, as an unordered list is: 7919 has no divisor in common with the count. */
function longList(): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const place = (index * 7919) % count;
    const created = new Date(start + place * 60_000).toISOString();
    const uuid = `s-${String(place).padStart(6, '0')}`;
    return {
      uuid,
      created_at: created,
      modified_at: created,
      meta: { user: { email: `${place}@x.example` } },
    };
  });
  return JSON.stringify(rows);
}

test('100,000 sessions are counted, ordered, filtered and paged', async () => {
  await using graph = await graphOver(bytes(longList()));
  const { data, errors } = await graph.run(`{ chatwizeChatbot(externalId: "bot") {
    first: sessions(first: 2) { totalCount nodes { externalId } pageInfo { hasNextPage hasPreviousPage } }
    last: sessions(last: 2) { nodes { externalId } pageInfo { hasNextPage hasPreviousPage } }
    oldest: sessions(first: 1000, orderBy: { field: CREATED_AT, direction: ASC }) { nodes { externalId } }
    some: sessions(first: 1, filter: { createdBefore: "2020-01-01T01:00:00Z", hasLead: true }) { totalCount }
  } }`);
  expect(errors).toEqual([]);
  const { first, last, oldest, some } = data.chatwizeChatbot;
  expect(first).toEqual({
    totalCount: count,
    nodes: [{ externalId: 's-099999' }, { externalId: 's-099998' }],
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
  });
  expect(last).toEqual({
    nodes: [{ externalId: 's-000001' }, { externalId: 's-000000' }],
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
  });
  expect(oldest.nodes).toHaveLength(1000);
  expect(oldest.nodes[999]).toEqual({ externalId: 's-000999' });
  expect(some).toEqual({ totalCount: 60 });
  expect(graph.server.paths).toHaveLength(1);
});

test('a list over its bound is refused', async () => {
  await using graph = await graphOver(json([{ uuid: 'a'.repeat(200) }]), { maxListBytes: 100 });
  const { errors } = await graph.run('{ chatwizeChatbot(externalId: "bot") { sessions { totalCount } } }');
  expect(errors).toMatchObject([{ code: 'UPSTREAM_INVALID_RESPONSE' }]);
});

test('two long lists are read at once, a third waits for its turn, and short ones never wait', async () => {
  const long = JSON.stringify([{ uuid: 'a', padding: 'x'.repeat(2 * 1024 * 1024) }]);
  const held = new Map<string, () => void>();
  const answer: Answer = (request, response) => {
    const bot = (request.url ?? '').split('/')[2] ?? '';
    if (!bot.startsWith('long')) return json([])(request, response);
    // All but the end: the list is long already, and not yet whole.
    response.writeHead(200).write(long.slice(0, -1));
    held.set(bot, () => void response.end(long.slice(-1)));
    return undefined;
  };
  await using graph = await graphOver(answer);
  const read = (bot: string): ReturnType<ListGraph['run']> =>
    graph.run(`{ chatwizeChatbot(externalId: "${bot}") { sessions { totalCount } } }`);
  const roundTrips = async (): Promise<void> => {
    for (let round = 0; round < 30; round += 1) await read(`short-${round}`);
  };

  const [one, two] = [read('long-1'), read('long-2')];
  await roundTrips();
  const three = read('long-3');
  await roundTrips();
  held.get('long-3')?.();
  await roundTrips();
  expect([one, two, three].map(isSettled)).toEqual([false, false, false]);
  held.get('long-1')?.();
  const whole = { chatwizeChatbot: { sessions: { totalCount: 1 } } };
  expect((await one).data).toEqual(whole);
  expect((await three).data).toEqual(whole);
  expect(isSettled(two)).toBe(false);
  held.get('long-2')?.();
  expect((await two).data).toEqual(whole);
});
