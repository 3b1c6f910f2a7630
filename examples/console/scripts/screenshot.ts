import { fileURLToPath } from 'node:url';
import { startConsole } from '../test/console.ts';
import { globalId } from '../test/page.ts';

/*
 * Takes the picture of the console in docs/images/, from the built app. `npm run screenshots` in the repository root calls it.
 * The messages have emoji, so the picture needs a font with them, such as Debian's package fonts-noto-color-emoji.
 */
// Enough calls to read all sessions of duohub, so that the list has no notice about missing ones.
await using app = await startConsole({ FEED_MAX_CALLS: '30' });
const page = await app.open(`/sessions/${globalId('opencx', app.samples.opencx.session)}?to=2026-03-02`, {
  viewport: { width: 1280, height: 840 },
  deviceScaleFactor: 2,
  colorScheme: 'light',
});
await page.getByText('SN-20417').first().waitFor();
await page.getByText('Handoff').waitFor();
await page.locator('a.row').nth(20).waitFor();
await page.screenshot({
  path: fileURLToPath(new URL('../../../docs/images/console.png', import.meta.url)),
});
