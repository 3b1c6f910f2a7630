import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startReplica, type Replica } from '../engine/replica.ts';
import { startVendor, type Vendor } from '../engine/vendors.ts';
import { query, type GraphqlAnswer } from '../helpers/graphql-server.ts';
import { bodyLies } from './vendor-lies/bodies.ts';
import { framingLies } from './vendor-lies/framing.ts';
import type { VendorLie } from './vendor-lies/lie.ts';
import { statusLies } from './vendor-lies/statuses.ts';

const lies = [...statusLies, ...framingLies, ...bodyLies];
const cases = lies.map((lie, index) => ({ ...lie, id: `lie-${index}` }));

/** Answers each call with the bytes of the lie that its id names. */
async function startLiar() {
  const sockets = new Set<Socket>();
  const heads: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
    socket.on('data', (data) => {
      const head = String(data);
      heads.push(head);
      const index = Number(/lie-(\d+)/.exec(head)?.[1]);
      (lies[index] as VendorLie).answer(socket, `lie-${index}`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heads,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const environment = {
  CACHE: 'off',
  ZEP_MAX_SESSION_BYTES: String(16 * 1024 ** 2),
  ZEP_BREAKER_FAILURE_PERCENT: '100',
  ZEP_TIMEOUT_MS: '600000',
  REQUEST_TIMEOUT_MS: '600000',
};

let liar: Awaited<ReturnType<typeof startLiar>>;
let honest: Vendor;
let patient: Replica;
let hasty: Replica;

beforeAll(async () => {
  liar = await startLiar();
  honest = await startVendor('DUOHUB');
  const vendors = { ZEP: liar, CHATWIZE: liar, DUOHUB: honest };
  patient = await startReplica(vendors, environment);
  hasty = await startReplica(vendors, { ...environment, ZEP_TIMEOUT_MS: '200' });
});
afterAll(async () => {
  for (const server of [patient, hasty]) await server.app.stop();
  await honest[Symbol.asyncDispose]();
  liar.close();
});

const sessionFields = `externalId status createdAt updatedAt endedAt deletedAt rowId raw
  participant { externalId } metadata { key value }`;

function read({ reads, selects = sessionFields, hangs }: VendorLie, id: string) {
  const field =
    reads === 'list'
      ? `chatwizeChatbot(externalId: $id) { sessions { ${selects} } }`
      : `zepSession(externalId: $id) { ${selects} }`;
  const document = `query ($id: String!) { ${field} duohubSession(externalId: $id) { externalId } }`;
  return query<Record<string, unknown>>((hangs ? hasty : patient).url, document, { id });
}

function resultOf({ data }: GraphqlAnswer<Record<string, unknown>>, { reads }: VendorLie): unknown {
  if (reads !== 'list') return data?.['zepSession'];
  return (data?.['chatwizeChatbot'] as { sessions: unknown } | null)?.sessions;
}

describe('a vendor that answers with', () => {
  test.each(cases)('$name has its own outcome, and the other vendor its session', async ({ id, ...lie }) => {
    const answer = await read(lie, id);
    const expected = lie.expected(id);
    const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
    expect(answer.data?.['duohubSession']).toEqual({ externalId: id });
    if ('code' in expected) {
      expect(codes).toEqual([expected.code]);
      expect(resultOf(answer, lie) ?? null).toBeNull();
      return;
    }
    if (expected.value === null) expect(resultOf(answer, lie)).toBeNull();
    else expect(resultOf(answer, lie)).toMatchObject(expected.value);
    const { codeBelow } = expected;
    const below = answer.errors?.map(({ path, extensions }) => ({ path: path?.[1], code: extensions.code }));
    if (codeBelow) expect(below).toContainEqual(codeBelow);
    else expect(codes).toEqual([]);
  });
});

test('after all that, no prototype has changed, no cookie was kept, nothing was an internal error', () => {
  expect(lies.length).toBeGreaterThanOrEqual(60);
  expect({}).not.toHaveProperty('polluted');
  expect(liar.heads.filter((head) => /^cookie:/im.test(head))).toEqual([]);
  expect([...patient.log, ...hasty.log].filter((line) => line.includes('internal error'))).toEqual([]);
});
