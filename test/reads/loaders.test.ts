import { expect, test } from '@jest/globals';
import { providers } from '../../src/providers/index.ts';
import { encodeNodeId } from '../../src/model/node-id.ts';
import { barrier, isSettled } from '../helpers/barrier.ts';
import { providersOf, startVendors, type Vendors } from '../helpers/vendors.ts';
import { json } from '../helpers/server.ts';

const uuid = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

test('a session that is asked for in every way at once costs one call', async () => {
  await using vendors = await startVendors();
  const id = encodeNodeId({ type: 'ZepSession', externalId: 'a' });
  const { data, errors } = await vendors.run(
    `query ($id: ID!) {
      one: zepSession(externalId: "a") { externalId }
      two: zepSession(externalId: "a") { id }
      three: session(id: $id) { externalId }
      four: node(id: $id) { id }
      five: nodes(ids: [$id, $id]) { id }
      six: sessionsByIds(ids: [$id, $id]) { externalId }
      seven: sessionByExternalId(provider: ZEP, externalId: "a") { externalId }
    }`,
    { id },
  );
  expect(errors).toEqual([]);
  expect(data).toMatchObject({ two: { id }, five: [{ id }, { id }], seven: { externalId: 'a' } });
  expect(vendors.calls()).toEqual({ ZEP: 1 });
});

test('an OpenCX session in upper and in lower case is one session and one call', async () => {
  await using vendors = await startVendors();
  const lower = 'abcdef00-0000-4000-8000-00000000000a';
  const { data, errors } = await vendors.run(
    `query ($lower: String!, $upper: String!, $id: ID!) {
      lower: opencxSession(externalId: $lower) { id externalId }
      upper: opencxSession(externalId: $upper) { id externalId }
      byId: session(id: $id) { id externalId }
    }`,
    {
      lower,
      upper: lower.toUpperCase(),
      id: encodeNodeId({ type: 'OpenCXSession', externalId: lower }),
    },
  );
  expect(errors).toEqual([]);
  const session = { id: encodeNodeId({ type: 'OpenCXSession', externalId: lower }), externalId: lower };
  expect(data).toEqual({ lower: session, upper: session, byId: session });
  expect(vendors.calls()).toEqual({ OPENCX: 1 });
});

test('an OpenCX session has one global id: its upper case is none', async () => {
  await using vendors = await startVendors();
  const id = encodeNodeId({ type: 'OpenCXSession', externalId: 'ABCDEF00-0000-4000-8000-00000000000A' });
  const { data, errors } = await vendors.run(
    'query ($id: ID!) { node(id: $id) { id } session(id: $id) { id } }',
    {
      id,
    },
  );
  expect(data).toEqual({ node: null, session: null });
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }, { code: 'BAD_USER_INPUT' }]);
  expect(vendors.calls()).toEqual({});
});

test('without a cache each request reads anew', async () => {
  await using vendors = await startVendors();
  await vendors.run('{ zepSession(externalId: "a") { id } }');
  await vendors.run('{ zepSession(externalId: "a") { id } }');
  expect(vendors.calls()).toEqual({ ZEP: 2 });
});

const idOf = (externalId: string, type = 'ZepSession'): string => encodeNodeId({ type, externalId });
const chatbots = (length: number): string[] => Array.from({ length }, () => idOf('bot', 'ChatwizeChatbot'));

/** 200 sessions of all vendors, mixed. */
function mixedIds(vendors: Vendors): string[] {
  const mixed = providersOf(vendors);
  return Array.from({ length: 200 }, (_, index) => {
    const type = mixed[index % mixed.length]?.sessionType ?? '';
    return encodeNodeId({ type, externalId: uuid(index) });
  });
}

test('200 sessions of mixed vendors are read side by side', async () => {
  const all = barrier(200);
  await using vendors = await startVendors((answer) => async (request, response) => {
    await all.arrive();
    answer(request, response);
  });
  const ids = mixedIds(vendors);
  const { data, errors } = await vendors.run('query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id } }', {
    ids,
  });
  expect(errors).toEqual([]);
  expect((data['sessionsByIds'] as { id: string }[]).map(({ id }) => id)).toEqual(ids);
  const calls = providers.map(({ id }, place) => [id, Math.ceil((200 - place) / providers.length)]);
  expect(vendors.calls()).toEqual(Object.fromEntries(calls));
});

test('a session that is held back holds no other', async () => {
  const release = Promise.withResolvers<void>();
  const place = providers.findIndex(({ id }) => id === 'ZEP');
  await using vendors = await startVendors((answer) => async (request, response) => {
    if (request.url?.includes(uuid(place))) await release.promise;
    answer(request, response);
  });
  const ids = mixedIds(vendors);
  const { loaders } = vendors.createContext();
  const reads = ids.map((id) => loaders.sessionById(id, 'id'));
  const others = await Promise.all(reads.filter((_, index) => index !== place));
  expect(others.filter((session) => session !== null)).toHaveLength(199);
  expect(isSettled(reads[place] as Promise<unknown>)).toBe(false);
  release.resolve();
  expect(await reads[place]).toMatchObject({ id: ids[place] });
});

