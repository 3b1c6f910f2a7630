import type { Locator, Page } from 'playwright-core';

const typeNames = {
  chatwize: 'ChatwizeSession',
  duohub: 'DuohubSession',
  opencx: 'OpenCXSession',
  zep: 'ZepSession',
} as const;
export type Vendor = keyof typeof typeNames;

export const globalId = (vendor: Vendor, externalId: string): string =>
  Buffer.from(`${typeNames[vendor]}:${externalId}`).toString('base64url');
/** With few sessions in the list beside it. */
export const sessionPath = (vendor: Vendor, externalId: string): string =>
  `/sessions/${globalId(vendor, externalId)}?from=2026-03-01`;

export const rows = (page: Page): Locator =>
  page.getByRole('list', { name: 'Sessions, newest first' }).locator('a.row');
export const details = (page: Page): Locator => page.getByRole('region', { name: 'Details' });
export const chat = (page: Page): Locator => page.getByRole('region', { name: 'Conversation' });
export const strip = (page: Page, vendor: string): Locator =>
  page.getByRole('list', { name: 'Vendors' }).locator('li', { hasText: vendor });
export const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { level: 1, name });

/** Scrolls until a list has this many rows. */
export async function scrollTo(list: Locator, size: number): Promise<void> {
  await list.first().waitFor();
  for (let count = await list.count(); count < size; count = await list.count()) {
    await list.last().scrollIntoViewIfNeeded();
    await list.nth(count).waitFor({ state: 'attached' });
  }
}
