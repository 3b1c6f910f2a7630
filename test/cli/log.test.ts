import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { sandboxEnvironment } from '../../src/cli/sandbox-mode.ts';
import { post } from '../helpers/graphql-server.ts';
import { root } from '../helpers/process.ts';

interface Started extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly url: string;
}

/** The server, whose log is read until it says where it listens, and no further. */
async function start(): Promise<Started> {
  const env = { PATH: process.env['PATH'] ?? '', ...sandboxEnvironment(), PORT: '0' };
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url === undefined) continue;
    lines.close();
    child.stdout.pause();
    return {
      child,
      url,
      [Symbol.asyncDispose]: async () => {
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      },
    };
  }
  throw new Error('It said nothing.');
}

/** More lines than a pipe and the buffers around it hold. */
async function fillLog(url: string): Promise<void> {
  const name = 'N'.repeat(100);
  const body = JSON.stringify({ query: `query ${name} { __typename }` });
  const statuses = new Set<number>();
  for (let batch = 0; batch < 200; batch++) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(url, body)));
    for (const answer of answers) {
      statuses.add(answer.status);
      await answer.arrayBuffer();
    }
  }
  expect([...statuses]).toEqual([200]);
}

async function endOf({ child }: Started): Promise<unknown> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = await exit;
  return code;
}

test('a log that nobody reads holds neither requests nor the stop', async () => {
  await using server = await start();
  await fillLog(server.url);
  expect(await endOf(server)).toBe(0);
});

test('a log whose reader has gone holds neither requests nor the stop', async () => {
  await using server = await start();
  server.child.stdout?.destroy();
  const body = '{"query":"{ __typename }"}';
  for (let index = 0; index < 5; index++) expect((await post(server.url, body)).status).toBe(200);
  expect(await endOf(server)).toBe(0);
});

test('a log whose reader has gone before anything more was logged does not hold the stop', async () => {
  await using server = await start();
  server.child.stdout?.destroy();
  expect(await endOf(server)).toBe(0);
});

test('the last lines are written before the process ends', async () => {
  await using server = await start();
  let log = '';
  server.child.stdout?.resume().on('data', (chunk) => (log += String(chunk)));
  const exit = once(server.child, 'close');
  server.child.kill('SIGTERM');
  await exit;
  expect(log.trim().split('\n').at(-1)).toContain('"msg":"stopped"');
});

test('half of a request does not hold the stop', async () => {
  await using server = await start();
  const { hostname, port } = new URL(server.url);
  const { connect } = await import('node:net');
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  socket.write('POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
  expect(await endOf(server)).toBe(0);
  socket.destroy();
});
