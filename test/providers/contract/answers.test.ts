import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeNodeId } from '../../../src/model/node-id.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { codeOf, graphWith, type VendorGraph } from '../../helpers/graph.ts';
import { bytes, json, startServer } from '../../helpers/server.ts';
import { describeEachProvider } from './subject.ts';

describeEachProvider('answers', ({ provider: { id: provider, sessionType }, facts }) => {
  const [id, otherId] = facts.ids as [string, string];

  /** Reads the session `id` from a vendor that answers so. */
  async function readFrom(answer: Parameters<typeof startServer>[0]) {
    await using server = await startServer(answer);
    await using graph = graphWith(provider, server.url);
    return await graph.read(id);
  }

  let sandbox: Sandbox;
  let graph: VendorGraph;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    graph = graphWith(provider, sandbox.baseUrls[provider], { credential: sandbox.credential });
  });
  afterAll(async () => {
    await graph.stop();
    await sandbox.close();
  });

  test('a session of the stand-in is found, with the vendor’s id and one of its own', async () => {
    const externalId = sandbox.samples.sessions[provider];
    expect(await graph.read(externalId)).toMatchObject({
      __typename: sessionType,
      id: encodeNodeId({ type: sessionType, externalId }),
      provider,
      externalId,
    });
  });

  test('a session that the stand-in does not know is null, and nothing to warn of', async () => {
    expect(await graph.read(sandbox.samples.unknownSessions[provider])).toBeNull();
    expect(graph.log.lines.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  test('a session that has an id and nothing else is a session', async () => {
    expect(await readFrom(json(facts.answer(id)))).toMatchObject({
      externalId: id,
      createdAt: null,
      updatedAt: null,
      endedAt: null,
      participant: null,
      metadata: [],
    });
  });

  test('a byte order mark in front of the answer does no harm', async () => {
    const session = await readFrom(bytes(`\uFEFF${JSON.stringify(facts.answer(id))}`));
    expect(session?.externalId).toBe(id);
  });

  test.each([
    ['another id than asked for', facts.answer(otherId)],
    ['no id', facts.answer(undefined)],
    ['null for its id', facts.answer(null)],
    ['a number for its id', facts.answer(17)],
    ['an array with the id for its id', facts.answer([id])],
    ['the session in an array', [facts.answer(id)]],
    ['an empty object', {}],
    ['an empty array', []],
    ['null', null],
    ['a string', id],
    ['a number', 17],
    ['true', true],
  ])('%s is an invalid answer', async (_, body) => {
    expect(await codeOf(readFrom(json(body)))).toBe('UPSTREAM_INVALID_RESPONSE');
  });

  test.each([
    ['nothing', ''],
    ['a page', '<!doctype html><title>Maintenance</title>'],
    ['the first half of a session', JSON.stringify(facts.answer(id)).slice(0, -5)],
    ['a session and more', `${JSON.stringify(facts.answer(id))}{}`],
    ['a NUL', '\0'],
  ])('%s for JSON is an invalid answer', async (_, body) => {
    expect(await codeOf(readFrom(bytes(body)))).toBe('UPSTREAM_INVALID_RESPONSE');
  });
});
