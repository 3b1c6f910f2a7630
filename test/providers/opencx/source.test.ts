import { describe, expect, test } from '@jest/globals';
import { feedOver, queryOf } from '../../helpers/feed.ts';
import { json, type Answer } from '../../helpers/server.ts';

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const start = Date.UTC(2026, 0, 1);

interface Item {
  readonly id: string;
  readonly created_at: string;
  readonly contact?: object;
}

function items(count: number, apartMs: number): Item[] {
  return Array.from({ length: count }, (_, n) => ({
    id: idOf(n),
    created_at: new Date(start + n * apartMs).toISOString(),
  }));
}

/** A list by pages of ten in the order of `all`, filtered by date. */
function listing(all: readonly Item[], tokenOf = (offset: number) => String(offset)): Answer {
  return (request, response) => {
    const query = queryOf(request.url);
    const found = all.filter(({ created_at }) => {
      const [after, before] = [query.get('created_after'), query.get('created_before')];
      return (after === null || created_at > after) && (before === null || created_at < before);
    });
    const offset = Number(query.get('cursor') ?? 0);
    const next = offset + 10 < found.length ? tokenOf(offset + 10) : null;
    json({ items: found.slice(offset, offset + 10), next })(request, response);
  };
}

test('a small account is read by one call', async () => {
  await using opencx = await feedOver('OPENCX', listing(items(10, 1000)));
  expect(await opencx.page({ first: 3 })).toMatchObject({
    ids: [idOf(9), idOf(8), idOf(7)],
    state: 'COMPLETE',
  });
  expect(opencx.paths).toEqual(['/chat/sessions']);
});

describe('a large account is read by ranges', () => {
  const day = 24 * 60 * 60_000;

  test.each([
    ['newest first', (all: Item[]) => all.toReversed()],
    ['oldest first', (all: Item[]) => all],
    ['in no order', (all: Item[]) => all.toSorted((a, b) => Number(a.id.at(-1)) - Number(b.id.at(-1)))],
  ])('when it lists %s', async (_, order) => {
    const all = items(300, day);
    await using opencx = await feedOver('OPENCX', listing(order(all)));
    const walked = await opencx.walk({ first: 50 });
    expect(walked.flatMap(({ ids }) => ids)).toEqual(all.map(({ id }) => id).toReversed());
    expect(new Set(walked.map(({ state }) => state))).toEqual(new Set(['COMPLETE']));
    // 30 pages hold all sessions. The search for good ranges costs some more.
    expect(opencx.paths.length).toBeLessThan(90);
  });

  test('across long gaps without a call for each', async () => {
    const all = [
      ...items(30, 1000),
      ...items(30, 1000).map((item, n) => ({
        id: idOf(100 + n),
        created_at: item.created_at.replace('2026', '1996'),
      })),
    ];
    await using opencx = await feedOver('OPENCX', listing(all));
    const walked = await opencx.walk();
    expect(walked.flatMap(({ ids }) => ids)).toHaveLength(60);
    expect(opencx.paths.length).toBeLessThan(40);
  });
});

test('a date that no session can have does not make OpenCX refuse the ranges of the others', async () => {
  const all = items(60, 24 * 60 * 60_000);
  const late = { id: idOf(99), created_at: '9999-12-31T23:59:59.999Z' };
  const list = listing([late, ...all.toReversed()]);
  await using opencx = await feedOver('OPENCX', (request, response) => {
    const dates = ['created_after', 'created_before'].map((name) => queryOf(request.url).get(name));
    const areDates = dates.every((date) => date === null || /^\d{4}-/.test(date));
    (areDates ? list : json({ message: 'no date' }, 400))(request, response);
  });
  const walked = await opencx.walk({ first: 1 });
  expect(walked.flatMap(({ ids }) => ids)).toEqual([idOf(99), ...all.map(({ id }) => id).toReversed()]);
  expect(new Set(walked.map(({ state }) => state))).toEqual(new Set(['COMPLETE']));
});

test('more sessions of one time than can be read for a page make the source partial, and the walk ends', async () => {
  await using opencx = await feedOver('OPENCX', listing(items(80, 0)));
  const walked = await opencx.walk();
  const ids = walked.flatMap((page) => page.ids);
  expect(ids).toEqual([...new Set(ids)].toSorted());
  expect(ids.length).toBeGreaterThanOrEqual(50);
  expect(walked.some(({ state }) => state === 'PARTIAL')).toBe(true);
});

