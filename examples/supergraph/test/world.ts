import { compose } from '../src/compose.ts';
import type { Service } from '../src/service.ts';
import { startSessionGraph } from '../../session-graph.ts';
import { startTickets, type Ticket } from '../src/tickets.ts';

export type StartGateway = (
  supergraphSdl: string,
  port: number,
  subgraphs: { readonly name: string; readonly url: string }[],
) => Promise<Service>;

export interface World extends AsyncDisposable {
  ask<Data>(query: string): Promise<Answer<Data>>;
  /** The number of calls that each vendor has received. Vendors without a call are left out. */
  calls(): Promise<Record<string, number>>;
  /** What a browser gets from the gateway. */
  page(path: string): Promise<string>;
}

interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string };
  }[];
}

/** Starts both subgraphs and a gateway, each on its own port. No vendor has been called yet. */
export async function startWorld(
  startGateway: StartGateway,
  tickets: readonly Ticket[],
  environment: Record<string, string> = {},
): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const started = <S extends Service>(service: S): S => stack.adopt(service, () => service.stop());
  const sessions = started(await startSessionGraph(environment));
  const desk = started(await startTickets(tickets));
  const supergraph = await compose({ sessions: sessions.url, tickets: desk.url });
  const gateway = started(
    await startGateway(supergraph, 0, [
      { name: 'sessions', url: sessions.url },
      { name: 'tickets', url: desk.url },
    ]),
  );
  const running = stack.move();
  return {
    ask: (query) => ask(gateway.url, query),
    calls: () => sessions.calls(),
    page: async (path) =>
      (await fetch(new URL(path, gateway.url), { headers: { accept: 'text/html' } })).text(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function ask<Data>(url: string, query: string): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Answer<Data>;
}

/** The Chatwize ids of sessions of the sandbox chatbot with 600 sessions. */
export async function chatwizeSessions(first: number): Promise<string[]> {
  const sessions = await startSessionGraph();
  const { data } = await ask<Chatbot>(
    sessions.url,
    `{ chatwizeChatbot(externalId: "8b88b60c-8baa-4a20-9bca-7f020efeff39") {
      sessions(first: ${first}) { nodes { externalId } }
    } }`,
  );
  await sessions.stop();
  return data.chatwizeChatbot.sessions.nodes.map(({ externalId }) => externalId);
}

interface Chatbot {
  readonly chatwizeChatbot: {
    readonly sessions: { readonly nodes: readonly { readonly externalId: string }[] };
  };
}
