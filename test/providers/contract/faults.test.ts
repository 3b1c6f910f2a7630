import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSandbox, type FaultName, type Sandbox } from '../../../src/sandbox/index.ts';
import { codeOf, failureOf, graphWith } from '../../helpers/graph.ts';
import { breakConnection, bytes, hang, json, startServer, type Answer } from '../../helpers/server.ts';
import { describeEachProvider } from './subject.ts';

/** Only where the vendor is to be too slow: a busy machine must not make any other test so. */
const short = { timeoutMs: 200 };

const startOfAnswer: Answer = (_, response) => {
  response.writeHead(200).write('{');
};

const greetingOfMail: Answer = ({ socket }) => socket.end('220 mail.example ESMTP\r\n');

describeEachProvider('faults', ({ provider: { id: provider }, facts }) => {
  const [id] = facts.ids;

  async function codeFrom(answer: Answer, options: Parameters<typeof graphWith>[2] = {}) {
    await using server = await startServer(answer);
    await using graph = graphWith(provider, server.url, options);
    return { code: await codeOf(graph.read(id)), calls: server.paths.length };
  }

  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
  });
  afterAll(() => sandbox.close());

  test.each<[FaultName, string, boolean]>([
    ['rate-limit', 'UPSTREAM_RATE_LIMITED', true],
    ['server-error', 'UPSTREAM_UNAVAILABLE', true],
    ['hang', 'UPSTREAM_TIMEOUT', true],
    ['reset', 'UPSTREAM_UNAVAILABLE', true],
    ['truncated', 'UPSTREAM_INVALID_RESPONSE', false],
    ['html', 'UPSTREAM_INVALID_RESPONSE', false],
    ['wrong-shape', 'UPSTREAM_INVALID_RESPONSE', false],
  ])('the stand-in’s fault %s is %s', async (fault, code, retryable) => {
    sandbox.setFault(provider, { fault });
    const { credential, baseUrls, samples } = sandbox;
    await using graph = graphWith(provider, baseUrls[provider], {
      credential,
      ...(fault === 'hang' && short),
    });
    const { extensions } = await failureOf(graph.read(samples.sessions[provider]));
    expect(extensions).toMatchObject({ code, retryable, provider });
  });

  test('a vendor that takes the call and is silent is too slow', async () => {
    expect((await codeFrom(hang, short)).code).toBe('UPSTREAM_TIMEOUT');
  });

  test('a vendor that is silent in the middle of its answer is too slow', async () => {
    expect((await codeFrom(startOfAnswer, short)).code).toBe('UPSTREAM_TIMEOUT');
  });

  test('a vendor that is not there is unavailable', async () => {
    const server = await startServer(hang);
    await server[Symbol.asyncDispose]();
    await using graph = graphWith(provider, server.url);
    expect(await codeOf(graph.read(id))).toBe('UPSTREAM_UNAVAILABLE');
  });

  test.each<[string, Answer]>([
    ['before its answer', breakConnection],
    [
      'in the middle of its answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{', () => response.destroy());
      },
    ],
    ['between chunks', (_, response) => response.write('{', () => response.destroy())],
  ])('a connection that breaks %s is unavailable', async (_, answer) => {
    expect((await codeFrom(answer)).code).toBe('UPSTREAM_UNAVAILABLE');
  });

  test('what is not HTTP is an invalid answer', async () => {
    expect(await codeFrom(greetingOfMail)).toEqual({ code: 'UPSTREAM_INVALID_RESPONSE', calls: 1 });
  });

  test('an answer over the limit is refused, and not asked for again', async () => {
    const answer = json({ ...facts.answer(id), padding: 'x'.repeat(1000) });
    const found = await codeFrom(answer, { maxSessionBytes: 1000 });
    expect(found).toEqual({ code: 'UPSTREAM_INVALID_RESPONSE', calls: 1 });
  });

  test('an answer that never ends is refused at the limit', async () => {
    const chunk = Buffer.alloc(64 * 1024, ' ');
    const answer: Answer = (_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    };
    expect(await codeFrom(answer)).toEqual({ code: 'UPSTREAM_INVALID_RESPONSE', calls: 1 });
  });

  const encodings = [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const;

  test.each(encodings)('a %s bomb is refused at the limit', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(8 * 1024 * 1024, ' '));
    const found = await codeFrom(bytes(bomb, { 'content-encoding': encoding }));
    expect(found).toEqual({ code: 'UPSTREAM_INVALID_RESPONSE', calls: 1 });
  });

  const names = encodings.map(([name]) => name);
  test.each(names)('%s that cannot be decoded is an invalid answer', async (encoding) => {
    const found = await codeFrom(bytes(JSON.stringify(facts.answer(id)), { 'content-encoding': encoding }));
    expect(found).toEqual({ code: 'UPSTREAM_INVALID_RESPONSE', calls: 1 });
  });

  test.each(encodings)('%s that is cut short is an invalid answer', async (encoding, compress) => {
    const whole = compress(JSON.stringify({ ...facts.answer(id), padding: Math.random().toString() }));
    const found = await codeFrom(bytes(whole.subarray(0, -12), { 'content-encoding': encoding }));
    expect(found).toEqual({ code: 'UPSTREAM_INVALID_RESPONSE', calls: 1 });
  });
});
