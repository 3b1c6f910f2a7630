import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { skip, startConsole, type Console } from './console.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let app: Console;
let control: Control;

/** What the sandbox says about its data. */
interface Control {
  readonly samples: Record<Vendor, { readonly session: string; readonly forbiddenSession?: string }>;
  readonly faultIds: Record<Vendor, Record<string, string>>;
}

const typeNames = {
  chatwize: 'ChatwizeSession',
  duohub: 'DuohubSession',
  opencx: 'OpenCXSession',
  zep: 'ZepSession',
} as const;
type Vendor = keyof typeof typeNames;

const sessionPath = (vendor: Vendor, externalId: string) =>
  `/sessions/${Buffer.from(`${typeNames[vendor]}:${externalId}`).toString('base64url')}`;

const rows = (page: Page) => page.getByRole('list', { name: 'Sessions, newest first' }).locator('a.row');
const chat = (page: Page) => page.getByRole('region', { name: 'Conversation' });
const strip = (page: Page, vendor: string) =>
  page.getByRole('list', { name: 'Vendors' }).locator('li', { hasText: vendor });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

async function setFault(vendor: string, fault: object | undefined): Promise<void> {
  const response = await fetch(`${app.standIns}/control/faults/${vendor}`, {
    method: fault ? 'PUT' : 'DELETE',
    ...(fault && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) }),
  });
  assert.ok(response.ok);
}

/** What axe-core calls serious or critical. */
async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

interface Axe {
  run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
}

/** A page on which nothing may go wrong: no error, no warning, no request to another host. */
async function withPage(
  path: string,
  use: (page: Page) => Promise<void>,
  options?: Parameters<Console['open']>[1],
): Promise<void> {
  const page = await app.open(path, options);
  try {
    await use(page);
    assert.deepEqual(page.faults, []);
  } finally {
    await page.context().close();
  }
}

