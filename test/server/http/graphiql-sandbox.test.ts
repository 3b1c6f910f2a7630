import { expect, test } from '@jest/globals';
import { answer, describeInBrowser, tab, type } from '../../helpers/browser.ts';
import { startServer } from '../../helpers/graphql-server.ts';

describeInBrowser('GraphiQL on the real server and the sandbox', ({ openPage }) => {
  test('answers a query that a person types with a session of the sandbox', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    const before = server.sandbox.calls('ZEP');
    await type(page, `{ zepSession(externalId: "${server.sandbox.samples.sessions.ZEP}") { facts } }`);
    await page.keyboard.press('ControlOrMeta+Enter');
    await answer(page, 'Aylin waits for order SN-20417.').waitFor();
    expect(server.sandbox.calls('ZEP')).toBe(before + 1);
  });

  test('opens with the worked examples, each of which runs as it stands', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    // Of an answer, the page holds only the lines that are in view.
    const expected: [title: string, text: string][] = [
      ['Welcome', '"provider": "CHATWIZE"'],
      ['LastMessages', '"provider": "OPENCX"'],
      ['OneSession', '"name": "Aylin Şahin"'],
      ['Conversation', '"role": "AGENT"'],
      ['ChatbotSessions', '"hasNextPage": true'],
      ['NewestSessions', '"provider": "ZEP"'],
      ['OnePerson', '"provider": "DUOHUB"'],
      ['PersonWithFailure', '"provider": "DUOHUB"'],
      ['FailingVendor', '"code": "UPSTREAM_'],
    ];
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(expected.map(([title]) => title));
    for (const [title, text] of expected) {
      await tab(page, title).click();
      await page.locator('.graphiql-query-editor', { hasText: title }).waitFor();
      await page.getByRole('button', { name: /execute query/i }).click();
      await answer(page, text).waitFor();
    }
  });
});
