import { expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { createSessionGraph, type SessionGraph } from '../../src/library/session-graph.ts';
import type { Observer } from '../../src/upstream/observer.ts';
import { json, startServer, type Answer } from '../helpers/server.ts';
import { pagesOf, transcriptFacts } from '../providers/transcripts.ts';

const { id, record, ...facts } = transcriptFacts.ZEP;
const records = [0, 1, 2, 3].map((number) => record(number));

interface Messages {
  readonly totalCount: number;
  readonly isComplete: boolean;
  readonly stale: boolean;
  readonly nodes: readonly { readonly text: string }[];
}

interface Options {
  readonly cacheMessagesMs?: number;
  readonly quota?: number;
  readonly observer?: Observer;
}

/** A graph on a Zep that has one session, in pages of three messages. */
async function startZep({ cacheMessagesMs = 600_000, quota = 0, observer = {} }: Options = {}) {
  let messages: Answer = pagesOf({ id, record, ...facts }, records);
  const vendor = await startServer((request, response) => {
    if (request.url?.includes('/messages')) return messages(request, response);
    return json({ session_id: decodeURIComponent(request.url?.split('/').at(-1) ?? '') })(request, response);
  });
  const settings = { credential: 'any', baseUrl: vendor.url, cacheMessagesMs, cacheOpenMs: 600_000, quota };
  const graph = createSessionGraph({
    providers: { ZEP: settings },
    observer,
    cacheStaleWhileRevalidateMs: 0,
  });
  return {
    graph,
    /** The calls for messages. */
    calls: () => vendor.paths.filter((path) => path.includes('/messages')).length,
    answer: (answer: Answer) => {
      messages = answer;
    },
    [Symbol.asyncDispose]: async () => {
      await graph.stop();
      await vendor[Symbol.asyncDispose]();
    },
  };
}

async function read(graph: SessionGraph, externalId = id): Promise<Messages> {
  const source = `query ($id: String!) {
    zepSession(externalId: $id) { messages(last: 2) { totalCount isComplete stale nodes { text } } }
  }`;
  const { data, errors } = await graphql({
    schema: graph.schema,
    source,
    variableValues: { id: externalId },
    contextValue: graph.createContext(),
  });
  expect(errors).toBeUndefined();
  return (data as unknown as { zepSession: { messages: Messages } }).zepSession.messages;
}

test('a conversation is read once and kept, until its session is purged', async () => {
  await using zep = await startZep();
  expect(await read(zep.graph)).toEqual({
    totalCount: 4,
    isComplete: true,
    stale: false,
    nodes: [{ text: 'said 2' }, { text: 'said 3' }],
  });
  await read(zep.graph);
  expect(zep.calls()).toBe(2);
  await zep.graph.purge('ZEP', 'another');
  await read(zep.graph);
  expect(zep.calls()).toBe(2);
  await zep.graph.purge('ZEP', id);
  await read(zep.graph);
  expect(zep.calls()).toBe(4);
});

test('fifty requests that read it at once cost one read', async () => {
  await using zep = await startZep({ cacheMessagesMs: 0 });
  const answers = await Promise.all(Array.from({ length: 50 }, () => read(zep.graph)));
  expect(answers.map(({ totalCount }) => totalCount)).toEqual(Array(50).fill(4));
  expect(zep.calls()).toBe(2);
});

test('a client that leaves in the middle of it leaves no half of it behind', async () => {
  await using zep = await startZep();
  const leaving = new AbortController();
  const pages = pagesOf({ id, record, ...facts }, records);
  const left = Promise.withResolvers<void>();
  zep.answer((request, response) => {
    if (!request.url?.includes('cursor')) return pages(request, response);
    request.socket.once('close', left.resolve);
    return leaving.abort();
  });
  const { errors } = await graphql({
    schema: zep.graph.schema,
    source: '{ zepSession(externalId: "tg 1/2") { messages { totalCount } } }',
    contextValue: zep.graph.createContext({ signal: leaving.signal }),
  });
  expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
  await left.promise;
  zep.answer(pages);
  expect(await read(zep.graph)).toMatchObject({ totalCount: 4, isComplete: true });
});

test('it is stale, and there, while the vendor cannot be read', async () => {
  await using zep = await startZep({ cacheMessagesMs: 1 });
  await read(zep.graph);
  zep.answer(json({}, 503));
  expect(await read(zep.graph)).toMatchObject({ totalCount: 4, isComplete: true, stale: true });
});

test('a quota that ends in the middle of it shows what was read, and counts', async () => {
  const cuts: object[] = [];
  // One call for the session, one for the first page.
  await using zep = await startZep({ quota: 2, observer: { readCut: (event) => void cuts.push(event) } });
  expect(await read(zep.graph)).toMatchObject({ totalCount: 3, isComplete: false, stale: false });
  expect(cuts).toEqual([{ provider: 'ZEP', operation: 'getMessages', reason: 'quota' }]);
});

test('the number of calls grows with its length and with nothing else', async () => {
  await using zep = await startZep({ cacheMessagesMs: 0 });
  for (const pages of [1, 2, 4, 8]) {
    const before = zep.calls();
    const rows = Array.from({ length: pages * 100 }, (_, number) => record(number));
    zep.answer(pagesOf({ id, record, ...facts }, rows, 100));
    expect((await read(zep.graph)).totalCount).toBe(pages * 100);
    expect(zep.calls() - before).toBe(pages);
  }
});
