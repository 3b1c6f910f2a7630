import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FaultName, Sandbox } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { isSettled } from '../helpers/barrier.ts';
import { repeated } from '../helpers/outcomes.ts';
import { unhandledRejectionsOf } from '../helpers/unhandled-rejections.ts';
import { until } from '../helpers/until.ts';
import { providerOf } from '../helpers/graph.ts';
import { query, type GraphqlAnswer } from '../helpers/graphql-server.ts';
import { oneOfEach, startReplica, type Replica } from './replica.ts';
import { idOf, providers, startVendors, type Vendors } from './vendors.ts';

type Data = Readonly<Record<string, { readonly externalId: string } | null>>;
type Answer = GraphqlAnswer<Data>;

const operations = 200;
const others = providers.filter((provider) => provider !== 'ZEP');
const fields = others.map((provider) => providerOf(provider).sessionField);
const ratios = [0.1, 0.5, 1];

/** The others have every session and never fail. */
let vendors: Vendors;
beforeAll(async () => {
  vendors = await startVendors();
});
afterAll(async () => vendors[Symbol.asyncDispose]());

interface Subject {
  /** Stands in for Zep. Closing it ends its hanging calls. */
  readonly sandbox: Sandbox;
  readonly server: Replica;
}

/** No time limit and no breaker ends a call: what becomes of it is the fault's doing alone. */
const patient = {
  CACHE: 'off',
  LOG_LEVEL: 'silent',
  OPENCX_QUOTA: '0',
  ZEP_BREAKER_FAILURE_PERCENT: '100',
  // One caller can hold only seven of eight.
  ZEP_MAX_CONNECTIONS: String(2 * operations),
  ZEP_TIMEOUT_MS: '600000',
  REQUEST_TIMEOUT_MS: '600000',
};

async function withServer(
  use: (subject: Subject) => Promise<void>,
  environment: Record<string, string> = {},
): Promise<void> {
  const unhandled = await unhandledRejectionsOf(async () => {
    const sandbox = await startSandbox({ port: 0 });
    try {
      const addresses = { ...vendors, ZEP: { url: sandbox.baseUrls.ZEP } };
      await using server = await startReplica(addresses, { ...patient, ...environment });
      await use({ sandbox, server });
    } finally {
      await sandbox.close();
    }
  });
  expect(unhandled).toEqual([]);
}

/** Each operation asks every vendor, for sessions that no other operation asks for. */
function readTogether({ url }: Replica): Promise<Answer>[] {
  return Array.from({ length: operations }, (_, number) => query<Data>(url, oneOfEach, { id: idOf(number) }));
}

/** How many of so many calls the sandbox lets fail. */
const faultyOf = (calls: number, ratio: number): number => Math.floor(calls * ratio + 1e-9);

