import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { useSandbox } from '../../../src/cli/sandbox-mode.ts';
import { CHATBOTS } from '../../../src/providers/chatwize/stand-in-data.ts';
import { startServer } from '../../helpers/graphql-server.ts';
import { askFeed, feedPage, states } from './feed.ts';

const keyOf = (tenant: string): string => `key-of-${tenant}-0123456789`;

function fileEntry(tenant: string): object {
  const sha256 = createHash('sha256').update(keyOf(tenant)).digest('hex');
  return { name: tenant, tenant, sha256, scopes: ['sessions:*'] };
}

const rejected = { data: { sessions: null }, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] };

describe('a cursor', () => {
  test('goes on after its own row, also in another process and after a restart', async () => {
    await using one = await startServer();
    const page = await feedPage(one.url, { first: 30 });
    const rest = await feedPage(one.url, { first: 10, after: page.edges[19]?.cursor });
    expect(rest.nodes).toEqual(page.nodes.slice(20));
    // Another server for the same vendors.
    await using other = await startServer({ configure: (config) => useSandbox(config, one.sandbox) });
    const elsewhere = await feedPage(other.url, { first: 10, after: page.edges[19]?.cursor });
    expect(elsewhere.nodes).toEqual(rest.nodes);
  });

  test('that was edited anywhere, or cut anywhere, is rejected', async () => {
    await using server = await startServer();
    const { pageInfo } = await feedPage(server.url, { first: 1 });
    const cursor = String(pageInfo.endCursor);
    const edited = [...cursor].map((letter, index) => {
      const other = letter === 'A' ? 'B' : 'A';
      return cursor.slice(0, index) + other + cursor.slice(index + 1);
    });
    const cut = [1, 16, 40, cursor.length - 1].map((length) => cursor.slice(0, length));
    for (const after of [
      ...edited,
      ...cut,
      `${cursor}=`,
      `${cursor} `,
      `${cursor}AAAA`,
      cursor.toLowerCase(),
    ]) {
      expect(await askFeed(server.url, { after })).toMatchObject(rejected);
    }
    expect((await askFeed(server.url, { after: cursor })).errors).toBeUndefined();
  });

  test('belongs to its filter, whatever the order of its values', async () => {
    await using server = await startServer();
    const filter = { providers: ['ZEP', 'DUOHUB'], statuses: ['OPEN', 'ENDED'] };
    const { pageInfo } = await feedPage(server.url, { first: 2, filter });
    const { endCursor: after } = pageInfo;
    const same = { providers: ['DUOHUB', 'ZEP', 'ZEP'], statuses: ['ENDED', 'OPEN'] };
    expect(states(await feedPage(server.url, { after, filter: same }))).toBe('PARTIAL COMPLETE');
    for (const other of [null, {}, { ...filter, statuses: ['OPEN'] }, { providers: ['ZEP'] }]) {
      const answer = await askFeed(server.url, { after, filter: other });
      expect(answer).toMatchObject({
        ...rejected,
        errors: [{ message: 'after is a cursor of another filter.' }],
      });
    }
  });

  test('belongs to its account: another credential or another tenant rejects it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
    const [keys, tenants] = [join(folder, 'keys.json'), join(folder, 'tenants.json')];
    writeFileSync(keys, JSON.stringify({ keys: ['acme', 'globex', 'initech'].map(fileEntry) }));
    // Globex has one vendor less, Initech another chatbot.
    const acme = {
      ZEP_API_KEY: 'sandbox-key',
      CHATWIZE_API_TOKEN: 'sandbox-key',
      CHATWIZE_CHATBOT_IDS: CHATBOTS.small,
    };
    const initech = { ...acme, CHATWIZE_CHATBOT_IDS: CHATBOTS.middling };
    const globex = { ZEP_API_KEY: 'sandbox-key' };
    writeFileSync(tenants, JSON.stringify({ tenants: { acme, globex, initech } }));
    await using server = await startServer({
      environment: { AUTH_API_KEYS_FILE: keys, TENANTS_FILE: tenants },
    });
    const as = (tenant: string) => ({ 'x-api-key': keyOf(tenant) });
    const filter = { providers: ['ZEP'] };
    const first = await askFeed(server.url, { first: 1, filter }, as('acme'));
    const after = first.data?.sessions?.pageInfo.endCursor;
    expect((await askFeed(server.url, { after, filter }, as('acme'))).errors).toBeUndefined();
    // The tenant's own chatbots are listed.
    const chatwize = await askFeed(server.url, { filter: { providers: ['CHATWIZE'] } }, as('acme'));
    expect(chatwize.data?.sessions).toMatchObject({ sources: [{ state: 'COMPLETE' }] });
    expect(chatwize.data?.sessions?.nodes.length).toBeGreaterThan(30);
    expect(await askFeed(server.url, { after, filter }, as('globex'))).toMatchObject(rejected);
    expect(await askFeed(server.url, { after, filter }, as('initech'))).toMatchObject(rejected);
  });
});
