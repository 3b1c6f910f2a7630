import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { startServer } from '../../helpers/graphql-server.ts';
import { until } from '../../helpers/until.ts';

const token = 'metrics-token-of-16-and-more';

async function status(url: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${url}/metrics`, { headers });
  await response.arrayBuffer();
  return response.status;
}

test('on a loopback address, metrics are open', async () => {
  await using server = await startServer();
  expect(await status(server.url)).toBe(200);
});

test('on a loopback address, a page of another site cannot read metrics under its own name', async () => {
  await using server = await startServer();
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.end('GET /metrics HTTP/1.1\r\nHost: rebind.attacker.example\r\nConnection: close\r\n\r\n');
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  expect(String(chunk)).toMatch(/^HTTP\/1\.1 403 /);
});

test('with a token, metrics need it', async () => {
  await using server = await startServer({ environment: { METRICS_TOKEN: token } });
  const { url } = server;
  const bearers = [`Bearer ${token}`, `Bearer ${token}x`, token, 'Bearer '];
  const statuses = await Promise.all(bearers.map((authorization) => status(url, { authorization })));
  expect([...statuses, await status(url)]).toEqual([200, 401, 401, 401, 401]);
});

test('wrong tokens are counted and logged, and the eleventh in a minute is refused unread', async () => {
  await using server = await startServer({ environment: { METRICS_TOKEN: token } });
  const guess = () => status(server.url, { authorization: 'Bearer wrong' });
  for (let guesses = 0; guesses < 10; guesses += 1) expect(await guess()).toBe(401);
  expect(await guess()).toBe(429);
  expect(await status(server.url, { authorization: `Bearer ${token}` })).toBe(429);
  await until(() => server.log.filter((line) => line.includes('invalid operator token')).length === 10);
});

const exposed = { HOST: '0.0.0.0', AUTH_ANONYMOUS: 'on' };

test('on another address, metrics without a token are closed', async () => {
  await using server = await startServer({ environment: exposed });
  expect(await status(server.url.replace('0.0.0.0', '127.0.0.1'))).toBe(403);
});

test('with a port of their own, metrics are there and nowhere else, until the server stops', async () => {
  const server = await startServer({ environment: { ...exposed, METRICS_PORT: '0' } });
  const line = server.log.find((one) => one.includes('metrics are on a port of their own')) ?? '{}';
  const { url } = JSON.parse(line) as { url: string };
  const own = new URL(url.replace('0.0.0.0', '127.0.0.1')).origin;
  expect([await status(own), await status(server.url.replace('0.0.0.0', '127.0.0.1'))]).toEqual([200, 404]);
  expect((await fetch(`${own}/graphql`)).status).toBe(404);
  await server[Symbol.asyncDispose]();
  await expect(status(own)).rejects.toThrow('fetch failed');
});

test('a port of their own on a loopback address answers to the names of this machine only, without quoting paths', async () => {
  await using server = await startServer({ environment: { METRICS_PORT: '0' } });
  const line = server.log.find((one) => one.includes('metrics are on a port of their own')) ?? '{}';
  const { url } = JSON.parse(line) as { url: string };
  const { hostname, port, origin } = new URL(url);
  expect(await status(origin)).toBe(200);
  const socket = connect(Number(port), hostname);
  socket.end('GET /metrics HTTP/1.1\r\nHost: rebind.attacker.example\r\nConnection: close\r\n\r\n');
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  expect(String(chunk)).toMatch(/^HTTP\/1\.1 403 /);
  const unknown = await fetch(`${origin}/secret-path`);
  expect(unknown.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await unknown.text()).not.toContain('secret-path');
});