/** How often each outcome of Zep's field was found, after a check that everything else is complete. */
function outcomesOf(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [number, { data, errors = [] }] of answers.entries()) {
    expect(fields.map((field) => data?.[field]?.externalId)).toEqual(fields.map(() => idOf(number)));
    // Without a fault Zep answers that it has no such session.
    expect(data?.['zepSession']).toBeNull();
    expect(errors.map(({ path }) => path?.join('.'))).toEqual(errors.length > 0 ? ['zepSession'] : []);
    const outcome = errors[0]?.extensions.code ?? 'answered';
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

function callsFor({ requests }: Sandbox, id: string): number {
  return requests.filter(({ path }) => path.endsWith(id)).length;
}

describe.each(ratios)('with one vendor failing in %d of its calls', (ratio) => {
  test.each<[FaultName, string]>([
    ['rate-limit', 'UPSTREAM_RATE_LIMITED'],
    ['truncated', 'UPSTREAM_INVALID_RESPONSE'],
    ['html', 'UPSTREAM_INVALID_RESPONSE'],
    ['wrong-shape', 'UPSTREAM_INVALID_RESPONSE'],
  ])(
    'by %s, each faulty call fails one operation, with %s, and everything else is complete',
    async (fault, code) =>
      withServer(async ({ sandbox, server }) => {
        sandbox.setFault('ZEP', { fault, ratio });
        const outcomes = outcomesOf(await Promise.all(readTogether(server)));
        const failed = faultyOf(operations, ratio);
        expect(outcomes).toEqual({
          [code]: failed,
          ...(failed < operations && { answered: operations - failed }),
        });
        // Such a failure would be the same the next time.
        expect(sandbox.calls('ZEP')).toBe(operations);
      }),
  );

  test.each<[FaultName]>([['server-error'], ['reset']])(
    'by %s, an operation fails after its third faulty call, and everything else is complete',
    async (fault) =>
      withServer(async ({ sandbox, server }) => {
        sandbox.setFault('ZEP', { fault, ratio });
        const answers = await Promise.all(readTogether(server));
        const outcomes = outcomesOf(answers);
        const calls = sandbox.calls('ZEP');
        const { answered = 0, UPSTREAM_UNAVAILABLE: failed = 0 } = outcomes;
        expect(answered + failed).toBe(operations);
        // A call without a fault answers its operation, so all other calls were faulty.
        expect(calls - answered).toBe(faultyOf(calls, ratio));
        const callsOfEach = answers.map((_, number) => callsFor(sandbox, idOf(number)));
        expect(callsOfEach.filter((_, number) => answers[number]?.errors)).toEqual(repeated(failed, 3));
        expect(Math.max(...callsOfEach)).toBeLessThanOrEqual(3);
        if (ratio === 1) expect([calls, failed]).toEqual([3 * operations, operations]);
        else expect(calls - answered).toBeGreaterThanOrEqual(faultyOf(operations, ratio));
      }),
  );

  test.each<[FaultName]>([['latency'], ['hang']])(
    'by %s, only the operations of the faulty calls wait, and everything else is complete',
    async (fault) =>
      withServer(async ({ sandbox, server }) => {
        sandbox.setFault('ZEP', { fault, ratio, ...(fault === 'latency' && { milliseconds: 600_000 }) });
        const answers = readTogether(server);
        const failed = faultyOf(operations, ratio);
        await until(() => sandbox.calls('ZEP') === operations);
        await until(() => answers.filter(isSettled).length === operations - failed);
        // Nothing answers these calls but the end of their connections.
        await sandbox.close();
        expect(outcomesOf(await Promise.all(answers))).toEqual({
          UPSTREAM_UNAVAILABLE: failed,
          ...(failed < operations && { answered: operations - failed }),
        });
      }),
  );
});

test('with no vendor failing, every operation is answered with one call', () =>
  withServer(async ({ sandbox, server }) => {
    sandbox.setFault('ZEP', { fault: 'server-error', ratio: 0 });
    expect(outcomesOf(await Promise.all(readTogether(server)))).toEqual({ answered: operations });
    expect(sandbox.calls('ZEP')).toBe(operations);
  }));

test('a vendor that hangs delays no call to the others, and gets one call for each connection', () =>
  withServer(
    async ({ sandbox, server }) => {
      sandbox.setFault('ZEP', { fault: 'hang' });
      const before = callsOf(vendors);
      const answers = readTogether(server);
      await until(() => callsOf(vendors) - before === others.length * operations);
      await until(() => others.every((provider) => vendors[provider].running() === 0));
      await until(() => sandbox.calls('ZEP') === 4);
      expect(answers.filter(isSettled)).toEqual([]);
      expect(sandbox.requests.map(({ aborted }) => aborted)).toEqual([false, false, false, false]);
      await sandbox.close();
      expect(outcomesOf(await Promise.all(answers))).toEqual({ UPSTREAM_UNAVAILABLE: operations });
    },
    { ZEP_MAX_CONNECTIONS: '4' },
  ));

function callsOf(all: Vendors): number {
  return others.reduce((sum, provider) => sum + all[provider].arrivals.length, 0);
}
