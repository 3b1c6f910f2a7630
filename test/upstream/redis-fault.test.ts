import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { faultOf } from '../../src/upstream/redis-fault.ts';
import { SharedRedis } from '../../src/upstream/redis.ts';
import { recordingLogger } from '../helpers/logger.ts';
import { describeWithRedis } from '../helpers/programs.ts';
import { freePort, startRedis } from '../helpers/redis.ts';
import { until } from '../helpers/until.ts';

/** The reason that the log gives for this Redis being down. */
async function reasonOf(url: string): Promise<unknown> {
  const log = recordingLogger();
  const redis = new SharedRedis(url, log);
  await until(() => log.lines.some(({ level }) => level === 'warn'));
  await redis.stop();
  expect(log.text()).not.toMatch(/hunter2|127\.0\.0\.1|localhost|invalid\b/);
  return log.lines.find(({ level }) => level === 'warn')?.fields['reason'];
}

describeWithRedis('a Redis that refuses the password', () => {
  test.each([
    ['a wrong password', ':hunter2@'],
    ['a wrong user', 'hunter2:hunter2@'],
    ['no password', ''],
  ])('is down for that reason with %s', async (_, credential) => {
    await using server = await startRedis();
    await server.client.config('SET', 'requirepass', 'right');
    expect(await reasonOf(server.url.replace('//', `//${credential}`))).toBe('authentication refused');
  });
});

test('a Redis where nobody listens refuses the connection', async () => {
  expect(await reasonOf(`redis://:hunter2@127.0.0.1:${await freePort()}`)).toBe('connection refused');
});

test('a Redis whose name does not exist has no address', async () => {
  expect(await reasonOf('redis://:hunter2@redis.invalid:6379')).toBe('name not found');
});

test('a server that speaks no TLS is down for that reason', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', () => socket.end('-ERR unknown command\r\n'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await reasonOf(`rediss://:hunter2@127.0.0.1:${port}`)).toBe('TLS');
  server.close();
});

test.each([
  undefined,
  null,
  'text',
  {},
  new Error('hunter2'),
  Object.assign(new Error('x'), { code: 'ECONNRESET' }),
])('any other error (%s) closed the connection', (error) => {
  expect(faultOf(error)).toBe('connection closed');
});

test('a connection that is not accepted in time is a timeout', () => {
  expect(faultOf(Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' }))).toBe('timeout');
});
