import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startSessionGraph, type SessionGraph as Server } from '../../session-graph.ts';
import { startGateway, type Gateway } from '../src/gateway.ts';
import { createGraph } from '../src/in-process.ts';
import { sampleTickets } from '../src/sample-tickets.ts';
import { localSessions, remoteSessions } from '../src/sessions.ts';
import type { Ticket } from '../src/tickets.ts';

interface World extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly server: Server;
  /** The number of HTTP requests from the gateway to the session graph. */
  requests(): number;
}

async function overHttp(tickets: readonly Ticket[]): Promise<World> {
  const server = await startSessionGraph();
  let requests = 0;
  const countingFetch: typeof fetch = (...args) => {
    requests += 1;
    return fetch(...args);
  };
  const sessions = await remoteSessions(server.url, countingFetch);
  requests = 0;
  const gateway = await startGateway({ sessions, tickets, port: 0 });
  return {
    gateway,
    server,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await server.stop();
    },
  };
}

async function inProcess(tickets: readonly Ticket[]): Promise<World> {
  const server = await startSessionGraph();
  const graph = createGraph(server.standIns);
  const createSessionContext = (requestId: string) => graph.createContext({ requestId });
  const gateway = await startGateway({
    sessions: localSessions(graph),
    tickets,
    port: 0,
    createSessionContext,
  });
  return {
    gateway,
    server,
    requests: () => 0,
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await graph.stop();
      await server.stop();
    },
  };
}

async function ask(url: string, query: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
}

const ways = {
  'over HTTP': { start: overHttp, requests: 1 },
  'in process': { start: inProcess, requests: 0 },
};

for (const [name, { start, requests }] of Object.entries(ways)) {
  describe(`stitched ${name}`, () => {
    it('goes from tickets to the fields of each vendor in one step', async () => {
      await using world = await start(sampleTickets);
      const { data, errors } = await ask(
        world.gateway.url,
        `{ tickets { session {
          provider
          ... on ChatwizeSession { identityVerified }
          ... on DuohubSession { customerUserId }
          ... on OpenCXSession { vendorStatus }
          ... on ZepSession { sessionId }
        } } }`,
      );
      assert.equal(errors, undefined);
      assert.deepEqual(data['tickets'], [
        { session: { provider: 'CHATWIZE', identityVerified: true } },
        { session: { provider: 'DUOHUB', customerUserId: 'cust-10482' } },
        { session: { provider: 'OPENCX', vendorStatus: 'OPEN' } },
        { session: { provider: 'ZEP', sessionId: 'support-aylin-2026-03' } },
        { session: { provider: 'ZEP', sessionId: 'support-aylin-2026-03' } },
      ]);
      assert.deepEqual(await world.server.calls(), { chatwize: 1, duohub: 1, opencx: 1, zep: 1 });
      assert.equal(world.requests(), requests);
    });

    it('goes from a ticket to its session and the last five messages', async () => {
      await using world = await start(sampleTickets);
      const { data, errors } = await ask(
        world.gateway.url,
        '{ tickets { session { messages(last: 5) { isComplete nodes { role text } } } } }',
      );
      assert.equal(errors, undefined);
      const tickets = data['tickets'] as readonly { session: { messages: Messages } }[];
      assert.deepEqual(
        tickets.map(({ session: { messages } }) => [messages.isComplete, messages.nodes.at(-1)?.text]),
        tickets.map(() => [true, 'Çok teşekkürler!']),
      );
      assert.deepEqual(await world.server.calls(), { chatwize: 2, duohub: 2, opencx: 3, zep: 2 });
      assert.equal(world.requests(), requests);
    });

    it('goes from a session to its tickets', async () => {
      await using world = await start(sampleTickets);
      const { data, errors } = await ask(
        world.gateway.url,
        '{ zepSession(externalId: "support-aylin-2026-03") { sessionId tickets { id } } }',
      );
      assert.equal(errors, undefined);
      assert.deepEqual(data['zepSession'], {
        sessionId: 'support-aylin-2026-03',
        tickets: [{ id: '4' }, { id: '5' }],
      });
      assert.deepEqual(await world.server.calls(), { zep: 1 });
      assert.equal(world.requests(), requests);
    });

    it('goes from the list of all sessions to their tickets', async () => {
      await using world = await start(sampleTickets);
      const { data, errors } = await ask(
        world.gateway.url,
        `{ sessions(filter: { providers: [ZEP], createdAfter: "2026-03-02", createdBefore: "2026-03-03" }) {
          nodes { externalId ... on ZepSession { tickets { id } } }
          sources { provider state }
        } }`,
      );
      assert.equal(errors, undefined);
      assert.deepEqual(data['sessions'], {
        nodes: [{ externalId: 'support-aylin-2026-03', tickets: [{ id: '4' }, { id: '5' }] }],
        sources: [{ provider: 'ZEP', state: 'COMPLETE' }],
      });
      assert.deepEqual(await world.server.calls(), { zep: 1 });
      assert.equal(world.requests(), requests);
    });

    it('requests at most 200 sessions per batch', async () => {
      const tickets = Array.from({ length: 201 }, (_, n) => ticketOfZep(`no-such-session-${n}`));
      await using world = await start(tickets);
      const { data, errors } = await ask(world.gateway.url, '{ tickets { session { createdAt } } }');
      assert.equal(errors, undefined);
      assert.deepEqual(
        data['tickets'],
        tickets.map(() => ({ session: { createdAt: null } })),
      );
      assert.deepEqual(await world.server.calls(), { zep: 201 });
      assert.equal(world.requests(), requests);
    });
  });
}

interface Messages {
  readonly isComplete: boolean;
  readonly nodes: readonly { readonly text: string }[];
}

function ticketOfZep(externalId: string): Ticket {
  const sessionId = Buffer.from(`ZepSession:${externalId}`).toString('base64url');
  return { id: externalId, title: 'A ticket', sessionType: 'ZepSession', sessionId };
}
