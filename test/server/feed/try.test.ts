import { expect, test } from '@jest/globals';
import { startServer } from '../../helpers/graphql-server.ts';
import { feedPage, states, walk } from './feed.ts';

test('try', async () => {
  await using server = await startServer({ environment: { CACHE: 'on' } });
  for (let i = 0; i < 3; i += 1) {
    server.sandbox.resetCalls();
    const t = performance.now();
    const page = await feedPage(server.url, { first: 50 });
    console.log(i, page.nodes.length, states(page), page.pageInfo, page.nodes.slice(0, 5), performance.now() - t,
      server.sandbox.requests.map(({ path }) => path));
  }
  let after: string | null = null;
  const seen = new Set<string>();
  let last = '';
  const lines: string[] = [];
  for (let i = 0; i < 300; i += 1) {
    server.sandbox.resetCalls();
    const page: any = await feedPage(server.url, { first: 200, after });
    for (const n of page.nodes) { if (seen.has(n.id)) throw new Error('twice'); seen.add(n.id); if (last && n.createdAt > last) throw new Error('order'); last = n.createdAt; }
    lines.push(`${i} ${page.nodes.length} ${states(page)} ${last} ${['CHATWIZE','DUOHUB','OPENCX','ZEP'].map(p=>server.sandbox.calls(p as any)).join()} ${server.sandbox.requests.filter(r=>r.provider==='OPENCX').map(r=>decodeURIComponent(r.path.slice(14))).join(' ')}`);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  console.log(lines.join('\n'), seen.size);
  expect(1).toBe(1);
}, 60000);
