import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, Page, ViewportSize } from 'playwright-core';

const editor = (page: Page) => page.locator('.graphiql-query-editor .view-lines');
export const answer = (page: Page, text: string | RegExp) =>
  page.locator('.result-window', { hasText: text });
export const tab = (page: Page, title: string) => page.getByRole('tab', { name: title });

export async function type(page: Page, query: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  // Typed over a selection, a brace would enclose it.
  await page.keyboard.press('Delete');
  await page.keyboard.type(query);
}

const desktop = { width: 1280, height: 800 };
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const runs = existsSync(executablePath) || process.env.CI !== undefined;
const missing = ` (skipped: no Chromium at ${executablePath}; install it or set CHROMIUM_PATH)`;

export interface InBrowser {
  /** A page with an empty storage; whatever goes wrong on it fails the test. */
  open(
    url: string,
    options?: { viewport?: ViewportSize; /** What the console must not have. */ faulty?: readonly string[] },
  ): Promise<Page & AsyncDisposable>;
  /**
   * GraphiQL, once the answer of its first tab is there.
   * @param link what a link has after the page's address. The page then runs nothing by itself.
   */
  openPage(
    url: string,
    options?: { link?: string; viewport?: ViewportSize },
  ): Promise<Page & AsyncDisposable>;
  /** What went wrong in this test so far. */
  readonly faults: string[];
}

/** Tests in a browser. On CI it must be there. */
export function describeInBrowser(name: string, tests: (browser: InBrowser) => void): void {
  if (runs) describe(name, () => tests(useBrowser()));
  else describe.skip(name + missing, () => tests(useBrowser()));
}

function useBrowser(): InBrowser {
  let browser: Browser;
  const faults: string[] = [];

  beforeEach(() => {
    faults.length = 0;
  });

  beforeAll(async () => {
    const offline = ['--disable-quic', '--disable-background-networking', '--disable-component-update'];
    const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync', ...offline];
    // Each launch has an empty user data directory of its own.
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser?.close());

  afterEach(() => {
    expect(faults).toEqual([]);
  });

  const open: InBrowser['open'] = async (url, { viewport = desktop, faulty = ['error'] } = {}) => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const context = await browser.newContext({ colorScheme: 'light', viewport, permissions });
    await context.addInitScript({
      content: `addEventListener('securitypolicyviolation', (event) =>
        console.error('policy violated: ' + event.violatedDirective + ' ' + event.blockedURI));`,
    });
    // Below jest's own limit, so that a failure tells what was waited for.
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const { origin } = new URL(url);
    page.on('console', (line) => faulty.includes(line.type()) && faults.push(`console: ${line.text()}`));
    page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== origin && !request.url().startsWith('data:'))
        faults.push(`outside request: ${request.url()}`);
    });
    await page.goto(url);
    return Object.assign(page, { [Symbol.asyncDispose]: () => context.close() });
  };

  const openPage: InBrowser['openPage'] = async (url, { link = '', viewport = desktop } = {}) => {
    const page = await open(`${url}/graphiql${link}`, { viewport });
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    if (link === '') await answer(page, /"(data|errors)":/).waitFor();
    return page;
  };

  return { open, openPage, faults };
}
