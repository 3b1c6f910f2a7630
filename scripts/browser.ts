import { chromium, type Browser } from 'playwright-core';

/** Chromium as in test/helpers/browser.ts: it sends nothing to other hosts. */
export function launchBrowser(): Promise<Browser> {
  const offline = ['--disable-quic', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync', ...offline],
  });
}
