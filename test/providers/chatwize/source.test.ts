import { expect, test } from '@jest/globals';
import { feedOver } from '../../helpers/feed.ts';
import { json, type Answer } from '../../helpers/server.ts';

const session = (uuid: string, day: number, meta?: object) => ({
  uuid,
  created_at: `2026-01-0${day} 00:00:00`,
  meta,
});

function chatbots(lists: Readonly<Record<string, unknown>>): Answer {
  return (request, response) => {
    const list = lists[String(request.url?.split('/')[2])];
    json(list ?? {}, list ? 200 : 404)(request, response);
  };
}

test('the chatbots that are named are one list, and a session of two of them is in it once', async () => {
  const lists = {
    a: [session('1', 1), session('3', 3)],
    b: [session('2', 2), session('3', 9)],
    c: [session('4', 4)],
  };
  await using chatwize = await feedOver('CHATWIZE', chatbots(lists), {
    chatbotIds: ['a', 'b', 'a'],
    feedMaxCalls: 1,
  });
  const walked = await chatwize.walk({ first: 2 });
  expect(walked.flatMap(({ ids }) => ids)).toEqual(['3', '2', '1']);
  expect(chatwize.paths.slice(0, 2)).toEqual(['/chatbot/a/sessions', '/chatbot/b/sessions']);
});

test('without chatbots there is nothing to read', async () => {
  await using chatwize = await feedOver('CHATWIZE', chatbots({}));
  expect(await chatwize.page()).toMatchObject({ ids: [], state: 'NOT_CONFIGURED' });
  expect(chatwize.paths).toEqual([]);
});

test('a chatbot that does not exist fails the source', async () => {
  await using chatwize = await feedOver('CHATWIZE', chatbots({ a: [] }), { chatbotIds: ['a', 'b'] });
  await expect(chatwize.page()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a person is found by the verified id, and by any address', async () => {
  const list = [
    session('1', 1, { auth_data: { sub: 'u-1', email: 'a@x.example' } }),
    session('2', 2, { user: { id: 'u-1', Email: ' A@X.example' } }),
    session('3', 3, { auth_data: { email: 'b@x.example' }, user: { email: 'a@x.example' } }),
    session('4', 4),
  ];
  await using chatwize = await feedOver('CHATWIZE', chatbots({ a: list }), { chatbotIds: ['a'] });
  const of = async (participant: object) => (await chatwize.page({ filter: { participant } })).ids;
  expect(await of({ externalId: 'u-1' })).toEqual(['1']);
  expect(await of({ email: 'a@x.example' })).toEqual(['3', '2', '1']);
  expect(await of({ externalId: 'u-1', email: 'b@x.example' })).toEqual([]);
});

test('a long list that is searched for a person lets other work run', async () => {
  const list = Array.from({ length: 5_000 }, (_, n) =>
    session(String(n), 1, { auth_data: { sub: `u-${n}` } }),
  );
  await using chatwize = await feedOver('CHATWIZE', chatbots({ a: list }), { chatbotIds: ['a'] });
  let rounds = 0;
  const count = (): void => {
    rounds += 1;
    counting = setImmediate(count);
  };
  const { feed, loaders, providers } = chatwize.context();
  const { operations } = providers.ofProvider('CHATWIZE').provider;
  // The list is read first, so that only the search is counted.
  await loaders.read(providers.ofProvider('CHATWIZE'), operations['listSessions'] as never, 'a');
  let counting = setImmediate(count);
  const page = await feed.page({ filter: { participant: { externalId: 'u-17' } } });
  clearImmediate(counting);
  expect(page?.rows.map(({ key }) => key.externalId)).toEqual(['17']);
  expect(rounds).toBeGreaterThan(5);
});

test('a session that was listed is not read again', async () => {
  await using chatwize = await feedOver('CHATWIZE', chatbots({ a: [session('1', 1)] }), {
    chatbotIds: ['a'],
  });
  const { feed, loaders } = chatwize.context();
  await feed.page({});
  expect(await loaders.session('ChatwizeSession', '1')).toMatchObject({ externalId: '1' });
  expect(chatwize.paths).toHaveLength(1);
});
