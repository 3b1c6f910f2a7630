import assert from 'node:assert/strict';
import { it } from 'node:test';
import { IntrospectAndCompose } from '@apollo/gateway';
import { startApollo } from '../src/apollo.ts';
import { sampleTickets } from '../src/sample-tickets.ts';
import { startWorld } from './world.ts';

it('@apollo/gateway composes the running subgraphs by itself', async () => {
  await using world = await startWorld(
    (_, port, subgraphs) => startApollo(new IntrospectAndCompose({ subgraphs }), port),
    sampleTickets,
  );
  const { data, errors } = await world.ask(
    '{ zepSession(externalId: "support-aylin-2026-03") { facts tickets { id } } }',
  );
  assert.equal(errors, undefined);
  assert.partialDeepStrictEqual(data, { zepSession: { tickets: [{ id: '4' }, { id: '5' }] } });
});
