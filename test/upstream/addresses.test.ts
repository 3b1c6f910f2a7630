import type { lookup } from 'node:dns';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo, LookupFunction } from 'node:net';
import { expect, test } from '@jest/globals';
import { isAllowedHost, isPublicAddress, publicLookup } from '../../src/upstream/addresses.ts';
import { Http } from '../../src/upstream/http.ts';

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::a9fe:a9fe',
  '2002:7f00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
])('%s is not a public address', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  '1.1.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.169.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '::ffff:1.1.1.1',
])('%s is a public address', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['api.example', true],
  ['1.1.1.1', true],
  ['10.0.0.1', false],
  ['169.254.169.254', false],
  ['[fd00::1]', false],
  ['[::ffff:127.0.0.1]', false],
])('a base URL with the host %s is allowed: %p', (host, allowed) => {
  expect(isAllowedHost(host)).toBe(allowed);
});

type Resolver = typeof lookup;

/** A resolver that knows one name. */
function answering(...addresses: readonly string[]): Resolver {
  const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const answer = (_: string, options: { all?: boolean }, callback: (...of: unknown[]) => void): void =>
    options.all ? callback(null, all) : callback(null, all[0]?.address, all[0]?.family);
  return answer as unknown as Resolver;
}

const toThisMachine = answering('127.0.0.1');

function resolving(...addresses: readonly string[]): LookupFunction {
  return publicLookup(answering(...addresses));
}

function resolve(find: LookupFunction, all: boolean): Promise<unknown> {
  return new Promise((done, fail) => {
    find('vendor.example', { all }, (error, address) => (error ? fail(error) : done(address)));
  });
}

test('a name is resolved if all of its addresses are public', async () => {
  const find = resolving('1.1.1.1', '2606:4700::1111');
  expect(await resolve(find, false)).toBe('1.1.1.1');
  expect(await resolve(find, true)).toHaveLength(2);
});

test.each([[['10.0.0.1']], [['1.1.1.1', '127.0.0.1']], [['2606:4700::1111', '::1']], [[]]])(
  'a name with the addresses %j is refused',
  async (addresses) => {
    await expect(resolve(resolving(...addresses), false)).rejects.toThrow();
    await expect(resolve(resolving(...addresses), true)).rejects.toThrow();
  },
);

/** A server on this machine, called by a name that only the resolver of the test knows. */
async function send(allowPrivate: boolean): Promise<unknown> {
  await using server = createServer((_, response) => response.end('{"ok":true}')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const baseUrl = new URL(`http://vendor.example:${port}`);
  const http = new Http({
    baseUrl,
    connectTimeoutMs: 1000,
    maxConnections: 1,
    allowPrivate,
    resolve: toThisMachine,
  });
  try {
    const options = {
      request: { path: [] },
      headers: {},
      maxBytes: 100,
      decode: (text: string): unknown => JSON.parse(text),
    };
    return await http.send({ ...options, signal: AbortSignal.timeout(5000) });
  } finally {
    http.close();
  }
}

test('a host name that resolves to this machine is not called', async () => {
  await expect(send(false)).rejects.toThrow('has an address that is not public');
});

test('a host name that resolves to this machine is called if private addresses are allowed', async () => {
  expect(await send(true)).toEqual({ ok: true });
});