test('what fails, fails in its place; what does not exist is null in its place', async () => {
  await using vendors = await startVendors((answer) => (request, response) => {
    if (request.url?.endsWith('/forbidden')) return json({}, 403)(request, response);
    if (request.url?.endsWith('/unknown')) return json({}, 404)(request, response);
    return answer(request, response);
  });
  const ids = [
    idOf('a'),
    idOf('forbidden'),
    'no id at all',
    idOf('unknown'),
    idOf('..'),
    idOf('not-a-uuid', 'OpenCXSession'),
    idOf('bot', 'ChatwizeChatbot'),
    idOf('x', 'TicketThing'),
    '',
    idOf('b'),
  ];
  const found = await vendors.run('query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { externalId } }', {
    ids,
  });
  const nothing = Array.from({ length: 8 }, () => null);
  expect(found.data['sessionsByIds']).toEqual([{ externalId: 'a' }, ...nothing, { externalId: 'b' }]);
  expect(Object.fromEntries(found.errors.map(({ path, code }) => [path[1], code]))).toEqual({
    1: 'UPSTREAM_FORBIDDEN',
    2: 'BAD_USER_INPUT',
    4: 'BAD_USER_INPUT',
    5: 'BAD_USER_INPUT',
    6: 'BAD_USER_INPUT',
    7: 'BAD_USER_INPUT',
    8: 'BAD_USER_INPUT',
  });
  expect(vendors.calls()).toEqual({ ZEP: 4 });
});

test.each([
  ['nodes', 'ids', 200],
  ['sessionsByIds', 'ids', 200],
  ['chatwizeChatbots', 'externalIds', 20],
])(
  '%s refuses more than its bound of %s, naming both, and costs its neighbours nothing',
  async (field, argument, most) => {
    await using vendors = await startVendors();
    const query = `query ($ids: [${argument === 'ids' ? 'ID' : 'String'}!]!) {
    ${field}(${argument}: $ids) { id }
    zepSession(externalId: "a") { externalId }
  }`;
    const over = await vendors.run(query, { ids: chatbots(most + 1) });
    expect(over.data).toEqual({ [field]: null, zepSession: { externalId: 'a' } });
    expect(over.errors).toEqual([
      {
        path: [field],
        code: 'BAD_USER_INPUT',
        message: `${argument} must have at most ${most} entries, got ${most + 1}.`,
      },
    ]);
    const just = await vendors.run(query, { ids: chatbots(most) });
    expect(just.data[field]).toHaveLength(most);
  },
);

test('a vendor without a credential is refused without a call, the others answer', async () => {
  await using vendors = await startVendors(undefined, ['ZEP']);
  const id = encodeNodeId({ type: 'ChatwizeChatbot', externalId: 'bot' });
  const { data, errors } = await vendors.run(
    `query ($id: ID!) {
      zepSession(externalId: "a") { externalId }
      duohubSession(externalId: "a") { id }
      sessionByExternalId(provider: CHATWIZE, externalId: "a") { id }
      chatwizeChatbot(externalId: "bot") { id }
      node(id: $id) { id }
      sessionProviders { provider enabled }
    }`,
    { id },
  );
  expect(data['zepSession']).toEqual({ externalId: 'a' });
  expect(data['sessionProviders']).toEqual(
    providers.map((one) => ({ provider: one.id, enabled: one.id === 'ZEP' })),
  );
  expect(errors.map(({ path, code }) => `${path[0]} ${code}`).toSorted()).toEqual([
    'chatwizeChatbot PROVIDER_NOT_CONFIGURED',
    'duohubSession PROVIDER_NOT_CONFIGURED',
    'node PROVIDER_NOT_CONFIGURED',
    'sessionByExternalId PROVIDER_NOT_CONFIGURED',
  ]);
  expect(vendors.calls()).toEqual({ ZEP: 1 });
});

test('a session that a chatbot’s list brought costs no call of its own, another one does', async () => {
  await using vendors = await startVendors((answer) => (request, response) => {
    if (request.url?.endsWith('/sessions'))
      return json([{ uuid: 'a', created_at: '2026-01-01' }])(request, response);
    return answer(request, response);
  });
  const { loaders } = vendors.createContext();
  await loaders.sessionList('ChatwizeChatbot', 'bot');
  expect(await loaders.session('ChatwizeSession', 'a')).toMatchObject({
    createdAt: '2026-01-01T00:00:00.000Z',
  });
  expect(vendors.calls()).toEqual({ CHATWIZE: 1 });
  expect(await loaders.session('ChatwizeSession', 'b')).toMatchObject({ createdAt: null });
  expect(await loaders.session('DuohubSession', 'a')).toMatchObject({ provider: 'DUOHUB' });
  expect(vendors.calls()).toEqual({ CHATWIZE: 2, DUOHUB: 1 });
});
