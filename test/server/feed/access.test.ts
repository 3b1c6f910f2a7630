import { describe, expect, test } from '@jest/globals';
import { startServer } from '../../helpers/graphql-server.ts';
import { askFeed, feedPage, states } from './feed.ts';

describe('the scopes of a caller', () => {
  test('without a provider’s, its source is failed as forbidden, without a call', async () => {
    await using server = await startServer({
      environment: { AUTH_ANONYMOUS_SCOPES: 'sessions:zep sessions:duohub' },
    });
    const { sources, nodes } = await feedPage(server.url, { first: 10 });
    expect(sources.map(({ state, code }) => `${state} ${code}`)).toEqual([
      'FAILED FORBIDDEN',
      'PARTIAL null',
      'FAILED FORBIDDEN',
      'COMPLETE null',
    ]);
    expect(nodes).toHaveLength(10);
    expect([server.sandbox.calls('CHATWIZE'), server.sandbox.calls('OPENCX')]).toEqual([0, 0]);
  });

  test('without a provider’s, it is failed even if nothing has to be read', async () => {
    await using server = await startServer({ environment: { AUTH_ANONYMOUS_SCOPES: 'sessions:zep' } });
    const filter = { createdAfter: '2026-03-02', createdBefore: '2026-03-01' };
    expect(states(await feedPage(server.url, { filter }))).toBe('FAILED FAILED FAILED COMPLETE');
    expect(states(await feedPage(server.url, { first: 0 }))).toBe('FAILED FAILED FAILED COMPLETE');
  });

  test('without any provider’s, the field fails', async () => {
    await using server = await startServer({ environment: { AUTH_ANONYMOUS_SCOPES: 'personal-data' } });
    expect(await askFeed(server.url)).toMatchObject({
      data: { sessions: null },
      errors: [{ message: 'The scope sessions:chatwize is required.', extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('without personal-data, nobody can be asked for', async () => {
    await using server = await startServer({ environment: { AUTH_ANONYMOUS_SCOPES: 'sessions:*' } });
    const filter = { participant: { email: 'aylin.sahin@example.com' } };
    expect(await askFeed(server.url, { filter })).toMatchObject({
      data: { sessions: null },
      errors: [{ message: 'The scope personal-data is required.', extensions: { code: 'FORBIDDEN' } }],
    });
    expect(server.sandbox.requests).toEqual([]);
  });
});

test('a provider without a credential, and Chatwize without chatbots, are not configured', async () => {
  await using server = await startServer({
    configure: (config) => {
      const { ZEP: _zep, CHATWIZE, ...rest } = config.providers;
      return {
        ...config,
        providers: { ...rest, ...(CHATWIZE && { CHATWIZE: { ...CHATWIZE, chatbotIds: [] } }) },
      };
    },
  });
  expect(states(await feedPage(server.url))).toBe('NOT_CONFIGURED PARTIAL COMPLETE NOT_CONFIGURED');
  const nobody = await feedPage(server.url, { filter: { providers: ['CHATWIZE', 'ZEP'] } });
  expect([nobody.nodes, nobody.pageInfo.hasNextPage]).toEqual([[], false]);
});

test('the audit log has the sessions that a search for a person has found', async () => {
  await using server = await startServer({ environment: { AUDIT_LOG: 'on' } });
  const filter = { participant: { externalId: 'cust-10482' }, providers: ['ZEP'] };
  const { nodes } = await feedPage(server.url, { first: 3, filter });
  const log = server.log.join('\n');
  expect(nodes).toHaveLength(3);
  for (const { id } of nodes) expect(log).toContain(id);
});
