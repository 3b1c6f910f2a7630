import { hash } from 'node:crypto';

/** Returns a UUID that looks random and is the same at every start. */
export function uuidFor(series: string, index: number): string {
  const hex = hash('sha256', `${series}/${index}`);
  const variant = '89ab'[index % 4] ?? 'a';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(12, 15)}`,
    variant + hex.slice(15, 18),
    hex.slice(18, 30),
  ].join('-');
}
