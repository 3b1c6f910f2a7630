import { describe, expect, test } from '@jest/globals';
import { providers as definitions } from '../../src/providers/index.ts';
import type { SessionProvider } from '../../src/model/generated.ts';
import { breakConnection, hang, json } from '../helpers/server.ts';
import { codes, query } from '../helpers/graphql-server.ts';
import { repeated } from '../helpers/outcomes.ts';
import { until } from '../helpers/until.ts';
import { behindProxy, from, oneOfEach, readZep, startReplica } from './replica.ts';
import { idOf, startVendor, startVendors } from './vendors.ts';

const environment = {
  ...behindProxy,
  ZEP_CACHE_OPEN_MS: '1',
  CACHE_STALE_WHILE_REVALIDATE_MS: '0',
  ZEP_BREAKER_OPEN_MS: '3600000',
};
const attacker = from(1);
const victim = from(2);

async function availability(url: string, provider: SessionProvider, headers: Record<string, string>) {
  const { data } = await query<{ sessionProviders: { provider: string; availability: string }[] }>(
    url,
    '{ sessionProviders { provider availability } }',
    {},
    headers,
  );
  return data?.sessionProviders.find((one) => one.provider === provider)?.availability;
}

/** Reads sessions of Zep at the same time. @returns the codes of their errors */
async function readMany(url: string, count: number, headers: Record<string, string>): Promise<string[]> {
  const answers = await Promise.all(
    Array.from({ length: count }, (_, number) => readZep(url, idOf(1000 + number), headers)),
  );
  return answers.flatMap(codes);
}

describe('one caller, whose ids a vendor does not answer,', () => {
  test.each([
    ['breaks the connection', breakConnection],
    ['answers 503', json({ message: 'later' }, 503)],
    ['answers 500 in no documented form', json({ oops: true }, 500)],
  ])('is refused when it %s, and nobody else is', async (_, answer) => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, environment);
    zep.answer(answer);
    expect(await readMany(server.url, 20, attacker)).toEqual(
      repeated(20, 'zepSession: UPSTREAM_UNAVAILABLE'),
    );
    zep.answer();
    const calls = zep.arrivals.length;
    expect(codes(await readZep(server.url, idOf(1), attacker))).toEqual(['zepSession: UPSTREAM_UNAVAILABLE']);
    expect(await availability(server.url, 'ZEP', attacker)).toBe('UNAVAILABLE');
    expect(zep.arrivals).toHaveLength(calls);
    expect(await readZep(server.url, idOf(1), victim)).toMatchObject({
      data: { zepSession: { externalId: idOf(1) } },
    });
    expect(await availability(server.url, 'ZEP', victim)).toBe('AVAILABLE');
  });

  test('is refused when it hangs, and nobody else is', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, { ...environment, ZEP_TIMEOUT_MS: '1500' });
    zep.answer(hang);
    // A call counts only if it has reached the vendor in time.
    await until(async () => {
      await readMany(server.url, 15, attacker);
      return (await availability(server.url, 'ZEP', attacker)) === 'UNAVAILABLE';
    });
    zep.answer();
    expect((await readZep(server.url, idOf(1), victim)).errors).toBeUndefined();
  });
});

test.each(definitions.filter(({ isDocumentedError }) => isDocumentedError).map(({ id }) => [id]))(
  'an error that %s documents is about one session: however many there are, it stays AVAILABLE',
  async (id) => {
    await using vendors = await startVendors();
    const settings = { ...environment, [`${id}_BREAKER_FAILURE_PERCENT`]: '1' };
    await using server = await startReplica(vendors, settings);
    const provider = definitions.find((one) => one.id === id);
    const { standIn } = (await provider?.standIn()) ?? {};
    vendors[id].answer(json(standIn?.serverError.body, 500));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, number) =>
        query(server.url, oneOfEach, { id: idOf(number) }, from(number)),
      ),
    );
    expect(answers.flatMap(codes)).toEqual(repeated(30, `${provider?.sessionField}: UPSTREAM_UNAVAILABLE`));
    expect(await availability(server.url, id, victim)).toBe('AVAILABLE');
    expect(await availability(server.url, id, from(3))).toBe('AVAILABLE');
  },
);

test('a vendor that refuses one caller’s connections is UNAVAILABLE for all', async () => {
  const zep = await startVendor('ZEP');
  await zep[Symbol.asyncDispose]();
  await using server = await startReplica({ ZEP: zep }, environment);
  await readMany(server.url, 20, attacker);
  expect(await availability(server.url, 'ZEP', victim)).toBe('UNAVAILABLE');
});

test('calls that time out because this process was held up do not count', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep }, { ...environment, ZEP_TIMEOUT_MS: '3000' });
  const release = zep.hold();
  const answers = readMany(server.url, 12, attacker);
  await until(() => zep.arrivals.length === 12);
  const heldUpUntil = performance.now() + 3600;
  while (performance.now() < heldUpUntil);
  expect(await answers).toEqual(repeated(12, 'zepSession: UPSTREAM_TIMEOUT'));
  release();
  expect(await availability(server.url, 'ZEP', attacker)).toBe('AVAILABLE');
});
