import { expect, test } from '@jest/globals';
import { query, startServer } from '../../helpers/graphql-server.ts';
import { version } from '../../../src/server/version.ts';
import { json, startServer as startVendor } from '../../helpers/server.ts';
import { scrape, valuesOf } from './metrics.ts';

/** The failed operations after one read from a Zep that answers with this status. */
async function failedAfter(status: number): Promise<number | undefined> {
  await using zep = await startVendor(json({}, status));
  await using server = await startServer({
    configure: ({ providers, ...config }) => {
      const { ZEP } = providers;
      if (!ZEP) throw new Error('Zep is not configured.');
      return { ...config, providers: { ...providers, ZEP: { ...ZEP, baseUrl: new URL(zep.url) } } };
    },
  });
  await query(
    server.url,
    '{ one: zepSession(externalId: "a") { id } two: zepSession(externalId: "b") { id } }',
  );
  return (await scrape(server.url)).get('session_graph_failed_operations_total');
}

test.each([200, 401, 500])(
  'an operation fails once when the vendor answers with status %d and no session',
  async (status) => {
    expect(await failedAfter(status)).toBe(1);
  },
);

test.each([400, 403, 404, 429])(
  'no operation fails because of status %d, which a client can cause',
  async (status) => {
    expect(await failedAfter(status)).toBe(0);
  },
);

test('an operation that a client got wrong does not fail', async () => {
  await using server = await startServer();
  await query(server.url, '{ nothing }');
  await query(server.url, '{ session(id: "nonsense") { id } }');
  const scraped = await scrape(server.url);
  expect(scraped.get('session_graph_failed_operations_total')).toBe(0);
  expect(valuesOf(scraped, 'session_graph_build_info')).toEqual({ [`{version="${version}"}`]: 1 });
});
