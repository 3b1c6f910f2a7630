import { expect, test } from '@jest/globals';
import { startReplica } from '../../engine/replica.ts';
import { post } from '../../helpers/graphql-server.ts';
import { describeWithRedis } from '../../helpers/programs.ts';
import { startRedis } from '../../helpers/redis.ts';
import { bytes, startServer } from '../../helpers/server.ts';
import { until } from '../../helpers/until.ts';

const numbers = '{"long":12345678901234567890,"huge":1e999,"tiny":1e-400,"digits":0.12345678901234567890}';
const record = `{"session_id":"s","id":12345678901234567890,"metadata":${numbers}}`;
const document = '{ zepSession(externalId: "s") { rowId raw metadata { value } } }';

const readText = async (url: string): Promise<string> =>
  (await post(url, JSON.stringify({ query: document }))).text();

function expectDigits(text: string): void {
  expect(text).toContain(`"raw":${record}`);
  for (const digits of ['12345678901234567890', '1e999', '1e-400', '0.12345678901234567890']) {
    expect(text).toContain(`{"value":${digits}}`);
  }
  expect(text).toContain(`"rowId":12345678901234567000`);
}

test('numbers in raw and metadata arrive with all their digits, from the vendor and from memory', async () => {
  await using vendor = await startServer(bytes(record));
  await using server = await startReplica({ ZEP: vendor });
  for (let time = 0; time < 2; time += 1) expectDigits(await readText(server.url));
  expect(vendor.paths).toHaveLength(1);
});

describeWithRedis('with Redis', () => {
  test('numbers arrive with all their digits from another replica’s record', async () => {
    await using redis = await startRedis();
    await using vendor = await startServer(bytes(record));
    await using one = await startReplica({ ZEP: vendor }, { REDIS_URL: redis.url });
    await using other = await startReplica({ ZEP: vendor }, { REDIS_URL: redis.url });
    const areUp = () => [one, other].every(({ log }) => log.some((line) => line.includes('Redis is up')));
    await until(areUp);
    expectDigits(await readText(one.url));
    await until(async () => (await redis.client.keys('*getSession*')).length === 1);
    expectDigits(await readText(other.url));
    expect(vendor.paths).toHaveLength(1);
  });
});
