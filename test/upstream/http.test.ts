import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import { Http } from '../../src/upstream/http.ts';
import { startServer, type Answer } from '../helpers/server.ts';

/** Nothing but the client itself ends the call. */
const never = new AbortController().signal;

async function send(url: string): Promise<unknown> {
  const http = new Http({
    baseUrl: new URL(url),
    connectTimeoutMs: 10_000,
    maxConnections: 1,
    allowPrivate: false,
  });
  try {
    return await http.send({
      request: { path: ['key'] },
      headers: {},
      maxBytes: 1000,
      signal: never,
      decode: (text) => text,
    });
  } finally {
    http.close();
  }
}

const unfinished: Answer = (_, response) => void response.writeHead(403).write('{"error":');
const endless: Answer = (_, response) => {
  response.writeHead(403);
  const drip = (): void => void (response.destroyed || response.write('x'.repeat(10_000), drip));
  drip();
};

test.each([
  ['hangs', unfinished],
  ['never ends', endless],
])('an error answer whose body %s is told at once, and its connection is closed', async (_, answer) => {
  const responses: ServerResponse[] = [];
  await using server = await startServer((request, response) => {
    responses.push(response);
    answer(request, response);
  });
  const failure = send(server.url);
  await expect(failure).rejects.toMatchObject({ code: 'UPSTREAM_FORBIDDEN', details: { status: 403 } });
  const [response] = responses as [ServerResponse];
  if (!response.destroyed) await once(response, 'close');
  expect(response.writableFinished).toBe(false);
});
