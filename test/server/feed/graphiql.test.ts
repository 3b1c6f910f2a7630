import { expect, it } from '@jest/globals';
import { answer, describeInBrowser } from '../../helpers/browser.ts';
import { startServer } from '../../helpers/graphql-server.ts';

describeInBrowser('the tabs about the list of all sessions', ({ openPage }) => {
  it.each([
    [
      'NewestSessions',
      ['COMPLETE', 'PARTIAL', 'COMPLETE', 'COMPLETE'],
      ['CHATWIZE', 'DUOHUB', 'OPENCX', 'ZEP'],
    ],
    ['OnePerson', ['COMPLETE', 'COMPLETE', 'COMPLETE', 'COMPLETE'], ['CHATWIZE', 'DUOHUB', 'ZEP']],
    ['PersonWithFailure', ['COMPLETE', 'COMPLETE', 'COMPLETE', 'FAILED'], ['DUOHUB']],
  ])('%s runs as it is', async (title, states, vendors) => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    await page.getByRole('tab', { name: title, exact: true }).click();
    await page.locator('.graphiql-query-editor', { hasText: `query ${title}(` }).waitFor();
    const response = page.waitForResponse((from) => from.request().postData()?.includes(title) ?? false);
    await page.getByRole('button', { name: /execute query/i }).click();
    const { data, errors } = (await (await response).json()) as { data: Shown; errors?: unknown };
    await answer(page, '"sessions":').waitFor();
    expect(errors).toBeUndefined();
    expect(data.sessions?.sources.map(({ state }) => state)).toEqual(states);
    const known = new Set(data.sessions?.edges.map(({ node }) => node.provider));
    expect(vendors).toEqual(expect.arrayContaining([...known]));
    expect(known.size).toBeGreaterThan(0);
  });
});

interface Shown {
  readonly sessions?: {
    readonly sources: readonly { readonly state: string }[];
    readonly edges: readonly { readonly node: { readonly provider: string } }[];
  };
}
