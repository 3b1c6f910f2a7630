import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { it } from 'node:test';

for (const script of ['start', 'start:hive']) {
  it(`${script} serves a query across both graphs`, async () => {
    const child = spawn('npm', ['run', script], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const ended = once(child, 'close');
    try {
      const url = await readyUrl(child.stdout);
      const query = '{ tickets { session { provider tickets { id } } } }';
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const { data } = (await response.json()) as { data: { tickets: unknown[] } };
      assert.deepEqual(data.tickets[0], { session: { provider: 'CHATWIZE', tickets: [{ id: '1' }] } });
    } finally {
      // Signals the whole process group (npm and its child), as a terminal does.
      process.kill(-Number(child.pid), 'SIGINT');
      await ended;
    }
  });
}

async function readyUrl(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [, url] = line.match(/^(?:Supergraph|Gateway) +(\S+)/) ?? [];
    if (url) return url;
  }
  throw new Error('The example exited before it printed its URL.');
}
