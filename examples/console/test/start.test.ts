import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

test('npm start serves the app and passes its queries on', async () => {
  const child = spawn('npm', ['start'], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'close');
  try {
    const url = await readyUrl(child.stdout);
    assert.match(await (await fetch(url)).text(), /src="\/src\/main.tsx"/);
    const response = await fetch(new URL('graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ sessionProviders { enabled } }' }),
    });
    assert.deepEqual(await response.json(), {
      data: { sessionProviders: Array.from({ length: 4 }, () => ({ enabled: true })) },
    });
  } finally {
    // Signals the whole process group (npm and its child), as a terminal does.
    process.kill(-Number(child.pid), 'SIGINT');
    await ended;
  }
});

async function readyUrl(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [, url] = line.match(/^Console +(\S+)/) ?? [];
    if (url) return url;
  }
  throw new Error('The example exited before it printed its URL.');
}
