import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { skip, startConsole } from './console.ts';
import { details, heading, sessionPath } from './page.ts';

describe('the console with a server of other settings', { skip, concurrency: 2 }, () => {
  test('an earlier answer of a vendor that is down is marked as not up to date', async () => {
    await using cached = await startConsole({ CACHE: 'on', ZEP_CACHE_OPEN_MS: '1' });
    const page = await cached.open(sessionPath('zep', 'support-aylin-2026-03'));
    await heading(page, 'cust-10482').waitFor();
    assert.equal(await details(page).getByText('Not up to date').count(), 0);
    await cached.fault('zep', { fault: 'server-error' });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await details(page).getByText('Not up to date').waitFor();
    await heading(page, 'cust-10482').waitFor();
  });

  test('a missing API key shows a message that asks to sign in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'console-'));
    const file = join(folder, 'keys.json');
    const sha256 = createHash('sha256').update('key').digest('hex');
    writeFileSync(file, JSON.stringify({ keys: [{ name: 'console', sha256, scopes: ['sessions:*'] }] }));
    try {
      await using closed = await startConsole({ AUTH_API_KEYS_FILE: file });
      const page = await closed.open('/');
      await page.getByRole('alert').filter({ hasText: 'You are signed out' }).first().waitFor();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
