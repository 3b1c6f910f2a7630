import { expect, test } from '@jest/globals';
import { codeOf, graphWith } from '../../helpers/graph.ts';
import { breakConnection, inTurn, json, startServer, type Answer } from '../../helpers/server.ts';
import { describeEachProvider } from './subject.ts';

describeEachProvider('retries', ({ provider: { id: provider }, facts }) => {
  const [id] = facts.ids;
  const found = json(facts.answer(id));
  const failed = json({}, 500);

  async function outcome(answer: Answer) {
    await using server = await startServer(answer);
    await using graph = graphWith(provider, server.url, { timeoutMs: 10_000 });
    const read = graph.read(id);
    const code = await read.then(
      () => 'found',
      () => codeOf(read),
    );
    return { outcome: code, calls: server.paths.length };
  }

  test('a vendor that fails twice and then answers has answered', async () => {
    expect(await outcome(inTurn(failed, failed, found))).toEqual({ outcome: 'found', calls: 3 });
  });

  test('a vendor that breaks the connection and then answers has answered', async () => {
    expect(await outcome(inTurn(breakConnection, found))).toEqual({ outcome: 'found', calls: 2 });
  });

  test('a vendor that fails three times is not called again', async () => {
    expect(await outcome(inTurn(failed, failed, failed, found))).toEqual({
      outcome: 'UPSTREAM_UNAVAILABLE',
      calls: 3,
    });
  });

  test.each([429, 503])('%d is tried again at the time that it names', async (status) => {
    const later = json({}, status, { 'retry-after': '1' });
    expect(await outcome(inTurn(later, found))).toEqual({ outcome: 'found', calls: 2 });
  });

  test.each([
    [429, 'UPSTREAM_RATE_LIMITED'],
    [500, 'UPSTREAM_UNAVAILABLE'],
    [503, 'UPSTREAM_UNAVAILABLE'],
  ])('%d is not tried again when the time that it names is too late', async (status, code) => {
    const later = json({}, status, { 'retry-after': '11' });
    expect(await outcome(inTurn(later, found))).toEqual({ outcome: code, calls: 1 });
  });

  test('429 that names no time is not tried again', async () => {
    expect(await outcome(inTurn(json({}, 429), found))).toEqual({
      outcome: 'UPSTREAM_RATE_LIMITED',
      calls: 1,
    });
  });

  test.each([302, 400, 401, 403, 408, 409, 422])('%d is not tried again', async (status) => {
    expect((await outcome(inTurn(json({}, status), found))).calls).toBe(1);
  });

  test('404 is not tried again', async () => {
    expect(await outcome(inTurn(json({}, 404), found))).toEqual({ outcome: 'found', calls: 1 });
  });

  test('an answer that is not understood is not asked for again', async () => {
    expect((await outcome(inTurn(json([]), found))).calls).toBe(1);
  });
});
