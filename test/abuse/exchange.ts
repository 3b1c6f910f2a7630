import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** The bytes of a whole request, or of a part of one. */
export type Bytes = string | Buffer;

export interface Exchanged {
  /** Undefined if the server closed the connection without an answer. */
  readonly status: number | undefined;
  /** The code of the first error. */
  readonly code: string | undefined;
  readonly bytes: number;
}

export async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes as they are, and reads until the server closes the connection. */
export async function exchange(url: string, bytes: Bytes): Promise<Exchanged> {
  const socket = await open(url);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A server that refuses a large request resets the connection while the rest of it is sent.
  socket.on('error', () => undefined);
  socket.write(bytes);
  // Not `once`, which rejects on an error.
  await new Promise((resolve) => socket.on('close', resolve));
  const answer = Buffer.concat(chunks);
  return { ...statusAndCode(answer.toString('latin1')), bytes: answer.length };
}

function statusAndCode(answer: string): Pick<Exchanged, 'status' | 'code'> {
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
  const [, code] = /"code":"(\w+)"/.exec(answer) ?? [];
  return { status: status === undefined ? undefined : Number(status), code };
}

/** A request with a body, on a connection of its own. */
export function request(head: string, headers: Readonly<Record<string, string>>, body: Bytes = ''): Buffer {
  const lines = Object.entries({ host: 'localhost', connection: 'close', ...headers });
  const text = [head, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return Buffer.concat([Buffer.from(`${text}\r\n\r\n`, 'latin1'), Buffer.from(body as string)]);
}

/** A POST of this body to /graphql. */
export function post(body: Bytes, headers: Readonly<Record<string, string>> = {}): Buffer {
  const length = String(Buffer.byteLength(body));
  return request(
    'POST /graphql HTTP/1.1',
    { 'content-type': 'application/json', 'content-length': length, ...headers },
    body,
  );
}

export function get(path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  return request(`GET ${path} HTTP/1.1`, { 'apollo-require-preflight': '1', ...headers });
}
