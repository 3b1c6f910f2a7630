import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { skip, startConsole, type Console } from './console.ts';
import { chat, details, globalId, rows, sessionPath, type Vendor } from './page.ts';

/** A session of 3,000 messages. */
const long = sessionPath('zep', 'b2b-nikos-q1');

describe('a session', { skip, concurrency: 2 }, () => {
  let app: Console;
  before(async () => {
    app = await startConsole({ CACHE: 'on' });
  });
  after(() => app?.[Symbol.asyncDispose]());

  const own: Record<Vendor, readonly string[]> = {
    chatwize: ['Identity verified', 'Entered in the form', 'Verified identity'],
    duohub: ['API account'],
    opencx: ['Mood', 'Orders & delivery', 'Handoff', 'Contact'],
    zep: ['Facts', 'Aylin prefers to be answered in Turkish.', 'Project'],
  };

  for (const [vendor, texts] of Object.entries(own) as [Vendor, readonly string[]][]) {
    test(`of ${vendor} has the vendor's own fields, its conversation and its own record`, async () => {
      await app.visit(sessionPath(vendor, app.samples[vendor].session), async (page) => {
        const fields = page.getByRole('complementary', { name: 'About this session' });
        for (const text of texts) await fields.getByText(text, { exact: true }).first().waitFor();
        await chat(page).getByText('SN-20417').first().waitFor();
        await fields.getByText('own record').click();
        await fields.locator('pre', { hasText: app.samples[vendor].session }).waitFor();
      });
    });
  }

  test('of 3,000 messages opens at the end, and is read upwards without a repeated message', async () => {
    await app.visit(long, async (page) => {
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

  const unreadable = {
    'does not exist': ['nobody-has-this', 'This session does not exist any more'],
    'the vendor cannot send': ['html', 'Zep sent something that cannot be read'],
    'fails at the vendor': ['server-error', 'Zep cannot be read'],
    'has an id that is too long': ['x'.repeat(5000), 'This address is not valid'],
  } as const;
  for (const [what, [id, text]] of Object.entries(unreadable)) {
    test(`that ${what} says so`, async () => {
      await app.visit(sessionPath('zep', app.faultIds.zep[id] ?? id), async (page) => {
        await details(page).getByText(text).first().waitFor();
      });
    });
  }

  test('that is open shows new messages, and the reader stays at the same place', async () => {
    const cursor = await cursorBeforeTheLast(3);
    await app.visit(
      long,
      async (page) => {
        const earlier = chat(page).getByText('Order 1490 is confirmed.');
        await earlier.scrollIntoViewIfNeeded();
        const { y } = (await earlier.boundingBox()) ?? assert.fail();
        await page.clock.fastForward(15_000);
        await chat(page).getByText('Order 1500 is confirmed.').waitFor({ state: 'attached' });
        const now = await earlier.boundingBox();
        assert.ok(Math.abs((now?.y ?? 0) - y) < 1);
      },
      { prepare: async (page) => Promise.all([page.clock.install(), openEarlier(page, cursor)]) },
    );
  });

  test('is refreshed together with its conversation, which goes on at its end', async () => {
    const cursor = await cursorBeforeTheLast(3);
    await app.visit(
      long,
      async (page) => {
        await chat(page).getByText('Order 1490 is confirmed.').waitFor({ state: 'attached' });
        const last = chat(page).getByText('Order 1500 is confirmed.');
        assert.equal(await last.count(), 0);
        await page.getByRole('button', { name: 'Refresh' }).click();
        await last.waitFor();
        assert.ok(await isInView(last, chat(page)));
      },
      { prepare: (page) => openEarlier(page, cursor) },
    );
  });

  test('that a bug keeps from showing leaves the list, and is shown after a reload', async () => {
    const page = await app.open(sessionPath('zep', app.samples.zep.session), {
      prepare: (opened) =>
        opened.route('**/graphql', async (route) => {
          const response = await route.fetch();
          const text = await response.text();
          await route.fulfill({ response, body: text.replaceAll(/("fetchedAt":")[^"]+/g, '$1never') });
        }),
    });
    await details(page).getByRole('heading', { name: 'Something went wrong here' }).waitFor();
    await rows(page).first().waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await details(page).getByRole('button', { name: 'Reload' }).click();
    await chat(page).getByText('SN-20417').first().waitFor();
    await page.context().close();
  });

  async function cursorBeforeTheLast(count: number): Promise<string> {
    const id = globalId('zep', 'b2b-nikos-q1');
    const { data } = (await app.query(
      `{ session(id: "${id}") { messages(last: ${count}) { pageInfo { startCursor } } } }`,
    )) as { data: { session: { messages: { pageInfo: { startCursor: string } } } } };
    return data.session.messages.pageInfo.startCursor;
  }
});

async function isInView(inner: Locator, outer: Locator): Promise<boolean> {
  const [a, b] = [await inner.boundingBox(), await outer.boundingBox()];
  return !!a && !!b && a.y >= b.y && a.y + a.height <= b.y + b.height;
}

/** Answers the first read of a conversation as if the messages from this cursor on had not been sent yet. */
async function openEarlier(page: Page, cursor: string): Promise<void> {
  await page.route('**/graphql', (route) => {
    const body = route.request().postDataJSON() as {
      operationName: string;
      variables: Record<string, unknown>;
    };
    if (body.operationName === 'Messages' && body.variables['before'] === null)
      body.variables['before'] = cursor;
    return route.continue({ postData: body });
  });
}
