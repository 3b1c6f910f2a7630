import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { skip, startConsole, type Console } from './console.ts';
import { chat, rows, scrollTo, sessionPath, strip } from './page.ts';

const withClock = { prepare: (page: Page) => page.clock.install() };

describe('a vendor', { skip, concurrency: 2 }, () => {
  let app: Console;
  before(async () => {
    app = await startConsole();
  });
  after(() => app?.[Symbol.asyncDispose]());

  // The groups run together: each makes a vendor of its own fail.
  describe('(Zep)', { concurrency: 1 }, () => {
    test('that fails is marked, the others stay, and it comes back without a reload', async () => {
      await using fault = await app.fault('zep', { fault: 'server-error' });
      await app.visit('/', async (page) => {
        const notice = page.getByRole('alert').filter({ hasText: 'Zep cannot be read' }).first();
        await notice.waitFor();
        await strip(page, 'Zep').getByText('Cannot be read').waitFor();
        await rows(page).filter({ hasText: 'duohub' }).first().waitFor();
        assert.equal(await rows(page).filter({ hasText: 'Zep' }).count(), 0);
        await fault[Symbol.asyncDispose]();
        await notice.getByRole('button', { name: 'Try again' }).click();
        await rows(page).filter({ hasText: 'Zep' }).first().waitFor();
        await strip(page, 'Zep').getByText('Available').waitFor();
        await notice.waitFor({ state: 'detached' });
      });
    });

    test('that fails or recovers after the list was read is noticed in the strip', async () => {
      await app.visit(
        '/',
        async (page) => {
          await rows(page).first().waitFor();
          await strip(page, 'Zep').getByText('Available').waitFor();
          await using fault = await app.fault('zep', { fault: 'server-error' });
          await page.clock.fastForward(30_000);
          await strip(page, 'Zep').getByText('Cannot be read').waitFor();
          await fault[Symbol.asyncDispose]();
          await page.clock.fastForward(30_000);
          await strip(page, 'Zep').getByText('Available').waitFor();
          assert.equal(await page.getByRole('alert').filter({ hasText: 'Zep' }).count(), 0);
        },
        withClock,
      );
    });

    test('that is the only one in the list, and fails, is marked in the strip', async () => {
      await using fault = await app.fault('zep', { fault: 'server-error' });
      await app.visit('/?vendor=ZEP', async (page) => {
        await strip(page, 'Zep').getByText('Cannot be read').waitFor();
        await strip(page, 'duohub').getByText('Available').waitFor();
        await fault[Symbol.asyncDispose]();
        await page.getByRole('button', { name: 'Try again' }).click();
        await strip(page, 'Zep').getByText('Available').waitFor();
      });
    });

    test('is not read while the page is hidden, and at once when it is visible again', async () => {
      await app.visit(
        '/',
        async (page) => {
          await rows(page).first().waitFor();
          await strip(page, 'Zep').getByText('Available').waitFor();
          await page.waitForLoadState('networkidle');
          const setHidden = (hidden: boolean) =>
            page.evaluate((value) => {
              Object.defineProperty(document, 'hidden', { configurable: true, value });
              document.dispatchEvent(new Event('visibilitychange'));
            }, hidden);
          await setHidden(true);
          let requests = 0;
          page.on('request', () => (requests += 1));
          await page.clock.fastForward(60_000);
          assert.equal(requests, 0);
          const read = page.waitForRequest('**/graphql');
          await setHidden(false);
          await read;
        },
        withClock,
      );
    });

    test('that fails while its conversation is open is marked, the messages stay, and it comes back', async () => {
      await app.visit(
        sessionPath('zep', app.samples.zep.session),
        async (page) => {
          const messages = chat(page).locator('.message');
          await messages.first().waitFor();
          const count = await messages.count();
          const notice = chat(page).getByRole('alert').filter({ hasText: 'Zep cannot be read' });
          await using fault = await app.fault('zep', { fault: 'server-error' });
          await page.clock.fastForward(15_000);
          await notice.waitFor();
          assert.equal(await messages.count(), count);
          await fault[Symbol.asyncDispose]();
          await page.clock.fastForward(15_000);
          await notice.waitFor({ state: 'detached' });
        },
        withClock,
      );
    });
  });

  describe('(OpenCX)', { concurrency: 1 }, () => {
    test('that fails on every page of a person has one notice, and one retry reads all of them again', async () => {
      await using fault = await app.fault('opencx', { fault: 'server-error' });
      await app.visit('/people?email=aylin.sahin@example.com', async (page) => {
        const found = page.getByRole('list', { name: 'Sessions at Chatwize and OpenCX' });
        const row = found.locator('a.row');
        await scrollTo(row, 60);
        assert.equal(await found.getByRole('alert').count(), 1);
        await fault[Symbol.asyncDispose]();
        await found.getByRole('button', { name: 'Try again' }).click();
        await row.filter({ hasText: 'OpenCX' }).first().waitFor();
        await scrollTo(row, 60);
        assert.equal(await found.getByRole('alert').count(), 0);
      });
    });

    test('that asks to wait is read again after that time, not before', async () => {
      await using fault = await app.fault('opencx', { fault: 'rate-limit', retryAfterSeconds: 2 });
      await app.visit('/', async (page) => {
        const notice = page.getByRole('alert').filter({ hasText: 'OpenCX allows no more requests' }).first();
        assert.ok(await notice.getByRole('button', { name: /Try again in \d s/ }).isDisabled());
        await fault[Symbol.asyncDispose]();
        await notice.getByRole('button', { name: 'Try again', exact: true }).click();
        await rows(page).filter({ hasText: 'OpenCX' }).first().waitFor();
      });
    });
  });
});
