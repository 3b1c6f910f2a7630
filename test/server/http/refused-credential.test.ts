import { describe, expect, test } from '@jest/globals';
import type { Provider } from '../../../src/providers/provider.ts';
import { duohub as duohubProvider } from '../../../src/providers/duohub/index.ts';
import { providers } from '../../../src/providers/index.ts';
import { zep as zepProvider } from '../../../src/providers/zep/index.ts';
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

function startAs({ id }: Provider, url: string): Promise<TestServer> {
  return startServer({
    configure: ({ providers: all, ...config }) => {
      const own = all[id];
      if (!own) throw new Error(`${id} is not configured.`);
      return { ...config, providers: { ...all, [id]: { ...own, baseUrl: new URL(url) } } };
    },
  });
}

const list = ({ url }: TestServer, filter = '') =>
  query(url, `{ sessions(first: 10${filter}) { sources { state code } } }`);

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
  await using server = await startAs(zepProvider, zep.url);
  expect(await stateOf(server, 'ZEP')).toBeNull();
  zep.status = 401;
  await Promise.all([ask(server), ask(server, 'b')]);
  expect(await stateOf(server, 'ZEP')).toBe(true);
  expect(await stateOf(server, 'DUOHUB')).toBeNull();
  expect(lines(server, 'the vendor refuses the credential')).toBe(1);
  expect(await refusedIn(server)).toMatchObject({
    '{provider="ZEP",owner="server"}': 1,
    '{provider="DUOHUB",owner="server"}': 0,
  });
  expect(server.log.join()).not.toContain('sandbox-key');
});

test('once the vendor accepts the credential, it is no longer refused', async () => {
  await using zep = await startZep();
  await using server = await startAs(zepProvider, zep.url);
  zep.status = 401;
  await ask(server);
  zep.status = 200;
  await ask(server);
  expect(await stateOf(server, 'ZEP')).toBe(false);
  expect(await refusedIn(server)).toMatchObject({ '{provider="ZEP",owner="server"}': 0 });
  expect(lines(server, 'the vendor accepts the credential again')).toBe(1);
});

test.each([403, 429, 500])(
  'HTTP status %d for one session says nothing about the credential',
  async (status) => {
    await using zep = await startZep();
    await using server = await startAs(zepProvider, zep.url);
    zep.status = status;
    await ask(server);
    expect(await stateOf(server, 'ZEP')).toBeNull();
  },
);

/** Those whose list of all sessions names no id, so that nothing but the credential can be refused. */
const withList = providers.filter(({ credentialCheck }) => credentialCheck.acceptedStatus === 200);

describe.each(withList.map((provider) => [provider.name, provider] as const))('%s', (_, provider) => {
  test('refuses the credential if it answers 403 to the list of all sessions', async () => {
    await using vendor = await startVendor(json({}, 403));
    await using server = await startAs(provider, vendor.url);
    await list(server);
    expect(await stateOf(server, provider.id)).toBe(true);
    expect(lines(server, 'the vendor refuses the credential')).toBe(1);
    expect(await refusedIn(server)).toMatchObject({ [`{provider="${provider.id}",owner="server"}`]: 1 });
  });

  test('says nothing about the credential if it answers 403 to a session or a person', async () => {
    await using vendor = await startVendor(json({}, 403));
    await using server = await startAs(provider, vendor.url);
    const id = '0b1e4a9e-9d5e-4c5e-8d6e-1f2a3b4c5d6e';
    await query(server.url, `{ ${provider.sessionField}(externalId: "${id}") { id } }`);
    // OpenCX has no list of one person: its list of all sessions is read.
    if (provider.id !== 'OPENCX') await list(server, `, filter: { participant: { externalId: "${id}" } }`);
    expect(vendor.paths.length).toBeGreaterThan(0);
    expect(await stateOf(server, provider.id)).toBeNull();
  });
});

test('a duohub key that the stand-in does not know is refused as soon as sessions are listed, until a call is accepted', async () => {
  let key = 'wrong';
  await using sandbox = await startServer();
  await using duohub = await startVendor(async (request, response) => {
    const url = `${sandbox.sandbox.url}/duohub${request.url}`;
    const answer = await fetch(url, { headers: { 'x-api-key': key } });
    json(await answer.json(), answer.status)(request, response);
  });
  await using server = await startAs(duohubProvider, duohub.url);
  await list(server);
  expect(await stateOf(server, 'DUOHUB')).toBe(true);
  key = sandbox.sandbox.credential;
  await list(server);
  expect(await stateOf(server, 'DUOHUB')).toBe(false);
  expect(lines(server, 'the vendor accepts the credential again')).toBe(1);
});

test('404 for an unknown id means that the credential is accepted', async () => {
  await using zep = await startZep();
  await using server = await startAs(zepProvider, zep.url);
  zep.status = 404;
  await ask(server);
  expect(await stateOf(server, 'ZEP')).toBe(false);
});

test('a provider without a credential has no refused one', async () => {
  await using server = await startServer({
    configure: ({ providers: all, ...config }) => {
      const others = Object.entries(all).filter(([id]) => id !== 'ZEP');
      return { ...config, providers: Object.fromEntries(others) };
    },
  });
  expect(await stateOf(server, 'ZEP')).toBeNull();
});