test('a cursor that repeats makes the source partial within the allowed calls', async () => {
  await using opencx = await feedOver(
    'OPENCX',
    listing(items(40, 0), () => '10'),
  );
  const page = await opencx.page();
  expect(page.state).toBe('PARTIAL');
  expect(opencx.paths.length).toBeLessThanOrEqual(5);
});

test('ids are in lower case, and what is no UUID is left out', async () => {
  const created_at = '2026-01-01T00:00:00Z';
  const ids = [
    'ABCDEF00-0000-4000-8000-00000000000A',
    'abcdef00-0000-4000-8000-00000000000a',
    'nonsense',
    17,
  ];
  await using opencx = await feedOver(
    'OPENCX',
    json({ items: ids.map((id) => ({ id, created_at })), next: null }),
  );
  expect((await opencx.page()).ids).toEqual(['abcdef00-0000-4000-8000-00000000000a']);
  expect(opencx.log.lines).toMatchObject([{ level: 'warn', fields: { operation: 'listSessions', rows: 2 } }]);
});

describe('a person', () => {
  const contact = (fields: object) => ({ id: idOf(900), ...fields });
  const [item] = items(1, 0);

  test.each([
    ['the verified address', contact({ email: 'A@x.example ' })],
    ['the unverified address', contact({ email: null, non_verified_email: 'a@X.example' })],
    [
      'the unverified address beside another',
      contact({ email: 'b@x.example', non_verified_email: 'a@x.example' }),
    ],
  ])('is found by %s', async (_, known) => {
    await using opencx = await feedOver('OPENCX', json({ items: [{ ...item, contact: known }], next: null }));
    const page = await opencx.page({ filter: { participant: { email: 'a@x.example' } } });
    expect(page).toMatchObject({ ids: [idOf(0)], state: 'COMPLETE' });
    const other = await opencx.page({ filter: { participant: { email: 'c@x.example' } } });
    expect(other).toMatchObject({ ids: [], state: 'COMPLETE' });
  });

  test('with both an id and an address must match both', async () => {
    const known = contact({ email: 'a@x.example' });
    await using opencx = await feedOver('OPENCX', json({ items: [{ ...item, contact: known }], next: null }));
    const of = (externalId: string) =>
      opencx.page({ filter: { participant: { externalId, email: 'a@x.example' } } });
    expect((await of(idOf(900))).ids).toEqual([idOf(0)]);
    expect((await of(idOf(901))).ids).toEqual([]);
  });

  test('is found by an id in capitals, whatever the spelling of OpenCX', async () => {
    const [lower, upper] = ['abcdef00-0000-4000-8000-000000000901', 'ABCDEF00-0000-4000-8000-000000000901'];
    for (const id of [lower, upper]) {
      await using opencx = await feedOver(
        'OPENCX',
        json({ items: [{ ...item, contact: { id } }], next: null }),
      );
      for (const externalId of [lower, upper]) {
        expect((await opencx.page({ filter: { participant: { externalId } } })).ids).toEqual([idOf(0)]);
      }
    }
  });

  test('whose id is no UUID is not asked for', async () => {
    await using opencx = await feedOver('OPENCX', json({ items: [], next: null }));
    const page = await opencx.page({ filter: { participant: { externalId: 'cust-1' } } });
    expect([page.state, opencx.paths]).toEqual(['COMPLETE', []]);
  });
});

test('a session is read alone for the fields that the list leaves out', async () => {
  const whole = { ...items(1, 0)[0], contact: { id: idOf(900), created_at: '2025-01-01T00:00:00Z' } };
  await using opencx = await feedOver('OPENCX', (request, response) => {
    const isList = request.url?.startsWith('/chat/sessions/') === false;
    const listed = { ...whole, contact: { id: idOf(900) } };
    json(isList ? { items: [listed], next: null } : whole)(request, response);
  });
  const { feed, loaders } = opencx.context();
  const page = await feed.page({ filter: { providers: ['OPENCX'] } });
  expect(page?.rows[0]?.session()).toMatchObject({ contact: { externalId: idOf(900), createdAt: null } });
  const session = await loaders.session('OpenCXSession', idOf(0));
  expect(session?.contact).toMatchObject({ createdAt: '2025-01-01T00:00:00.000Z' });
  expect(opencx.paths).toHaveLength(2);
});
