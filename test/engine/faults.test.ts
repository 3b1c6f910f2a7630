import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { FaultName, Sandbox } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { isSettled } from '../helpers/barrier.ts';
import { until } from '../helpers/until.ts';
import { providerOf } from '../helpers/graph.ts';
import { query, type GraphqlAnswer } from '../helpers/graphql-server.ts';
import { oneOfEach, startReplica, type Replica } from './replica.ts';
import { idOf, providers, startVendors, type Vendors } from './vendors.ts';

type Data = Readonly<Record<string, { readonly externalId: string } | null>>;

const operations = 200;
const others = providers.filter((provider) => provider !== 'ZEP');

/** Zep is the sandbox's; the others have every session. */
let vendors: Vendors;
let sandbox: Sandbox;
const unhandled = jest.fn();

beforeAll(async () => {
  [vendors, sandbox] = await Promise.all([startVendors(), startSandbox({ port: 0 })]);
  process.on('unhandledRejection', unhandled);
});
afterEach(() => sandbox.setFault('ZEP', undefined));
afterAll(async () => {
  process.off('unhandledRejection', unhandled);
  await vendors[Symbol.asyncDispose]();
  await sandbox.close();
});

function startServer(environment: Record<string, string> = {}): Promise<Replica> {
  const zep = { url: sandbox.baseUrls.ZEP };
  const own = { CACHE: 'off', OPENCX_QUOTA: '0', ZEP_TIMEOUT_MS: '400', LOG_LEVEL: 'silent', ...environment };
  return startReplica({ ...vendors, ZEP: zep }, own);
}

/** Each operation asks all vendors, for sessions that no other asks for. */
function readTogether({ url }: Replica): Promise<GraphqlAnswer<Data>[]> {
  const numbers = Array.from({ length: operations }, (_, number) => number);
  return Promise.all(numbers.map((number) => query<Data>(url, oneOfEach, { id: idOf(number) })));
}

function expectOthersComplete(answers: readonly GraphqlAnswer<Data>[]): void {
  const incomplete = answers.filter(({ data }, number) =>
    others.some((other) => data?.[providerOf(other).sessionField]?.externalId !== idOf(number)),
  );
  expect(incomplete).toEqual([]);
  const paths = answers.flatMap(({ errors = [] }) => errors.map(({ path }) => path?.join('.')));
  expect(new Set(paths)).toEqual(new Set(paths.length > 0 ? ['zepSession'] : []));
}

/** A slow machine adds these to any fault: a call can come too late, and the breaker open. */
const passing = ['UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE'];
const faults: readonly [FaultName, readonly string[]][] = [
  ['latency', passing],
  ['rate-limit', ['UPSTREAM_RATE_LIMITED']],
  ['server-error', passing],
  ['hang', passing],
  ['reset', passing],
  ['truncated', ['UPSTREAM_INVALID_RESPONSE']],
  ['html', ['UPSTREAM_INVALID_RESPONSE']],
  ['wrong-shape', ['UPSTREAM_INVALID_RESPONSE']],
];

describe.each([0.1, 0.5, 1])('with one vendor failing in %d of its calls', (ratio) => {
  test.each(faults)('by %s, the answers of the others stay complete', async (fault, codes) => {
    await using server = await startServer();
    sandbox.setFault('ZEP', { fault, ratio });
    const answers = await readTogether(server);
    expectOthersComplete(answers);
    const found = answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code));
    expect(found.filter((code) => !codes.includes(code) && !passing.includes(code))).toEqual([]);
    if (ratio === 1) expect(found.filter((code) => codes.includes(code))).not.toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).not.toHaveBeenCalled();
  });
});

test('with no vendor failing everything is answered', async () => {
  await using server = await startServer();
  sandbox.setFault('ZEP', { fault: 'server-error', ratio: 0 });
  const answers = await readTogether(server);
  expectOthersComplete(answers);
  expect(answers.filter(({ errors }) => errors)).toEqual([]);
});

describe('a vendor that hangs', () => {
  test('holds up none of the others’ calls', async () => {
    await using server = await startServer({
      ZEP_TIMEOUT_MS: '60000',
      ZEP_MAX_CONNECTIONS: '4',
      SHUTDOWN_TIMEOUT_MS: '0',
    });
    sandbox.setFault('ZEP', { fault: 'hang' });
    const before = callsOf(vendors);
    const answers = readTogether(server);
    // All of them have been answered while nothing of Zep has.
    await until(() => callsOf(vendors) - before === others.length * operations);
    await until(() => others.every((other) => vendors[other].running() === 0));
    expect(isSettled(answers)).toBe(false);
    expect(sandbox.requests.filter(({ aborted }) => !aborted).length).toBeGreaterThanOrEqual(4);
    await server.app.stop().catch(() => undefined);
    expectOthersComplete(await answers);
  });
});

function callsOf(all: Vendors): number {
  return others.reduce((sum, other) => sum + all[other].arrivals.length, 0);
}
