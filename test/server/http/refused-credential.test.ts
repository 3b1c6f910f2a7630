import { expect, test } from '@jest/globals';
import { query, startServer, type TestServer } from '../../helpers/graphql-server.ts';
import { json, startServer as startVendor, type TestServer as Vendor } from '../../helpers/server.ts';
import { scrape, valuesOf } from '../metrics/metrics.ts';

/** A Zep that answers with the status that it has at the time. */
async function startZep(): Promise<Vendor & { status: number }> {
  const zep = { status: 200 };
  const vendor = await startVendor((request, response) => {
    const record = { session_id: request.url?.split('/').at(-1) };
    json(zep.status === 200 ? record : {}, zep.status)(request, response);
  });
  return Object.assign(zep, vendor);
}

function startWith(vendor: Vendor): Promise<TestServer> {
  return startServer({
    configure: ({ providers, ...config }) => {
      const { ZEP } = providers;
      if (!ZEP) throw new Error('Zep is not configured.');
      return { ...config, providers: { ...providers, ZEP: { ...ZEP, baseUrl: new URL(vendor.url) } } };
    },
  });
}

const states = '{ sessionProviders { provider credentialRefused } }';

async function stateOf({ url }: TestServer, provider: string): Promise<unknown> {
  const { data } = (await query(url, states)) as {
    data: { sessionProviders: { provider: string; credentialRefused: boolean | null }[] };
  };
  return data.sessionProviders.find((one) => one.provider === provider)?.credentialRefused;
}

const ask = ({ url }: TestServer, id = 'a') => query(url, `{ zepSession(externalId: "${id}") { id } }`);

async function refusedIn({ url }: TestServer): Promise<Record<string, number>> {
  return valuesOf(await scrape(url), 'session_graph_refused_credentials');
}

const lines = ({ log }: TestServer, message: string): number =>
  log.filter((line) => line.includes(`"msg":"${message}"`)).length;

test('a vendor that refuses the credential shows at once in the schema, the log and the metrics, and nowhere else', async () => {
  await using zep = await startZep();
  await using server = await startWith(zep);
  expect(await stateOf(server, 'ZEP')).toBeNull();
  zep.status = 401;
  await Promise.all([ask(server), ask(server, 'b')]);
  expect(await stateOf(server, 'ZEP')).toBe(true);
  expect(await stateOf(server, 'DUOHUB')).toBeNull();
  expect(lines(server, 'the vendor refuses the credential')).toBe(1);
  expect(await refusedIn(server)).toMatchObject({ '{provider="ZEP",owner="server"}': 1, '{provider="DUOHUB",owner="server"}': 0 });
  expect(server.log.join()).not.toContain('sandbox-key');
});

test('once the vendor accepts the credential, it is no longer refused', async () => {
  await using zep = await startZep();
  await using server = await startWith(zep);
  zep.status = 401;
  await ask(server);
  zep.status = 200;
  await ask(server);
  expect(await stateOf(server, 'ZEP')).toBe(false);
  expect(await refusedIn(server)).toMatchObject({ '{provider="ZEP",owner="server"}': 0 });
  expect(lines(server, 'the vendor accepts the credential again')).toBe(1);
});

test.each([403, 429, 500])('HTTP status %d says nothing about the credential', async (status) => {
  await using zep = await startZep();
  await using server = await startWith(zep);
  zep.status = status;
  await ask(server);
  expect(await stateOf(server, 'ZEP')).toBeNull();
});

test('404 for an unknown id means that the credential is accepted', async () => {
  await using zep = await startZep();
  await using server = await startWith(zep);
  zep.status = 404;
  await ask(server);
  expect(await stateOf(server, 'ZEP')).toBe(false);
});

test('a provider without a credential has no refused one', async () => {
  await using server = await startServer({
    configure: ({ providers, ...config }) => {
      const others = Object.entries(providers).filter(([id]) => id !== 'ZEP');
      return { ...config, providers: Object.fromEntries(others) };
    },
  });
  expect(await stateOf(server, 'ZEP')).toBeNull();
});
