import type { Socket } from 'node:net';

/** What the client must get: a code at the field, a code at a field below it, or a value that matches. */
export type Expected =
  | { readonly code: string }
  | { readonly value: object | null; readonly codeBelow?: { readonly path: string; readonly code: string } };

/** One way in which a vendor answers, and what becomes of it. */
export interface VendorLie {
  readonly name: string;
  /** Answers the call for an id. What it writes is sent unchanged. */
  readonly answer: (socket: Socket, id: string) => void;
  readonly expected: (id: string) => Expected;
  /** What is read; a session of Zep unless this says a list of Chatwize. */
  readonly reads?: 'list';
  /** The fields that are selected. */
  readonly selects?: string;
  /** Read with a short timeout, since nothing else ends the call. */
  readonly hangs?: boolean;
}

type Content = string | Buffer | ((id: string) => string | Buffer);

interface Reply {
  readonly status?: string;
  readonly headers?: readonly string[];
  /** Also closes the connection. */
  readonly ends?: boolean;
}

export const sessionOf = (id: string, fields = ''): string => `{"session_id":${JSON.stringify(id)}${fields}}`;

/** A well-formed HTTP answer. */
export function reply(content: Content = sessionOf, { status = '200 OK', headers = [], ends }: Reply = {}) {
  return (socket: Socket, id: string): void => {
    const body = Buffer.from(typeof content === 'function' ? content(id) : content);
    const lines = ['content-type: application/json', ...headers, `content-length: ${body.length}`];
    socket.write(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n`);
    socket.write(body);
    if (ends) socket.end();
  };
}

/** These bytes. */
export function raw(content: Content, ending: 'open' | 'end' | 'reset' = 'open') {
  return (socket: Socket, id: string): void => {
    const bytes = typeof content === 'function' ? content(id) : content;
    if (ending === 'end') socket.end(bytes);
    else if (ending === 'open') socket.write(bytes);
    else socket.write(bytes, () => setImmediate(() => socket.resetAndDestroy()));
  };
}

export const invalid = (): Expected => ({ code: 'UPSTREAM_INVALID_RESPONSE' });
export const unavailable = (): Expected => ({ code: 'UPSTREAM_UNAVAILABLE' });
export const timeout = (): Expected => ({ code: 'UPSTREAM_TIMEOUT' });
export const session = (id: string): Expected => ({ value: { externalId: id } });
export const code = (name: string) => (): Expected => ({ code: name });
export const value =
  (fields: object) =>
  (id: string): Expected => ({ value: { externalId: id, ...fields } });
