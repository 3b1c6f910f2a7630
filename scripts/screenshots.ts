import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { runSandbox } from '../test/helpers/process.ts';

/*
 * Takes the pictures in docs/images/ with Chromium, from a sandbox on free ports. It needs `dist/graphiql`, which
 * `npm run screenshots` builds first.
 */

const images = new URL('../docs/images/', import.meta.url);
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
// The same flags as in test/helpers/browser.ts: the browser sends nothing to other hosts.
const offline = ['--disable-quic', '--disable-background-networking', '--disable-component-update'];
const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync', ...offline];

interface Picture {
  readonly file: string;
  /** The GraphiQL tab to open. Its variables are used. */
  readonly tab: string;
  /** Replaces the tab's query, so that no line is cut off in the picture. */
  readonly query: string;
  /** A text at the end of the response. */
  readonly lastText: string;
  readonly height: number;
}

const pictures: readonly Picture[] = [
  {
    file: 'graphiql.png',
    tab: 'ManySessions',
    query: `query ManySessions($ids: [ID!]!) {
  sessionsByIds(ids: $ids) {
    provider
    createdAt
    status
    ... on ChatwizeSession { identityVerified }
    ... on DuohubSession { customerUserId }
    ... on OpenCXSession { sentiment }
    ... on ZepSession { facts }
  }
}
`,
    lastText: 'Aylin prefers to be answered',
    height: 840,
  },
];

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: picture.height },
    deviceScaleFactor: 2,
    colorScheme: 'light',
  });
  const page = await context.newPage();
  await replaceQuery(page, picture);
  await page.goto(`${url}/graphiql`);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.getByRole('tab', { name: picture.tab }).click();
  await page.locator('.graphiql-query-editor', { hasText: `query ${picture.tab}(` }).waitFor();
  await page.getByRole('button', { name: /execute query/i }).click();
  await page.locator('.result-window', { hasText: picture.lastText }).waitFor();
  await settle(page);
  const path = fileURLToPath(new URL(picture.file, images));
  await page.screenshot({ path });
  const { size } = await stat(path);
  process.stdout.write(`docs/images/${picture.file}: ${Math.round(size / 1024)} KiB\n`);
  await context.close();
}

/** Changes the examples on their way to the page: text that is typed into the editor would be re-indented. */
async function replaceQuery(page: Page, { tab, query }: Picture): Promise<void> {
  await page.route('**/graphiql/examples.json', async (route) => {
    const response = await route.fetch();
    const examples = (await response.json()) as { query: string }[];
    const example = examples.find((each) => each.query.includes(`query ${tab}(`));
    if (!example) throw new Error(`The sandbox has no example ${tab}.`);
    example.query = query;
    await route.fulfill({ response, json: examples });
  });
}

/** Moves the mouse pointer out of the picture and gives the syntax highlighting time to finish. */
async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1500);
}

await mkdir(images, { recursive: true });
await using server = await runSandbox();
await using browser = await chromium.launch({ executablePath, args });
for (const picture of pictures) await take(browser, server.url, picture);
