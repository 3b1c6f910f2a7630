import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { encodeNodeId } from '../../src/model/node-id.ts';
import { query, startServer } from '../helpers/graphql-server.ts';
import { root } from '../helpers/process.ts';

const fragments = readFileSync(join(root, 'published/fragments.graphql'), 'utf8');

test('every published fragment is answered by the server', async () => {
  await using server = await startServer();
  const ids = Object.entries(server.sandbox.samples.sessions).map(([provider, externalId]) =>
    encodeNodeId({ type: typeNames[provider as keyof typeof typeNames], externalId }),
  );
  const document = `${fragments}
    query Everything($ids: [ID!]!) {
      sessionProviders { ...ProviderState }
      sessions(first: 5) { sources { ...SourceState } edges { node { ...SessionListItem } } }
      sessionsByIds(ids: $ids) {
        ...SessionDetails
        ...VendorDetails
        messages(last: 5) { edges { node { ...ChatMessage } } }
      }
    }`;
  const { data, errors } = await query(server.url, document, { ids });
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    sessionsByIds: [
      { provider: 'CHATWIZE', identityVerified: true },
      { provider: 'DUOHUB', customerUserId: 'cust-10482' },
      { provider: 'OPENCX', channel: { type: 'WEB' } },
      { provider: 'ZEP', facts: expect.any(Array) },
    ],
  });
  const used = document.match(/(?<=\.\.\.)[A-Z]\w+/g);
  const defined = parse(fragments).definitions.map((one) => 'name' in one && one.name?.value);
  expect(defined.filter((name) => !used?.includes(String(name)))).toEqual([]);
});

const typeNames = {
  CHATWIZE: 'ChatwizeSession',
  DUOHUB: 'DuohubSession',
  OPENCX: 'OpenCXSession',
  ZEP: 'ZepSession',
} as const;
