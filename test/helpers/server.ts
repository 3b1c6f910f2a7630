import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  /** The path of every request, as it came. */
  readonly paths: readonly string[];
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A vendor that answers whatever a test wants, on a free port of this machine. */
export async function startServer(answer: Answer): Promise<TestServer> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    paths,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

export function bytes(body: string | Buffer, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
  };
}

/** Each answer once, the last one for ever. */
export function inTurn(...answers: readonly [Answer, ...Answer[]]): Answer {
  let calls = 0;
  return (request, response) => {
    const answer = answers[Math.min(calls, answers.length - 1)] as Answer;
    calls += 1;
    answer(request, response);
  };
}

/** Takes the call and never answers. */
export const hang: Answer = () => undefined;

export const breakConnection: Answer = (request) => {
  request.socket.resetAndDestroy();
};

export async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
