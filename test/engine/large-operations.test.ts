import { expect, test } from '@jest/globals';
import { query } from '../helpers/graphql-server.ts';
import { until } from '../helpers/until.ts';
import { behindProxy, from, startReplica } from './replica.ts';
import { startVendor } from './vendors.ts';

const aliases = Array.from({ length: 40 }, (_, place) => `f${place}: externalId`).join(' ');
const large = `query ($id: String!) { chatwizeChatbot(externalId: $id) { sessions(first: 1000) { nodes { ${aliases} } } } }`;
const small = large.replace('first: 1000', 'first: 10');

test('of one caller two large operations run at a time, and nobody else waits for them', async () => {
  await using chatwize = await startVendor('CHATWIZE');
  await using server = await startReplica({ CHATWIZE: chatwize }, behindProxy);
  const release = chatwize.hold();
  const send = (document: string, id: string, caller: number) =>
    query(server.url, document, { id }, from(caller));
  const first = ['a', 'b', 'c', 'd'].map((id) => send(large, id, 1));
  await until(() => chatwize.arrivals.length === 2);
  const others = [send(small, 'e', 1), send(large, 'f', 2)];
  await until(() => chatwize.arrivals.length === 4);
  release();
  await Promise.all([...first, ...others]);
  expect(chatwize.arrivals.length).toBeGreaterThanOrEqual(6);
});

test('one that is refused while it waits keeps no turn', async () => {
  await using chatwize = await startVendor('CHATWIZE');
  const environment = { ...behindProxy, INTROSPECTION: 'off', AUTH_ANONYMOUS_SCOPES: 'sessions:*' };
  await using server = await startReplica({ CHATWIZE: chatwize }, environment);
  const release = chatwize.hold();
  const send = (document: string, id: string) => query(server.url, document, { id }, from(1));
  const running = ['a', 'b'].map((id) => send(large, id));
  await until(() => chatwize.arrivals.length === 2);
  // Refused by its cost, and by another plugin, while both turns are taken.
  const tooLarge = large.replace(
    'f0: externalId',
    `${aliases.replaceAll('f', 'g')} ${aliases.replaceAll('f', 'h')} raw`,
  );
  const hidden = large.replace('{ chatwize', '{ __schema { queryType { name } } chatwize');
  const refused = await Promise.all(
    [tooLarge, hidden, tooLarge, hidden].map((document) => send(document, 'c')),
  );
  expect(refused.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([
    'OPERATION_TOO_COMPLEX',
    'FORBIDDEN',
    'OPERATION_TOO_COMPLEX',
    'FORBIDDEN',
  ]);
  release();
  await Promise.all(running);
  await Promise.all(['d', 'e', 'f'].map((id) => send(large, id)));
  expect(chatwize.arrivals.length).toBeGreaterThanOrEqual(5);
});
