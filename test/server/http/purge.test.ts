import { describe, expect, test } from '@jest/globals';
import { describeWithRedis } from '../../helpers/programs.ts';
import { startRedis } from '../../helpers/redis.ts';
import { until } from '../../helpers/until.ts';
import { json, startServer } from '../../helpers/server.ts';
import { ask, readZep, startReplica } from '../../engine/replica.ts';
import { idOf, startVendor } from '../../engine/vendors.ts';

const token = 'operator-token-0123456789';
const bearer = { authorization: `Bearer ${token}` };
const long = { ZEP_CACHE_OPEN_MS: '600000', OPERATOR_TOKEN: token };

function purge(url: string, path: string, headers: Record<string, string> = bearer): Promise<Response> {
  return fetch(`${url}/cache/${path}`, { method: 'DELETE', headers });
}

describe('an operator', () => {
  test('makes the server forget one session, or all of a vendor', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, long);
    const readBoth = async (): Promise<number> => {
      await Promise.all([readZep(server.url, idOf(1)), readZep(server.url, idOf(2))]);
      return zep.arrivals.length;
    };
    expect([await readBoth(), await readBoth()]).toEqual([2, 2]);
    const one = await purge(server.url, `zep/${idOf(1)}`);
    expect([one.status, await one.text()]).toEqual([204, '']);
    expect(await readBoth()).toBe(3);
    expect((await purge(server.url, 'ZEP')).status).toBe(204);
    expect(await readBoth()).toBe(5);
  });

  test.each([
    ['as long as an id can be', 'x'.repeat(512)],
    ['of any characters', 'a/b?c#d %2F ü 漢'],
  ])('can name an id %s', async (_, id) => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, long);
    expect((await readZep(server.url, id)).data?.zepSession).toMatchObject({ externalId: id });
    expect((await purge(server.url, `zep/${encodeURIComponent(id)}`)).status).toBe(204);
    await readZep(server.url, id);
    expect(zep.arrivals).toHaveLength(2);
  });

  test.each([
    ['no token', {}],
    ['another token', { authorization: 'Bearer operator-token-012345678' }],
    ['another scheme', { authorization: `Basic ${token}` }],
    ['the token alone', { authorization: token }],
  ])('is refused with %s', async (_, headers) => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, long);
    await readZep(server.url, idOf(1));
    for (const path of ['zep', `zep/${idOf(1)}`, 'nobody']) {
      const response = await purge(server.url, path, headers as Record<string, string>);
      expect([response.status, await response.json()]).toMatchObject([
        401,
        { errors: [{ extensions: { code: 'UNAUTHORIZED' } }] },
      ]);
    }
    await readZep(server.url, idOf(1));
    expect(zep.arrivals).toHaveLength(1);
  });

  test.each([
    ['a vendor that does not exist', 'nobody', 404],
    ['a vendor that is not enabled', 'duohub', 404],
    ['a name that every object has', 'constructor', 404],
    ['an id that the vendor cannot have', 'opencx/no-uuid', 400],
  ])('is told of %s', async (_, path, status) => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep, OPENCX: zep }, long);
    const response = await purge(server.url, path);
    expect([response.status, await response.json()]).toMatchObject([status, { errors: [{}] }]);
    expect(server.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  test('is blocked after ten wrong tokens in a minute, which are counted and logged without the token', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, long);
    const wrong = { authorization: 'Bearer hunter2-hunter2-hunter2' };
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess++) statuses.push((await purge(server.url, 'zep', wrong)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect((await purge(server.url, 'zep')).status).toBe(429);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('session_graph_caller_refusals_total{limit="token"} 10');
    expect(server.log.filter((line) => line.includes('invalid operator token'))).toHaveLength(10);
    expect(server.log.join('')).not.toContain('hunter2');
  });

  test('has no such endpoint without OPERATOR_TOKEN', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep });
    for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: 'Bearer undefined' }]) {
      expect((await purge(server.url, 'zep', headers as Record<string, string>)).status).toBe(404);
    }
  });
});

describeWithRedis('with two replicas', () => {
  test.each([
    ['one session', `zep/${idOf(1)}`, 1],
    ['a vendor', 'zep', 0],
  ])('a purge of %s is for both, and Redis has forgotten when it is answered', async (_, path, left) => {
    await using redis = await startRedis();
    await using zep = await startVendor('ZEP');
    const environment = { ...long, REDIS_URL: redis.url };
    await using one = await startReplica({ ZEP: zep }, environment);
    await using other = await startReplica({ ZEP: zep }, environment);
    for (const { log } of [one, other]) await until(() => log.some((line) => line.includes('Redis is up')));
    await until(async () => (await redis.client.pubsub('NUMSUB', 'session-graph:1:purge'))[1] === 2);
    // First the other, so that it has them in its memory.
    for (const { url } of [other, one]) for (const number of [1, 2]) await readZep(url, idOf(number));
    await until(async () => (await redis.client.keys('*getSession*')).length === 2);
    expect((await purge(one.url, path)).status).toBe(204);
    expect(await redis.client.keys('*getSession*')).toHaveLength(left);
    const calls = zep.arrivals.length;
    await until(async () => {
      await readZep(other.url, idOf(1));
      return zep.arrivals.length > calls;
    });
  });

  test('a purge of one session makes both forget its messages, and the lists that have it', async () => {
    await using redis = await startRedis();
    const id = idOf(1);
    const calls: string[] = [];
    await using zep = await startServer((request, response) => {
      const path = request.url ?? '';
      calls.push(path.includes('/messages') ? 'messages' : path.includes('ordered') ? 'list' : 'session');
      const session = { session_id: id, created_at: '2026-01-01T00:00:00Z' };
      if (path.includes('/messages')) return json({ messages: [{ uuid: 'm' }] })(request, response);
      return json({ ...session, sessions: [session], total_count: 1 })(request, response);
    });
    const environment = {
      ...long,
      ZEP_CACHE_LIST_MS: '600000',
      ZEP_CACHE_MESSAGES_MS: '600000',
      REDIS_URL: redis.url,
    };
    await using one = await startReplica({ ZEP: zep }, environment);
    await using other = await startReplica({ ZEP: zep }, environment);
    for (const { log } of [one, other]) await until(() => log.some((line) => line.includes('Redis is up')));
    await until(async () => (await redis.client.pubsub('NUMSUB', 'session-graph:1:purge'))[1] === 2);
    const document = `{ zepSession(externalId: "${id}") { messages { totalCount } } sessions { nodes { id } } }`;
    /** What has to be called for the same operation. */
    const callsFor = async ({ url }: { readonly url: string }): Promise<string> => {
      calls.length = 0;
      expect((await ask(url, document)).body.errors).toBeUndefined();
      return [...new Set(calls)].toSorted().join(' ');
    };
    for (const replica of [one, other]) {
      await callsFor(replica);
      expect([await callsFor(replica), await callsFor(replica)]).toEqual(['', '']);
    }
    expect((await purge(one.url, `zep/${id}`)).status).toBe(204);
    expect(await callsFor(one)).toBe('list messages session');
    await until(async () => (await callsFor(other)).startsWith('list messages'));
  });
});
