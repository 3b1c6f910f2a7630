import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { post } from '../../helpers/graphql-server.ts';
import { runMain, type Running } from '../../helpers/process.ts';
import { bearer, file } from '../auth/asking.ts';
import { sign } from '../auth/issuer.ts';
import { keyCases, keysFile } from '../auth/key-cases.ts';
import { claims, key, keySet, tokenCases } from '../auth/token-cases.ts';

interface Process extends AsyncDisposable {
  readonly url: string;
  readonly process: Running;
}

async function runServer(environment: Record<string, string>): Promise<Process> {
  const main = runMain([], { PORT: '0', ZEP_API_KEY: 'vendor-key', LOG_LEVEL: 'trace', ...environment });
  const url = await main.says(/ready at (http.*)\/graphql/);
  return { url, process: main, [Symbol.asyncDispose]: () => main[Symbol.asyncDispose]() as Promise<void> };
}

const body = '{"query":"{ __typename }"}';

/** The answer in the words of the tables: `200`, or status, code and message of the refusal. */
async function ask({ url }: Process, headers: Record<string, string>): Promise<string> {
  const response = await post(url, body, { headers });
  const { data, errors = [] } = (await response.json()) as {
    data?: { __typename: string };
    errors?: { message: string; extensions: { code: string } }[];
  };
  if (response.status === 401) expect(response.headers.get('www-authenticate')).toBe('Bearer');
  const [refusal] = errors;
  if (refusal) return `${response.status} ${refusal.extensions.code}: ${refusal.message}`;
  expect(data).toEqual({ __typename: 'Query' });
  return String(response.status);
}

/** What the process answers to what the table says of a caller. */
const answerOf = (caller: string): string => (/^\d{3} /.test(caller) ? caller : '200');

let server: Process;

describe('a server that accepts tokens', () => {
  beforeAll(async () => {
    server = await runServer({ ...claims, AUTH_JWKS_FILE: file('jwks.json', keySet) });
  });
  afterAll(async () => server[Symbol.asyncDispose]());

  test.each(tokenCases)('%s', async (_, token, caller) => {
    const sent = await token();
    // Node itself refuses headers of more than 16 KiB.
    const answer = sent.length > 16_000 ? '431 BAD_REQUEST: The headers are too large.' : answerOf(caller);
    expect(await ask(server, bearer(sent))).toBe(answer);
    for (const part of sent.split('.').filter(({ length }) => length > 20)) {
      expect(server.process.output()).not.toContain(part);
    }
  });

  test.each([
    ['no credential', {}, '401 UNAUTHENTICATED: A token or an API key is required.'],
    ['an API key', { 'x-api-key': 'secret-a' }, '401 UNAUTHENTICATED: The API key is invalid.'],
  ])('%s', async (_, headers, answer) => {
    expect(await ask(server, headers as Record<string, string>)).toBe(answer);
  });

  test('refuses before it reads the body: one that never ends is answered', async () => {
    const unfinished = request(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 1000 },
    });
    unfinished.on('error', () => undefined).write('{');
    const [response] = (await once(unfinished, 'response')) as [IncomingMessage];
    unfinished.destroy();
    expect(response.statusCode).toBe(401);
  });

  test.each(['/healthz', '/readyz'])('%s needs no credential', async (path) => {
    expect((await fetch(server.url + path)).status).toBe(200);
  });

  test.each(['GET', 'POST'])('a form of another site that sends %s gets nothing', async (method) => {
    const valid = bearer(await sign({ key }));
    const forms: [string, string][] = [
      ['application/x-www-form-urlencoded', 'query=%7B__typename%7D'],
      ['text/plain', body],
      [
        'multipart/form-data; boundary=x',
        `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{__typename}\r\n--x--`,
      ],
    ];
    for (const [type, text] of forms) {
      const headers = {
        'content-type': type,
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      };
      const address =
        method === 'GET' ? `${server.url}/graphql?query=%7B__typename%7D` : `${server.url}/graphql`;
      const init = method === 'GET' ? {} : { body: text };
      const anonymous = await fetch(address, { method, headers, ...init });
      expect(anonymous.status).toBe(401);
      // A browser adds no Authorization to a form. Even with one it would not be read.
      const authorized = await fetch(address, { method, headers: { ...headers, ...valid }, ...init });
      expect(authorized.status).toBeGreaterThanOrEqual(400);
      expect(authorized.headers.has('access-control-allow-origin')).toBe(false);
      expect(await authorized.text()).not.toContain('"Query"');
    }
  });
});

describe('a server that accepts API keys', () => {
  beforeAll(async () => {
    server = await runServer({ AUTH_API_KEYS_FILE: file('keys.json', keysFile('a', 'b')) });
  });
  afterAll(async () => server[Symbol.asyncDispose]());

  test.each(keyCases)('%s', async (_, headers, caller) => {
    expect(await ask(server, headers)).toBe(answerOf(caller));
    expect(server.process.output()).not.toMatch(/secret-[abc]/);
  });
});

test.each(['0.0.0.0', '::'])('on %s, without any authentication, it does not start', async (HOST) => {
  await using main = runMain([], { PORT: '0', ZEP_API_KEY: 'vendor-key', HOST });
  expect(await main.exit).toBe(1);
  for (const name of ['AUTH_JWKS_URL', 'AUTH_JWKS_FILE', 'AUTH_API_KEYS_FILE', 'AUTH_ANONYMOUS']) {
    expect(main.output()).toContain(name);
  }
});

describe('a server without any authentication, on a loopback address', () => {
  beforeAll(async () => {
    server = await runServer({});
  });
  afterAll(async () => server[Symbol.asyncDispose]());

  const status = async (headers: Record<string, string>): Promise<number> => {
    const sent = request(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    }).end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode ?? 0;
  };

  test.each<[string, number]>([
    ['localhost', 200],
    ['127.0.0.1', 200],
    ['[::1]:4000', 200],
    ['rebind.attacker.example', 403],
    ['localhost.attacker.example', 403],
    ['127.0.0.1.attacker.example', 403],
    ['192.0.2.1', 403],
  ])('answers to the name %s with %d', async (host, expected) => {
    expect(await status({ host })).toBe(expected);
  });

  test('does not serve what a proxy passes on', async () => {
    expect(await status({ 'x-forwarded-for': '192.0.2.1' })).toBe(403);
  });
});
