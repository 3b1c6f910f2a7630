import { fileURLToPath } from 'node:url';
import { startConsole } from '../test/console.ts';

/*
 * Takes the picture of the console in docs/images/, from the built app. `npm run screenshots` in the repository root calls it.
 */
await using app = await startConsole();
const samples = (await (await fetch(`${app.standIns}/control`)).json()) as {
  readonly samples: { readonly opencx: { readonly session: string } };
};
const id = Buffer.from(`OpenCXSession:${samples.samples.opencx.session}`).toString('base64url');
const page = await app.open(`/sessions/${id}`, {
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
