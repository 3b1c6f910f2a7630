import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../helpers/browser.ts';
import { query } from '../helpers/graphql-server.ts';
import { runSandbox, type Sandboxed } from '../helpers/process.ts';
import { createGuideProject, printed, type GuideProject } from './guide.ts';

const both = 'The list with Apollo Client or urql';
const relay = 'The list with Relay';

const sessionPage = printed(both, 'ts', '// src/SessionPage.ts');
const app = (heading: string) => printed(heading, 'tsx', '// src/App.tsx');

/** Replaces something that must be there. */
function replace(text: string, part: string | RegExp, by: string): string {
  const replaced = text.replace(part, () => by);
  if (replaced === text) throw new Error(`No ${String(part)} in ${text}`);
  return replaced;
}

// Fails to compile if the query's result has no types.
const typed = `import type { ResultOf } from '@graphql-typed-document-node/core';
import { SessionPage } from './SessionPage';

type Node = NonNullable<ResultOf<typeof SessionPage>['sessions']>['edges'][number]['node'];
export const node: Pick<Node, 'provider' | 'createdAt'> = { provider: 'ZEP', createdAt: '2026-03-01' };
// @ts-expect-error a field that is not selected
export type Missing = Node['endedAt'];
`;

/** Reads three pages by clicking, and returns the rows. */
async function clickThrough(page: Page): Promise<string[]> {
  const rows = page.locator('#root > p');
  for (const count of [50, 100, 150]) {
    await rows.nth(count - 1).waitFor();
    expect(await rows.count()).toBe(count);
    if (count < 150) await page.getByRole('button', { name: 'More' }).click();
  }
  return rows.allTextContents();
}

interface List {
  readonly sessions: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly provider: string;
        readonly participant: { readonly name: string | null } | null;
      };
    }[];
  };
}

/** The rows of the first three pages, read as one. */
async function rowsOf(url: string): Promise<string[]> {
  const list = '{ sessions(first: 150) { edges { node { id provider participant { name } } } } }';
  const { data } = await query<List>(url, list);
  const nodes = data?.sessions.edges.map(({ node }) => node) ?? [];
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(150);
  return nodes.map(({ participant, provider }) => participant?.name ?? provider);
}

describeInBrowser('what docs/frontend.md prints, in a new folder', ({ open }) => {
  let project: GuideProject;
  let sandbox: Sandboxed;
  let viteConfig: string;
  let rows: string[];

  beforeAll(async () => {
    [project, sandbox] = await Promise.all([createGuideProject(), runSandbox()]);
    rows = await rowsOf(sandbox.url);
    viteConfig = replace(printed('Start', 'ts', '// vite.config.ts'), 'http://127.0.0.1:4000', sandbox.url);
  }, 120_000);
  afterAll(async () => {
    project?.[Symbol.dispose]();
    await sandbox?.[Symbol.asyncDispose]();
  });

  const write = (files: Record<string, string>) => project.write({ 'vite.config.ts': viteConfig, ...files });

  async function expectThreePages(): Promise<void> {
    await using vite = await project.startVite();
    await using page = await open(vite.url, { faulty: ['error', 'warning'] });
    expect(await clickThrough(page)).toEqual(rows);
  }

  test.each(['Apollo Client', 'urql'])(
    '%s has types and reads three pages',
    async (client) => {
      write({
        'codegen.ts': printed(both, 'ts', '// codegen.ts'),
        'src/SessionPage.ts': sessionPage,
        'src/typed.ts': typed,
        'src/App.tsx': app(client),
      });
      await project.command('graphql-codegen');
      await project.command('tsc');
      await expectThreePages();
    },
    60_000,
  );

  test('a list uses a published fragment after the changes that the guide describes', async () => {
    const row = '<SessionRow key={node.id} session={node} />';
    const rowImport = "import { SessionRow } from './SessionRow';\n";
    write({
      'codegen.ts': printed(both, 'ts', '// codegen.ts'),
      'src/SessionPage.ts': replace(sessionPage, /(?<=node \{)[^{}]+\{[^}]+\}/, ' id ...SessionListItem '),
      'src/App.tsx': rowImport + replace(app('Apollo Client'), /<p key=.+<\/p>/, row),
      'src/SessionRow.tsx': printed('The published fragments', 'tsx'),
    });
    await project.command('graphql-codegen');
    await project.command('tsc');
    await expectThreePages();
  }, 60_000);

  test('Relay compiles every fragment, has types and reads three pages', async () => {
    write({
      'vite.config.ts': `import relay from 'vite-plugin-relay';\n${replace(viteConfig, 'plugins: [react()]', 'plugins: [relay, react()]')}`,
      'relay.config.json': printed(relay, 'json'),
      'src/App.tsx': app(relay),
      'src/Chat.tsx': `import { graphql } from 'react-relay';\n\nexport const chat = graphql\`${printed('With Relay', 'graphql')}\`;\n`,
    });
    await project.command('relay-compiler');
    await project.command('tsc');
    await expectThreePages();
  }, 60_000);
});
