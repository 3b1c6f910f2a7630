import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

test('npm start serves the app and passes its queries on', async () => {
  await using app = start(['start'], { PORT: '0' });
  const url = await app.says(/^Console +(\S+)/);
  assert.match(await (await fetch(url)).text(), /src="\/src\/main.tsx"/);
  assert.deepEqual(await ask(url), {
    data: { sessionProviders: Array.from({ length: 4 }, () => ({ enabled: true })) },
  });
});

test('npm run dev passes queries on to the session graph that SESSION_GRAPH_URL names', async (context) => {
  const graph = createServer((request, response) => response.end(JSON.stringify({ path: request.url })));
  await once(graph.listen(0, '127.0.0.1'), 'listening');
  context.after(() => void graph.close());
  const { port } = graph.address() as AddressInfo;
  await using app = start(['run', 'dev', '--', '--port', '0'], {
    SESSION_GRAPH_URL: `http://127.0.0.1:${port}`,
  });
  assert.deepEqual(await ask(await app.says(/Local: +(\S+)/)), { path: '/graphql' });
});

async function ask(url: string): Promise<unknown> {
  const response = await fetch(new URL('graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ sessionProviders { enabled } }' }),
  });
  return response.json();
}

interface App extends AsyncDisposable {
  /** @returns the first group of the first line that matches */
  says(pattern: RegExp): Promise<string>;
}

function start(args: readonly string[], environment: Record<string, string>): App {
  const child: ChildProcess = spawn('npm', args, {
    env: { ...process.env, ...environment, NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'close');
  return {
    async says(pattern) {
      for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
        const [, found] = pattern.exec(line) ?? [];
        if (found) return found;
      }
      throw new Error('npm ended before it said so.');
    },
    async [Symbol.asyncDispose]() {
      // Signals the whole process group (npm and its child), as a terminal does.
      process.kill(-Number(child.pid), 'SIGINT');
      await ended;
    },
  };
}
