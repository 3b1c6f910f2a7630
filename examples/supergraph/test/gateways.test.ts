import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startApollo } from '../src/apollo.ts';
import { startHive } from '../src/hive.ts';
import { sampleTickets } from '../src/sample-tickets.ts';
import type { Ticket } from '../src/tickets.ts';
import { chatwizeSessions, startWorld } from './world.ts';

interface Tickets {
  readonly tickets: readonly { readonly session: Record<string, unknown> | null }[];
}

interface LastMessages {
  readonly messages: {
    readonly isComplete: boolean;
    readonly edges: readonly { readonly node: { readonly text: string } }[];
  };
}

interface Feed {
  readonly sessions: {
    readonly nodes: readonly object[];
    readonly pageInfo: { readonly endCursor: string };
    readonly sources: readonly object[];
  };
}

const ids = await chatwizeSessions(96);

const gateways = { '@apollo/gateway': startApollo, 'Hive Gateway': startHive };

for (const [name, startGateway] of Object.entries(gateways)) {
  describe(name, () => {
    it('goes from tickets to the fields of each vendor, by provider and external id', async () => {
      await using world = await startWorld(startGateway, sampleTickets);
      const { data, errors } = await world.ask<Tickets>(
        `{ tickets { session {
          __typename participant { verified }
          ... on ChatwizeSession { identityVerified }
          ... on DuohubSession { customerUserId }
          ... on OpenCXSession { vendorStatus }
          ... on ZepSession { sessionId }
        } } }`,
      );
      assert.equal(errors, undefined);
      const [chatwize, duohub, opencx, zep, sameZep] = data.tickets.map(({ session }) => session);
      assert.equal(chatwize?.['identityVerified'], true);
      assert.equal(duohub?.['customerUserId'], 'cust-10482');
      assert.equal(opencx?.['vendorStatus'], 'OPEN');
      assert.equal(zep?.['sessionId'], 'support-aylin-2026-03');
      assert.deepEqual(sameZep, zep);
      assert.deepEqual(await world.calls(), { chatwize: 1, duohub: 1, opencx: 1, zep: 1 });
    });

    it('has no page that loads anything from outside', async () => {
      await using world = await startWorld(startGateway, sampleTickets);
      for (const path of ['/', '/graphql'])
        assert.doesNotMatch(await world.page(path), /(src|href)="?(https?:)?\/\//);
    });

    it('goes from a ticket to its session and the last five messages', async () => {
      await using world = await startWorld(startGateway, sampleTickets);
      const { data, errors } = await world.ask<{ tickets: readonly { session: LastMessages }[] }>(
        `{ tickets { session {
          messages(last: 5) {
            isComplete
            pageInfo { hasPreviousPage }
            edges { cursor node { id role text attachments { name } } }
          }
        } } }`,
      );
      assert.equal(errors, undefined);
      const conversations = data.tickets.map(({ session: { messages } }) => messages);
      assert.deepEqual(
        conversations.map(({ isComplete, edges }) => [isComplete, edges.length, edges.at(-1)?.node.text]),
        Array.from({ length: 5 }, () => [true, 5, 'Çok teşekkürler!']),
      );
      assert.deepEqual(await world.calls(), { chatwize: 2, duohub: 2, opencx: 3, zep: 2 });
    });

    it('goes from sessions of any vendor to their tickets', async () => {
      await using world = await startWorld(startGateway, sampleTickets);
      const { data, errors } = await world.ask(
        `{
          zep: zepSession(externalId: "support-aylin-2026-03") { facts tickets { id } }
          any: sessionByExternalId(provider: DUOHUB, externalId: "df94f11e-f01f-45d0-8b95-75a5e1b5dc79") {
            status tickets { title }
          }
          none: sessionByExternalId(provider: ZEP, externalId: "support-aylin-1999") { tickets { title } }
        }`,
      );
      assert.equal(errors, undefined);
      assert.partialDeepStrictEqual(data, {
        zep: { tickets: [{ id: '4' }, { id: '5' }] },
        any: { tickets: [{ title: 'Call me back' }] },
        none: null,
      });
      assert.deepEqual(await world.calls(), { duohub: 1, zep: 2 });
    });

    it('pages through the list of all sessions, with the tickets of each, if the session graph provides it', async () => {
      await using world = await startWorld(startGateway, sampleTickets, {
        FEDERATION_SESSIONS: 'on',
        FEED_MAX_CALLS: '30',
      });
      const filter =
        '{ providers: [DUOHUB, ZEP], createdAfter: "2026-03-02T09:00:00Z", createdBefore: "2026-03-02T09:45:00Z" }';
      const page = (after: string) =>
        world.ask<Feed>(`{
          sessions(first: 1, after: ${after}, filter: ${filter}) {
            nodes { __typename externalId tickets { id } ... on ZepSession { sessionId } }
            pageInfo { endCursor }
            sources { provider state }
          }
        }`);
      const first = await page('null');
      assert.equal(first.errors, undefined);
      const { nodes, sources, pageInfo } = first.data.sessions;
      assert.deepEqual(nodes, [
        {
          __typename: 'DuohubSession',
          externalId: 'df94f11e-f01f-45d0-8b95-75a5e1b5dc79',
          tickets: [{ id: '2' }],
        },
      ]);
      assert.deepEqual(sources, [
        { provider: 'DUOHUB', state: 'COMPLETE' },
        { provider: 'ZEP', state: 'COMPLETE' },
      ]);
      const second = await page(JSON.stringify(pageInfo.endCursor));
      assert.equal(second.errors, undefined);
      assert.deepEqual(second.data.sessions.nodes, [
        {
          __typename: 'ZepSession',
          externalId: 'support-aylin-2026-03',
          sessionId: 'support-aylin-2026-03',
          tickets: [{ id: '4' }, { id: '5' }],
        },
      ]);
    });

    it('resolves 97 of 100 references: a missing session has no error, two malformed ones have one each', async () => {
      await using world = await startWorld(startGateway, [
        ...ids.map((externalId, n) => ticket(n, 'CHATWIZE', externalId)),
        ticket(96, 'ZEP', 'support-aylin-2026-03'),
        ticket(97, 'ZEP', 'support-aylin-1999'),
        ticket(98, 'ZEP', '..'),
        ticket(99, 'OPENCX', 'not a UUID'),
      ]);
      const { data, errors } = await world.ask<Tickets>('{ tickets { session { id createdAt } } }');
      assert.deepEqual(
        data.tickets.flatMap(({ session }, place) => (session ? [] : place)),
        [97, 98, 99],
      );
      assert.deepEqual(errors?.map(({ path, extensions }) => [path?.[1], extensions.code]).toSorted(), [
        [98, 'BAD_USER_INPUT'],
        [99, 'BAD_USER_INPUT'],
      ]);
      assert.equal(ids.length, 96);
      assert.deepEqual(await world.calls(), { chatwize: 96, zep: 2 });
    });
  });
}

function ticket(n: number, provider: string, externalId: string): Ticket {
  return { id: String(n), title: `Ticket ${n}`, provider, externalId };
}
