import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { runSandbox } from '../test/helpers/process.ts';
import { launchBrowser } from './browser.ts';

/*
 * Takes the pictures in docs/images/ with Chromium, from a sandbox on free ports. It needs `dist/graphiql`, which
 * `npm run screenshots` builds first.
 */

const images = new URL('../docs/images/', import.meta.url);
interface Picture {
  readonly file: string;
  /** The path of a page of the sandbox. */
  readonly path: string;
  /** The last text to appear. */
  readonly lastText: string;
  readonly height: number;
}

const pictures: readonly Picture[] = [
  {
    file: 'graphiql.png',
    path: '/graphiql',
    lastText: 'Aylin prefers to be answered',
    height: 1040,
  },
];

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: picture.height },
    deviceScaleFactor: 2,
    colorScheme: 'light',
  });
  const page = await context.newPage();
  await page.goto(url + picture.path);
  await page.getByText(picture.lastText).waitFor();
  await settle(page);
  const path = fileURLToPath(new URL(picture.file, images));
  await page.screenshot({ path });
  const { size } = await stat(path);
  process.stdout.write(`docs/images/${picture.file}: ${Math.round(size / 1024)} KiB\n`);
  await context.close();
}

/** Moves the mouse pointer out of the picture and gives the syntax highlighting time to finish. */
async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1500);
}

await mkdir(images, { recursive: true });
await using server = await runSandbox();
await using browser = await launchBrowser();
for (const picture of pictures) await take(browser, server.url, picture);
