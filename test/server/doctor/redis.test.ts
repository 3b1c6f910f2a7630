import { expect, test } from '@jest/globals';
import { describeWithRedis } from '../../helpers/programs.ts';
import { startRedis } from '../../helpers/redis.ts';
import { diagnoseZep, secret, sessions } from './diagnose.ts';

test('a Redis that is not there is a failure', async () => {
  const found = await diagnoseZep(sessions, { REDIS_URL: 'redis://127.0.0.1:1' });
  expect([found.ok, found.detail('Redis', 'connection')]).toEqual([false, 'connection refused']);
});

describeWithRedis('a Redis', () => {
  test('that never evicts is a warning, one that does is in order', async () => {
    await using redis = await startRedis();
    const never = await diagnoseZep(sessions, { REDIS_URL: redis.url });
    expect(never.detail('Redis', 'eviction')).toBe('noeviction: use volatile-lru');
    expect([never.ok, never.verdict('Redis', 'eviction')]).toEqual([true, 'warning']);
    await redis.client.config('SET', 'maxmemory-policy', 'volatile-lru');
    const does = await diagnoseZep(sessions, { REDIS_URL: redis.url });
    expect(does.verdict('Redis', 'eviction')).toBe('ok');
    expect(does.detail('Redis', 'version')).toMatch(/^(redis|valkey) \d/);
    expect(does.verdict('Redis', 'latency')).toBe('ok');
    expect(does.verdict('Redis', 'commands')).toBe('ok');
  });

  test('with a database number that it does not have is a failure', async () => {
    await using redis = await startRedis();
    const absent = await diagnoseZep(sessions, { REDIS_URL: `${redis.url}/99` });
    expect([absent.ok, absent.detail('Redis', 'database')]).toEqual([
      false,
      'number 99 cannot be selected (ERR)',
    ]);
    const present = await diagnoseZep(sessions, { REDIS_URL: `${redis.url}/3` });
    expect([present.ok, present.verdict('Redis', 'database')]).toEqual([true, 'ok']);
  });

  test('whose user may not run what the server uses is a failure', async () => {
    await using redis = await startRedis();
    const user = (name: string, ...rules: string[]) =>
      redis.client.acl('SETUSER', name, 'on', `>${secret}`, '+@all', '-@dangerous', ...rules);
    await user('weak', '~*', '&*', '-get', '-set', '-eval');
    await user('elsewhere', '~other:*', '&*');
    await user('able', '~session-graph:*', '&session-graph:*');
    const commandsOf = async (name: string) => {
      const url = redis.url.replace('//', `//${name}:${secret}@`);
      const found = await diagnoseZep(sessions, { REDIS_URL: url });
      return { ok: found.ok, detail: found.detail('Redis', 'commands') };
    };
    expect(await commandsOf('weak')).toEqual({
      ok: false,
      detail: 'refused: SET (NOPERM), GET (NOPERM), EVAL (NOPERM)',
    });
    expect((await commandsOf('elsewhere')).ok).toBe(false);
    expect(await commandsOf('able')).toEqual({ ok: true, detail: 'all that the server uses are allowed' });
    expect(await redis.client.keys('*')).toEqual([expect.stringMatching(/doctor:calls$/)]);
  });
});
