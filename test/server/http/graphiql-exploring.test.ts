import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answer, describeInBrowser, tab, type } from '../../helpers/browser.ts';
import { startServer } from '../../helpers/graphql-server.ts';
import { file } from '../auth/asking.ts';
import { sha256 } from '../auth/key-cases.ts';

const queryEditor = (page: Page, text: string) => page.locator('.graphiql-query-editor', { hasText: text });
const variables = (page: Page, text: string) => page.locator('[aria-label="Variables"]', { hasText: text });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

/** From top to bottom, all at one moment. */
const numbersOfRows = (page: Page): Promise<string[]> =>
  page.locator('.graphiql-query-editor .margin-view-overlays > div').evaluateAll((rows) =>
    rows
      .map((row) => ({ text: row.textContent ?? '', y: row.getBoundingClientRect().y }))
      .toSorted((a, b) => a.y - b.y)
      .map(({ text }) => text.trim()),
  );

describeInBrowser('exploring with GraphiQL', ({ openPage, faults }) => {
  test('in the sandbox, the first tab explains itself and has its answer without a click', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    await queryEditor(page, 'One graph over the sessions kept with').waitFor();
    await answer(page, '"name": "Aylin Şahin"').waitFor();
    await page.reload();
    await answer(page, '"name": "Aylin Şahin"').waitFor();
  });

  test.each([true, false])(
    'no comment of an example is wrapped at 1280 px (in the sandbox: %s)',
    async (hasExamples) => {
      await using server = await startServer({ hasExamples });
      await using page = await openPage(server.url);
      const titles = await page.getByRole('tab').allInnerTexts();
      expect(titles.length).toBeGreaterThan(4);
      for (const title of titles) {
        await tab(page, title).click();
        await queryEditor(page, `query ${title}`).waitFor();
        const comment = await page.locator('.graphiql-query-editor .view-line', { hasText: /^#/ }).count();
        // Monaco numbers only the first row of a wrapped line.
        const numbers = await numbersOfRows(page);
        expect({ title, numbers: numbers.slice(0, comment + 1) }).toEqual({
          title,
          numbers: Array.from({ length: comment + 1 }, (_, index) => String(index + 1)),
        });
        expect(comment).toBeGreaterThan(0);
      }
    },
  );

  test('an example that was closed comes back from the menu, once', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    const titles = await page.getByRole('tab').allInnerTexts();
    await tab(page, 'OneSession').click();
    await page.getByRole('button', { name: 'Close Tab' }).click();
    await tab(page, 'OneSession').waitFor({ state: 'detached' });
    await press(page, 'Show Examples');
    expect(await page.locator('.examples strong').allInnerTexts()).toEqual(titles);
    for (let times = 0; times < 2; times += 1) {
      await press(page, /^OneSession/);
      await queryEditor(page, 'query OneSession').waitFor();
      await variables(page, '"id":').waitFor();
      await tab(page, 'OneSession').waitFor();
    }
    expect((await page.getByRole('tab').allInnerTexts()).toSorted()).toEqual(titles.toSorted());
    await press(page, /execute query/i);
    await answer(page, '"__typename": "ChatwizeSession"').waitFor();
  });

  test('a query can be built with clicks', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    await type(page, 'query Clicked { __typename }');
    await press(page, 'Show GraphiQL Explorer');
    const field = (name: string) =>
      page.locator(`.graphiql-explorer-node [data-field-name="${name}"]`).first();
    await field('sessionProviders').click();
    await field('availability').click();
    await queryEditor(page, 'availability').waitFor();
    await press(page, /execute query/i);
    await answer(page, '"availability": "AVAILABLE"').waitFor();
  });

  test('nobody is offered the fields for routers', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    await press(page, 'Show GraphiQL Explorer');
    const explorer = page.locator('.graphiql-plugin');
    await explorer.getByText('sessionsByIds').waitFor();
    expect(await explorer.innerText()).not.toMatch(/_entities|_service/);
    await type(page, '{ _service { sdl } }');
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
  });

  test('a link has the query and its variables, no headers, and runs nothing by itself', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    await tab(page, 'Conversation').click();
    await press(page, 'Headers');
    await page.locator('[aria-label="Headers"] .view-lines:visible').click();
    await page.keyboard.type('{"authorization":"hunter2');
    await press(page, 'Copy a link to this query');
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const link = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(link).toContain(`${server.url}/graphiql#query=`);
    expect(link).not.toContain('hunter2');

    const calls = server.sandbox.calls('OPENCX');
    await using linked = await openPage(server.url, { link: new URL(link).hash });
    await queryEditor(linked, 'query Conversation').waitFor();
    await variables(linked, '"last": 5').waitFor();
    // The schema is there, after which a first tab would have run.
    await press(linked, 'Show Documentation Explorer');
    await linked.getByText('Root Types').waitFor();
    expect(server.sandbox.calls('OPENCX')).toBe(calls);
    expect(linked.url()).toBe(`${server.url}/graphiql`);
    await press(linked, /execute query/i);
    await answer(linked, '"totalCount"').waitFor();
  });

  test('a link is in the address bar where the page has no clipboard', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await press(page, 'Copy a link to this query');
    await page.getByRole('button', { name: 'The link is in the address bar' }).waitFor();
    expect(page.url()).toContain('/graphiql#query=');
  });

  test('a private schema is explained, and queries still run', async () => {
    await using server = await startServer({ environment: { INTROSPECTION: 'off' } });
    await using page = await openPage(server.url);
    await page.getByRole('alert').filter({ hasText: 'INTROSPECTION=off' }).waitFor();
    await answer(page, '"name": "Aylin Şahin"').waitFor();
  });

  test('a server that needs a credential says how to set it, and is explored once it is set', async () => {
    const key = 'key-of-the-console';
    const keys = [{ name: 'console', sha256: sha256(key), scopes: ['sessions:*', 'personal-data'] }];
    const environment = { AUTH_API_KEYS_FILE: file('keys.json', { keys }) };
    await using server = await startServer({ environment });
    await using page = await openPage(server.url);
    const explanation = 'This server needs a credential. Set it in Headers';
    const notice = page.getByRole('alert').filter({ hasText: explanation });
    await notice.waitFor();
    await answer(page, '"code": "UNAUTHENTICATED"').waitFor();
    // The browser reports each 401 by itself.
    const reported = faults.splice(0).filter((fault) => !fault.includes('status of 401'));
    expect(reported).toEqual([]);

    await press(page, 'Headers');
    await page.locator('[aria-label="Headers"] .view-lines:visible').click();
    await page.keyboard.insertText(JSON.stringify({ 'X-API-Key': key }));
    await press(page, /re-fetch/i);
    await notice.waitFor({ state: 'detached' });
    await press(page, /execute query/i);
    await answer(page, '"name": "Aylin Şahin"').waitFor();

    // One that was open already, and a new one.
    await tab(page, 'OneSession').click();
    await queryEditor(page, 'query OneSession').waitFor();
    await press(page, /execute query/i);
    await answer(page, '"__typename": "ChatwizeSession"').waitFor();
    await press(page, 'New tab');
    await page.locator('[aria-label="Headers"] .view-lines', { hasText: 'X-API-Key' }).waitFor();
    await type(page, '{ sessionProviders { provider } }');
    await press(page, /execute query/i);
    await answer(page, '"provider": "ZEP"').waitFor();
    const stored = () => page.evaluate('JSON.stringify([localStorage, sessionStorage])');
    await page.waitForFunction(() =>
      JSON.stringify(localStorage).includes('{ sessionProviders { provider } }'),
    );
    expect(await stored()).not.toContain(key);
  });

  test('the editors follow the system when it switches to dark, unless a theme was chosen', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    const isDark = (dark: boolean) =>
      page.locator(`.graphiql-query-editor .monaco-editor${dark ? '.vs-dark' : ':not(.vs-dark)'}`).waitFor();
    await isDark(false);
    await page.emulateMedia({ colorScheme: 'dark' });
    await isDark(true);
    await page.emulateMedia({ colorScheme: 'light' });
    await isDark(false);
    await press(page, 'Open settings dialog');
    await page.getByRole('button', { name: 'Light' }).click();
    await page.keyboard.press('Escape');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('body.graphiql-light').waitFor();
    await isDark(false);
  });

  test('without the sandbox, the examples name no session, and each runs', async () => {
    await using server = await startServer({ hasExamples: false });
    await using page = await openPage(server.url);
    const ids = Object.values(server.sandbox.samples.sessions);
    const titles = await page.getByRole('tab').allInnerTexts();
    expect(titles[0]).toBe('Providers');
    for (const title of titles) {
      await tab(page, title).click();
      await queryEditor(page, `query ${title}`).waitFor();
      const response = page.waitForResponse((from) => from.request().postData()?.includes(title) ?? false);
      await press(page, /execute query/i);
      const sent = (await response).request().postData() ?? '';
      expect(ids.filter((id) => sent.includes(id))).toEqual([]);
      const { errors = [] } = await (await response).json();
      expect({ title, errors }).toEqual({ title, errors: [] });
    }
  });

  test('on a phone, the answer is below the query and nothing is wider than the screen', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url, { viewport: { width: 390, height: 844 } });
    const query = await page.locator('.graphiql-query-editor').boundingBox();
    const response = await page.locator('.graphiql-response').boundingBox();
    expect(response?.y).toBeGreaterThan((query?.y ?? 0) + (query?.height ?? 0));
    expect(response?.width).toBeGreaterThan(290);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});