async function idsOf(list: Locator): Promise<string[]> {
  return list.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

async function isInView(inner: Locator, outer: Locator): Promise<boolean> {
  const [a, b] = [await inner.boundingBox(), await outer.boundingBox()];
  return !!a && !!b && a.y >= b.y && a.y + a.height <= b.y + b.height;
}

describe('the console', { skip }, () => {
  before(async () => {
    app = await startConsole();
    control = (await (await fetch(`${app.standIns}/control`)).json()) as Control;
  });
  after(() => app?.[Symbol.asyncDispose]());

  describe('the list', { concurrency: 2 }, () => {
    test('shows 500 sessions of all vendors while it is scrolled, none of them twice', async () => {
      await withPage('/', async (page) => {
        const list = rows(page);
        await list.first().waitFor();
        while ((await list.count()) < 500) {
          const count = await list.count();
          await list.last().scrollIntoViewIfNeeded();
          await list.nth(count).waitFor({ state: 'attached' });
        }
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
      await withPage('/', async (page) => {
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
      await withPage('/?from=2026-03-02&to=2026-03-02', async (page) => {
        await page.getByText('No more sessions').waitFor();
        const dates = await rows(page).locator('time').allTextContents();
        assert.ok(dates.length > 2);
        assert.deepEqual(new Set(dates), new Set(['2 Mar']));
      });
    });

    test('is used with the keyboard alone', async () => {
      await withPage('/', async (page) => {
        await rows(page).first().focus();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowUp');
        const target = await rows(page).nth(1).getAttribute('href');
        await page.keyboard.press('Enter');
        await page.waitForURL(`**${target}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
        await page.keyboard.press('Escape');
        await heading(page, 'Choose a session').waitFor();
        await page.keyboard.press('/');
        await page.keyboard.type('cust-10482');
        await page.keyboard.press('Enter');
        await heading(page, 'Aylin Şahin').waitFor();
      });
    });
  });

  describe('a session', { concurrency: 2 }, () => {
    const own: Record<Vendor, readonly string[]> = {
      chatwize: ['Identity verified', 'Entered in the form', 'Verified identity'],
      duohub: ['API account'],
      opencx: ['Mood', 'Orders & delivery', 'Handoff', 'Contact'],
      zep: ['Facts', 'Aylin prefers to be answered in Turkish.', 'Project'],
    };

    for (const [vendor, texts] of Object.entries(own) as [Vendor, readonly string[]][]) {
      test(`of ${vendor} has the vendor's own fields, its conversation and its own record`, async () => {
        await withPage(sessionPath(vendor, control.samples[vendor].session), async (page) => {
          const fields = page.getByRole('complementary', { name: 'About this session' });
          for (const text of texts) await fields.getByText(text, { exact: true }).first().waitFor();
          await chat(page).getByText('SN-20417').first().waitFor();
          await fields.getByText('own record').click();
          await fields.locator('pre', { hasText: control.samples[vendor].session }).waitFor();
        });
      });
    }

    test('of 3,000 messages opens at the end, and is read upwards without a repeated message', async () => {
      await withPage(sessionPath('zep', 'b2b-nikos-q1'), async (page) => {
        const last = chat(page).getByText('Order 1500 is confirmed.');
        await last.waitFor();
        assert.ok(await isInView(last, chat(page)));
        assert.ok((await chat(page).locator('.message').count()) < 150);
        await chat(page).hover();
        const earlier = chat(page).getByText('Order 1400 is confirmed.');
        while ((await earlier.count()) === 0) {
          await page.mouse.wheel(0, -2000);
          await page.waitForFunction(() => new Promise((done) => requestAnimationFrame(() => done(true))));
        }
        const texts = await chat(page).locator('.message-text').allTextContents();
        assert.equal(new Set(texts).size, texts.length);
        assert.equal(texts.at(-1), 'Order 1500 is confirmed.');
      });
    });

    test('that does not exist, that the vendor forbids and that it cannot send say so', async () => {
      const cases = [
        [sessionPath('zep', 'nobody-has-this'), 'This session does not exist any more'],
        [sessionPath('zep', control.faultIds.zep['html'] ?? ''), 'Zep sent something that cannot be read'],
        [sessionPath('zep', control.faultIds.zep['server-error'] ?? ''), 'Zep cannot be read'],
        ['/sessions/nonsense', 'This address is not valid'],
      ] as const;
      for (const [path, text] of cases)
        await withPage(path, async (page) => {
          await page.getByRole('main').getByText(text).first().waitFor();
        });
    });
  });

  test('a person has the sessions of all vendors, found by the id and by the email that Chatwize knows', async () => {
    await withPage('/people?person=cust-10482', async (page) => {
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

  describe('a vendor', () => {
    test('that fails is marked, the others stay, and it comes back without a reload', async () => {
      await setFault('zep', { fault: 'server-error' });
      try {
        await withPage('/', async (page) => {
          const notice = page.getByRole('alert').filter({ hasText: 'Zep cannot be read' }).first();
          await notice.waitFor();
          await strip(page, 'Zep').getByText('Cannot be read').waitFor();
          await rows(page).filter({ hasText: 'OpenCX' }).first().waitFor();
          assert.equal(await rows(page).filter({ hasText: 'Zep' }).count(), 0);
          await setFault('zep', undefined);
          await notice.getByRole('button', { name: 'Try again' }).click();
          await rows(page).filter({ hasText: 'Zep' }).first().waitFor();
          await strip(page, 'Zep').getByText('Available').waitFor();
          await notice.waitFor({ state: 'detached' });
        });
      } finally {
        await setFault('zep', undefined);
      }
    });

    test('that asks to wait is read again after that time, not before', async () => {
      await setFault('opencx', { fault: 'rate-limit', retryAfterSeconds: 2 });
      try {
        await withPage('/', async (page) => {
          const notice = page
            .getByRole('alert')
            .filter({ hasText: 'OpenCX allows no more requests' })
            .first();
          assert.ok(await notice.getByRole('button', { name: /Try again in \d s/ }).isDisabled());
          await setFault('opencx', undefined);
          await notice.getByRole('button', { name: 'Try again', exact: true }).click();
          await rows(page).filter({ hasText: 'OpenCX' }).first().waitFor();
        });
      } finally {
        await setFault('opencx', undefined);
      }
    });
  });

  describe('axe-core has no serious finding', { concurrency: 2 }, () => {
    const looks = [
      ['light', undefined],
      ['dark', phone],
    ] as const;
    for (const [colorScheme, size] of looks) {
      test(`${colorScheme}${size ? ' on a phone' : ''}`, async () => {
        const options = { colorScheme, ...size };
        await withPage(
          '/',
          async (page) => {
            await rows(page).first().waitFor();
            assert.deepEqual(await seriousFindings(page), []);
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          },
          options,
        );
        await withPage(
          sessionPath('opencx', control.samples.opencx.session),
          async (page) => {
            await chat(page).getByText('SN-20417').first().waitFor();
            await page.getByText('Handoff').waitFor();
            assert.deepEqual(await seriousFindings(page), []);
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          },
          options,
        );
      });
    }
  });
});
