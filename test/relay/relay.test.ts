import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { globalId, startGraph } from '../graphql/server.ts';
import { compileRelay } from './compile.ts';

interface Page {
  readonly node: {
    readonly sessions: {
      readonly edges: readonly { readonly node: { readonly id: string }; readonly cursor: string }[];
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    };
  };
}

interface Conversation {
  readonly node: {
    readonly messages: {
      readonly edges: readonly { readonly node: { readonly id: string } }[];
      readonly pageInfo: { readonly startCursor: string; readonly hasPreviousPage: boolean };
    };
  };
}

interface FeedPage {
  readonly sessions: Page['node']['sessions'];
}

const schema = readFileSync('published/schema.graphql', 'utf8');

describe('the Relay compiler', () => {
  it('takes a refetchable pagination fragment and a fragment on Session, and what it writes pages on', async () => {
    const { ok, output, queries } = compileRelay(schema);
    expect([ok, output]).toEqual([true, expect.stringContaining('Compilation completed')]);
    const query = queries['ChatbotSessionsPaginationQuery'] ?? '';
    expect(query).toContain('node(id: $id)');

    await using graph = await startGraph();
    const id = globalId('ChatwizeChatbot', graph.sandbox.samples.chatbot);
    const first = await graph.ask<Page>(query, { id, first: 2, after: null });
    expect(first.errors).toBeUndefined();
    const { edges, pageInfo } = (first.data as Page).node.sessions;
    expect(edges).toHaveLength(2);

    const second = await graph.ask<Page>(query, { id, first: 2, after: pageInfo.endCursor });
    const onSecondPage = (second.data as Page).node.sessions.edges.map(({ node }) => node.id);
    expect(onSecondPage).toHaveLength(2);
    expect(onSecondPage).not.toContain(edges[0]?.node.id);
    expect(onSecondPage).not.toContain(edges[1]?.node.id);

    const again = await graph.ask(queries['SessionCardRefetchQuery'] ?? '', { id: edges[0]?.node.id });
    expect(again).toEqual({
      data: { node: expect.objectContaining({ id: edges[0]?.node.id, provider: 'CHATWIZE' }) },
    });
  });

  it('takes a fragment that pages a conversation backwards, and one on a message, and what it writes answers', async () => {
    const { queries } = compileRelay(schema);
    const query = queries['ChatPaginationQuery'] ?? '';
    expect(query).toContain('node(id: $id)');

    await using graph = await startGraph();
    const id = globalId('DuohubSession', graph.sandbox.samples.sessions.DUOHUB);
    const pages: Conversation['node']['messages'][] = [];
    while (pages[0]?.pageInfo.hasPreviousPage ?? true) {
      const before = pages[0]?.pageInfo.startCursor ?? null;
      const { data } = await graph.ask<Conversation>(query, { id, last: 4, before });
      pages.unshift((data as Conversation).node.messages);
    }
    expect(pages.map(({ edges }) => edges.length)).toEqual([2, 4, 4]);
    const ids = pages.flatMap(({ edges }) => edges.map(({ node }) => node.id));
    expect(new Set(ids).size).toBe(10);

    const again = await graph.ask(queries['ChatMessageRefetchQuery'] ?? '', { id: ids[9] });
    expect(again).toEqual({
      data: { node: expect.objectContaining({ id: ids[9], text: 'Çok teşekkürler!' }) },
    });
  });

  it('takes a pagination fragment on the list of all sessions, and what it writes pages on', async () => {
    const { queries } = compileRelay(schema);
    const query = queries['SessionFeedPaginationQuery'] ?? '';
    await using graph = await startGraph();
    const variables = { first: 2, email: 'aylin.sahin@example.com' };
    const seen: string[] = [];
    let after: string | null = null;
    while (seen.length < 4) {
      const answer: Awaited<ReturnType<typeof graph.ask<FeedPage>>> = await graph.ask<FeedPage>(query, {
        ...variables,
        after,
      });
      expect(answer.errors).toBeUndefined();
      const { edges, pageInfo }: FeedPage['sessions'] = (answer.data as FeedPage).sessions;
      seen.push(...edges.map(({ node }) => node.id));
      expect(pageInfo.hasNextPage).toBe(true);
      after = pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each([
    ['without Query.node', /^ {2}node\([^)]*\): Node$/m, 'Invalid use of @refetchable'],
    ['whose connection has no pageInfo', /^ {2}pageInfo: PageInfo!$/m, 'pageInfo'],
  ])('refuses a schema %s', (_, part, complaint) => {
    const without = schema.replace(part, '  removed: Int');
    expect(without).not.toBe(schema);
    const { ok, output } = compileRelay(without);
    expect([ok, output]).toEqual([false, expect.stringContaining(complaint)]);
  });
});
