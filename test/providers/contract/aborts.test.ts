import { expect, test } from '@jest/globals';
import { failureOf, graphWith } from '../../helpers/graph.ts';
import { hang, json, startServer, type Answer } from '../../helpers/server.ts';
import { describeEachProvider } from './subject.ts';

/** Tells when a call has come, and when its connection is closed. */
function watched(answer: Answer) {
  const come = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const watch: Answer = (request, response) => {
    answer(request, response);
    request.socket.once('close', closed.resolve);
    come.resolve();
  };
  return { watch, come: come.promise, closed: closed.promise };
}

describeEachProvider('aborts', ({ provider: { id: provider }, facts }) => {
  const [id] = facts.ids;

  test.each<[string, Answer]>([
    ['before it was answered', hang],
    ['in the middle of its answer', (_, response) => void response.writeHead(200).write('{')],
    ['in the middle of a failure’s body', (_, response) => void response.writeHead(500).write('{')],
  ])('a call that is aborted %s closes its connection and rejects', async (_, answer) => {
    const { watch, come, closed } = watched(answer);
    await using server = await startServer(watch);
    await using graph = graphWith(provider, server.url, { timeoutMs: 600_000 });
    const controller = new AbortController();
    const failure = failureOf(graph.read(id, controller.signal));
    await come;
    controller.abort();
    await closed;
    expect((await failure).extensions).toMatchObject({ provider });
    expect(server.paths).toHaveLength(1);
  });

  test('a call that is aborted while it waits for a retry is not tried again', async () => {
    await using server = await startServer(json({}, 503, { 'retry-after': '300' }));
    await using graph = graphWith(provider, server.url, { timeoutMs: 600_000 });
    const controller = new AbortController();
    const failure = failureOf(graph.read(id, controller.signal));
    setImmediate(function abortOnceAnswered() {
      if (server.paths.length === 0) setImmediate(abortOnceAnswered);
      else controller.abort();
    });
    expect((await failure).extensions).toMatchObject({ provider });
    expect(server.paths).toHaveLength(1);
  });

  test.each([
    ['no reason', undefined],
    ['null', null],
    ['a string', 'gone'],
    ['an error', new Error('gone')],
    ['a timeout', new DOMException('gone', 'TimeoutError')],
  ])('a request that was aborted for %s asks nothing of the vendor', async (_, reason) => {
    await using server = await startServer(json(facts.answer(id)));
    await using graph = graphWith(provider, server.url);
    const failure = await failureOf(graph.read(id, AbortSignal.abort(reason)));
    expect(failure.extensions).toMatchObject({ provider });
    expect(server.paths).toEqual([]);
  });

  test.each([
    ['null', null],
    ['a string', 'gone'],
  ])('a call that is aborted for %s rejects with an error of the contract', async (_, reason) => {
    const { watch, come } = watched(hang);
    await using server = await startServer(watch);
    await using graph = graphWith(provider, server.url);
    const controller = new AbortController();
    const failure = failureOf(graph.read(id, controller.signal));
    await come;
    controller.abort(reason);
    expect((await failure).extensions).toMatchObject({ provider });
  });

  test('stopping ends calls under way, and none is tried again', async () => {
    const { watch, come, closed } = watched(hang);
    await using server = await startServer(watch);
    await using graph = graphWith(provider, server.url, { timeoutMs: 600_000 });
    const failure = failureOf(graph.read(id));
    await come;
    await graph.stop();
    await closed;
    expect((await failure).code).toBe('UPSTREAM_UNAVAILABLE');
    expect(server.paths).toHaveLength(1);
  });

  test('a graph that has stopped asks nothing of the vendor', async () => {
    await using server = await startServer(json(facts.answer(id)));
    await using graph = graphWith(provider, server.url);
    await graph.stop();
    expect((await failureOf(graph.read(id))).code).toBe('UPSTREAM_UNAVAILABLE');
    expect(server.paths).toEqual([]);
  });
});
