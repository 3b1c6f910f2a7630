import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

export interface Client {
  /** Sends an operation and reads the whole answer. */
  send(document: string, variables: object): Promise<unknown>;
  close(): void;
}

/** A client that reuses its connections, as a service does. */
export function clientOf(url: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    async send(document, variables) {
      const body = JSON.stringify({ query: document, variables });
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }).end(body);
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      let text = '';
      for await (const chunk of response) text += String(chunk);
      return JSON.parse(text) as unknown;
    },
    close: () => agent.destroy(),
  };
}

export interface Latencies {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
  readonly perSecond: number;
}

/** Makes `calls` calls, `atOnce` of them in parallel. Times are in milliseconds. */
export async function measure(
  calls: number,
  atOnce: number,
  call: (number: number) => Promise<unknown>,
): Promise<Latencies> {
  const times: number[] = [];
  const started = performance.now();
  let next = 0;
  async function work(): Promise<void> {
    while (next < calls) {
      next += 1;
      const sent = performance.now();
      await call(next);
      times.push(performance.now() - sent);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  const perSecond = calls / ((performance.now() - started) / 1000);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(calls - 1, Math.floor(calls * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), most: at(1), perSecond };
}
