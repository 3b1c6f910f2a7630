import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { SharedRedis } from '../../src/upstream/redis.ts';
import { recordingLogger } from '../helpers/logger.ts';
import { describeWithRedis } from '../helpers/programs.ts';
import { freePort, startRedis } from '../helpers/redis.ts';
import { until } from '../helpers/until.ts';

const up = 'Redis is up: replicas share cache and budgets';
const down = 'Redis is down: this process uses its own cache and budgets';

function connect(url: string) {
  const log = recordingLogger();
  const redis = new SharedRedis(url, log);
  return {
    redis,
    lines: () => log.lines.map(({ message }) => message),
    get: (key: string) => redis.ask((client) => client.get(key), 'fallback'),
    [Symbol.asyncDispose]: () => redis.stop(),
  };
}

describeWithRedis('a Redis', () => {
  test('that is there from the beginning is up, and told so once', async () => {
    await using server = await startRedis();
    await using shared = connect(server.url);
    await until(() => shared.redis.isUp);
    // A command may time out on a slow machine, and then has its fallback.
    await until(async () => {
      await shared.redis.ask((client) => client.set('key', 'value'), null);
      return (await shared.get('key')) === 'value';
    });
    expect(await server.client.get('session-graph:1:key')).toBe('value');
    expect(shared.lines()).toEqual([up]);
  });

  test('that is killed and started again is one line each, and its fallbacks come at once meanwhile', async () => {
    await using server = await startRedis();
    await using shared = connect(server.url);
    await until(() => shared.redis.isUp);
    await server.kill();
    await until(() => !shared.redis.isUp);
    const answers = await Promise.all(Array.from({ length: 100 }, () => shared.get('key')));
    expect(new Set(answers)).toEqual(new Set(['fallback']));
    await server.start();
    await until(async () => (await shared.get('key')) === null);
    expect(shared.lines()).toEqual([up, down, up]);
  });

  test('that hangs is given up after a few commands, and is up again when it answers', async () => {
    await using server = await startRedis();
    await using shared = connect(server.url);
    await until(() => shared.redis.isUp);
    server.freeze();
    for (let call = 0; call < 20; call += 1) expect(await shared.get('key')).toBe('fallback');
    expect([shared.redis.isUp, shared.lines()]).toEqual([false, [up, down]]);
    server.thaw();
    await until(async () => (await shared.get('key')) === null);
    expect(shared.lines()).toEqual([up, down, up]);
  });

  test('that answers with errors is up', async () => {
    await using server = await startRedis();
    await using shared = connect(server.url);
    await until(() => shared.redis.isUp);
    await server.client.lpush('session-graph:1:key', 'a list');
    for (let call = 0; call < 10; call += 1) expect(await shared.get('key')).toBe('fallback');
    expect([shared.redis.isUp, shared.lines()]).toEqual([true, [up]]);
  });

  test('deletes every key with the prefix, and no other', async () => {
    await using server = await startRedis();
    await using shared = connect(server.url);
    await until(() => shared.redis.isUp);
    const keys = Array.from({ length: 2500 }, (_, number) => [`session-graph:1:mine:${number}`, 'x']);
    await server.client.mset(...keys.flat(), 'session-graph:1:other', 'x', 'mine:1', 'x');
    await shared.redis.unlinkAll('mine:');
    expect((await server.client.keys('*')).toSorted()).toEqual(['mine:1', 'session-graph:1:other']);
  });

  test('tells purges to everybody, also when it came later than they did, and again after it was away', async () => {
    await using server = await startRedis();
    await server.kill();
    await using first = connect(server.url);
    await using second = connect(server.url);
    const heard: unknown[] = [];
    second.redis.listen('purge', (message) => heard.push(message));
    await until(() => first.lines().length === 1);
    for (const message of ['one', 'two']) {
      await server.start();
      await until(async () => (await server.client.pubsub('NUMSUB', 'session-graph:1:purge'))[1] === 2);
      await until(() => first.redis.isUp);
      await first.redis.publish('purge', { message });
      await until(() => JSON.stringify(heard.at(-1)) === JSON.stringify({ message }));
      await server.kill();
      await until(() => !first.redis.isUp);
    }
    expect(heard).toEqual([{ message: 'one' }, { message: 'two' }]);
  });
});

test('a Redis that is not there is told once, however often it is tried', async () => {
  const port = await freePort();
  let attempts = 0;
  await using shared = connect(`redis://:secret-password@127.0.0.1:${port}`);
  await until(() => shared.lines().length > 0);
  expect(await shared.get('key')).toBe('fallback');
  const server = createServer((socket) => {
    attempts += 1;
    socket.on('error', () => undefined).destroy();
  }).listen(port, '127.0.0.1');
  await until(() => attempts >= 3);
  server.close();
  expect([shared.redis.isUp, shared.lines()]).toEqual([false, [down]]);
});

test('one that takes connections and never answers is down, and nothing waits for it', async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).resume();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await using shared = connect(`redis://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await until(() => sockets.size >= 2);
  expect(await Promise.all(['a', 'b', 'c', 'd'].map(shared.get))).toEqual(
    ['a', 'b', 'c', 'd'].map(() => 'fallback'),
  );
  await until(() => shared.lines().length > 0);
  expect([shared.redis.isUp, shared.lines()]).toEqual([false, [down]]);
  for (const socket of sockets) socket.destroy();
  server.close();
});

describeWithRedis('stopping', () => {
  test('is not told as a fault of Redis, and closes every connection', async () => {
    await using server = await startRedis();
    const shared = connect(server.url);
    shared.redis.listen('purge', () => undefined);
    await until(() => shared.redis.isUp);
    await shared.redis.stop();
    await until(
      async () =>
        String(await server.client.client('LIST'))
          .trim()
          .split('\n').length === 1,
    );
    expect(shared.lines()).toEqual([up]);
  });
});
