import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { skip, startConsole, type Console } from './console.ts';
import { chat, details, rows, sessionPath } from './page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

interface Axe {
  run(options: {
    resultTypes: string[];
  }): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({
      resultTypes: ['violations'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

describe('axe-core finds nothing, and nothing is wider than the screen,', { skip, concurrency: 2 }, () => {
  let app: Console;
  before(async () => {
    app = await startConsole({ CACHE: 'on' });
  });
  after(() => app?.[Symbol.asyncDispose]());

  const looks = {
    'in light colors': { colorScheme: 'light' },
    'on a phone in dark colors': { colorScheme: 'dark', ...phone },
  } as const;
  for (const [look, options] of Object.entries(looks)) {
    test(look, async () => {
      const views: [string, (page: Page) => Promise<void>][] = [
        ['/?from=2026-03-01', (page) => rows(page).first().waitFor()],
        [
          sessionPath('opencx', app.samples.opencx.session),
          async (page) => {
            await chat(page).getByText('SN-20417').first().waitFor();
            await page.getByText('Handoff').waitFor();
          },
        ],
        [
          sessionPath('zep', app.faultIds.zep['server-error'] ?? ''),
          (page) => details(page).getByRole('alert').waitFor(),
        ],
      ];
      for (const [path, isShown] of views)
        await app.visit(
          path,
          async (page) => {
            await isShown(page);
            assert.deepEqual(await findings(page), [], path);
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          },
          options,
        );
    });
  }
});
