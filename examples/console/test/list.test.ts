import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { skip, startConsole, type Console } from './console.ts';
import { heading, rows, scrollTo } from './page.ts';

describe('the list', { skip, concurrency: 2 }, () => {
  let app: Console;
  before(async () => {
    app = await startConsole({ CACHE: 'on' });
  });
  after(() => app?.[Symbol.asyncDispose]());

  test('shows 500 sessions of all vendors while it is scrolled, none of them twice', async () => {
    await app.visit('/', async (page) => {
      const list = rows(page);
      await scrollTo(list, 500);
      const ids = await idsOf(list);
      assert.equal(new Set(ids).size, ids.length);
      const dates = await list
        .locator('time')
        .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
      assert.deepEqual(dates, dates.toSorted().toReversed());
      for (const vendor of ['Chatwize', 'duohub', 'OpenCX', 'Zep'])
        assert.ok((await list.filter({ hasText: vendor }).count()) > 0, vendor);
    });
  });

  test('is filtered by vendor and status, and the address has the filter', async () => {
    await app.visit('/', async (page) => {
      await rows(page).first().waitFor();
      await page.getByRole('checkbox', { name: 'Zep' }).check();
      await page.getByRole('checkbox', { name: 'Ended' }).check();
      await page.waitForURL('**/?vendor=ZEP&status=ENDED');
      await rows(page)
        .filter({ hasNotText: /Zep.*Ended/ })
        .first()
        .waitFor({ state: 'detached' });
      await rows(page).nth(10).waitFor();
      await page.reload();
      await rows(page).nth(10).waitFor();
      assert.equal(
        await rows(page)
          .filter({ hasNotText: /Zep.*Ended/ })
          .count(),
        0,
      );
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await rows(page).filter({ hasText: 'OpenCX' }).first().waitFor();
    });
  });

  test('is filtered by the day', async () => {
    await app.visit('/?from=2026-03-02&to=2026-03-02', async (page) => {
      await page.getByText('No more sessions').waitFor();
      const dates = await rows(page).locator('time').allTextContents();
      assert.ok(dates.length > 2);
      assert.deepEqual(new Set(dates), new Set(['2 Mar']));
    });
  });

  test('ignores a day in the address that does not exist', async () => {
    await app.visit('/?from=2026-99-99&to=2026-02-30', async (page) => {
      await rows(page).first().waitFor();
      assert.equal(await page.getByLabel('From').inputValue(), '');
    });
  });

  test('is used with the keyboard alone, and keeps its place', async () => {
    await app.visit('/', async (page) => {
      const isFocused = (index: number) =>
        rows(page)
          .nth(index)
          .evaluate((row) => row === document.activeElement);
      await rows(page).first().waitFor();
      await page.keyboard.press('ArrowDown');
      assert.ok(await isFocused(0));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      const target = await rows(page).nth(1).getAttribute('href');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${target}`);
      await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: 'Choose a session' }).waitFor();
      await rows(page).nth(1).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('ArrowDown');
      assert.ok(await isFocused(2));
    });
  });

  test('is left with the keyboard for the search, and reached again', async () => {
    await app.visit('/', async (page) => {
      const search = page.getByRole('searchbox');
      await rows(page).first().waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('nobody');
      await page.keyboard.press('Escape');
      assert.equal(await search.inputValue(), '');
      await page.keyboard.press('ArrowDown');
      await rows(page).first().and(page.locator(':focus')).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('cust-10482');
      await page.keyboard.press('Enter');
      await heading(page, 'Aylin Şahin').waitFor();
    });
  });

  test('a person has the sessions of all vendors, found by the id and by the email that Chatwize knows', async () => {
    await app.visit('/people?person=cust-10482', async (page) => {
      await heading(page, 'Aylin Şahin').waitFor();
      const byEmail = page.getByRole('list', { name: 'Sessions at Chatwize and OpenCX' }).locator('a.row');
      const byId = page.getByRole('list', { name: 'Sessions at duohub and Zep' }).locator('a.row');
      for (const [list, vendor] of [
        [byEmail, 'Chatwize'],
        [byEmail, 'OpenCX'],
        [byId, 'duohub'],
        [byId, 'Zep'],
      ] as const)
        await list.filter({ hasText: vendor }).first().waitFor();
      await byId.first().click();
      await heading(page, 'cust-10482').waitFor();
    });
  });
});

async function idsOf(list: Locator): Promise<string[]> {
  return list.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}
