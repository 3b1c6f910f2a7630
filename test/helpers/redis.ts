import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Redis } from 'ioredis';

export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  /** Sees what is stored under the names that Redis has for it. */
  readonly client: Redis;
  /** Takes the process away at once, with all that it held. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Lets it take connections and answer nothing. */
  freeze(): void;
  thaw(): void;
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server = await spawnServer(port);
  const client = new Redis(port, '127.0.0.1', {
    retryStrategy: () => 50,
    maxRetriesPerRequest: null,
    disconnectTimeout: 100,
  });
  client.on('error', () => undefined);
  return {
    url: `redis://127.0.0.1:${port}`,
    client,
    kill: () => server.end(),
    start: async () => {
      server = await spawnServer(port);
    },
    freeze: () => server.signal('SIGSTOP'),
    thaw: () => server.signal('SIGCONT'),
    [Symbol.asyncDispose]: async () => {
      client.disconnect();
      await server.end();
    },
  };
}

async function spawnServer(port: number) {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', options, { cwd: '/', stdio: ['ignore', 'pipe', 'ignore'] });
  const exit = once(child, 'exit');
  let output = '';
  while (!output.includes('Ready to accept connections')) {
    const [chunk] = await Promise.race([
      once(child.stdout, 'data'),
      exit.then(() => Promise.reject(new Error(`redis-server ended: ${output}`))),
    ]);
    output += String(chunk);
  }
  child.stdout.resume();
  return {
    signal: (signal: NodeJS.Signals) => void child.kill(signal),
    end: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
