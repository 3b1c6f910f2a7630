import { expect, test } from '@jest/globals';
import { silentLogger } from '../../../src/model/logger.ts';
import { RedisWindow } from '../../../src/upstream/budget/redis-window.ts';
import { SharedRedis } from '../../../src/upstream/redis.ts';
import { describeWithRedis } from '../../helpers/programs.ts';
import { startRedis } from '../../helpers/redis.ts';
import { until } from '../../helpers/until.ts';

describeWithRedis('a window in Redis', () => {
  test('grants several turns to two replicas as far as there are any, and tells when the next are free', async () => {
    await using redis = await startRedis();
    const shared = [1, 2].map(() => new SharedRedis(redis.url, silentLogger));
    await until(() => shared.every(({ isUp }) => isUp));
    const options = { key: 'window', limit: 5, windowMs: 3_600_000 };
    const [one, other] = shared.map((connection) => new RedisWindow({ ...options, redis: connection })) as [
      RedisWindow,
      RedisWindow,
    ];
    const first = await one.take(3, 1);
    expect([first.granted.length, first.freeIn]).toEqual([3, []]);
    const second = await other.take(5, 7);
    expect([second.granted.length, second.freeIn.length]).toEqual([2, 7]);
    expect(second.freeIn).toEqual(second.freeIn.toSorted((a, b) => a - b));
    for (const [place, wait] of second.freeIn.entries()) {
      // The sixth and seventh turn come free with those that are taken as soon as they can be.
      const windows = place < 5 ? 1 : 2;
      expect(wait).toBeGreaterThan((windows - 1) * options.windowMs);
      expect(wait).toBeLessThanOrEqual(windows * options.windowMs);
    }
    expect(await one.take(1, 1)).toMatchObject({ granted: [] });
    second.granted[0]?.giveBack();
    await until(async () => (await one.status()).remaining === 1);
    expect((await one.take(2, 1)).granted).toHaveLength(1);
    await Promise.all(shared.map((connection) => connection.stop()));
  });
});
