import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hostedVendor, hostVendor, routedUrl } from '../../src/sandbox/host.ts';
import { createJournal } from '../../src/sandbox/journal.ts';
import { faultIdsBy } from '../../src/stand-in/faults.ts';
import type { StandIn, StandInRequest } from '../../src/stand-in/stand-in.ts';

const echo = (id: string, { query, body }: StandInRequest) => ({
  status: 200,
  body: { id, page: query.get('page'), body },
});

/** Has its ids in every place that a vendor may have them. */
const vendor = hostedVendor({
  provider: 'ZEP',
  prefix: '/acme',
  routes: [
    { path: 'in-path/:id/talk', answer: echo },
    { path: 'in-query', idIn: ({ query }) => query.get('id'), answer: echo, knowsFaultIds: true },
    {
      path: 'in-body',
      method: 'POST',
      idIn: ({ body }) => (body as { id: unknown } | undefined)?.id,
      answer: echo,
    },
  ],
  refuse: () => undefined,
  unknownPath: { status: 404, body: 'unknown' },
  rateLimited: { status: 429, body: 'too many' },
  serverError: { status: 500, body: 'broken' },
  faultIds: faultIdsBy((name) => `fault ${name}`),
  samples: { session: 'a', unknownSession: 'b' },
} satisfies StandIn);

const app = Fastify({ rewriteUrl: ({ url = '/' }) => routedUrl([vendor], url) });
let url: string;
beforeAll(async () => {
  await hostVendor(app, vendor, createJournal());
  url = `${await app.listen({ port: 0 })}/acme`;
});
afterAll(() => app.close());

async function send(path: string, init: RequestInit = {}): Promise<unknown> {
  const answer = await fetch(`${url}/${path}`, init);
  return answer.status === 200 ? answer.json() : answer.status;
}

const post = (body: string, type = 'application/json'): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': type },
});

describe('the id of a request is read from', () => {
  test('a segment of its path, decoded once', async () => {
    expect(await send('in-path/a%2Fb%2520%20%3F/talk?page=2')).toEqual({ id: 'a/b%20 ?', page: '2' });
  });

  test('its query', async () => {
    expect(await send('in-query?page=2&id=a%2Fb+%26%3D%3F')).toEqual({ id: 'a/b &=?', page: '2' });
  });

  test('its body', async () => {
    const body = { id: 'ünï', page: 2 };
    expect(await send('in-body', post(JSON.stringify(body)))).toEqual({ id: 'ünï', page: null, body });
  });
});

test('a fault id has its effect wherever the id is', async () => {
  expect(await send('in-query?id=fault+server-error')).toBe(500);
});

describe('an unknown path is', () => {
  test.each([
    ['a path with a segment too many', 'in-path/a/talk/b', {}],
    ['another word in the place of a known one', 'in-path/a/walk', {}],
    ['an id that is missing in the query', 'in-query?page=2', {}],
    ['an id that is missing in the body', 'in-body', post('{}')],
    ['an id that is not a string', 'in-body', post('{"id":17}')],
    ['a body that is not JSON', 'in-body', post('{"id":', 'text/xml')],
    ['a body that is longer than any vendor takes', 'in-body', post(`{"id":"${'x'.repeat(2 ** 21)}"}`)],
    ['no body at all', 'in-body', { method: 'POST' }],
    ['GET where the vendor takes POST', 'in-body', {}],
    ['POST where the vendor takes GET', 'in-query?id=a', post('{"id":"a"}')],
  ])('%s', async (_, path, init) => {
    expect(await send(path, init)).toBe(404);
  });
});
