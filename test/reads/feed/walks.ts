import type { SessionProvider } from '../../../src/model/generated.ts';
import { providers } from '../../../src/providers/index.ts';
import type { SessionSource } from '../../../src/providers/provider.ts';
import { decodeCursor, encodeCursor, type CursorScope } from '../../../src/reads/feed/cursor.ts';
import { after, end, start, type Key } from '../../../src/reads/feed/key.ts';
import { continueAfter, readPage } from '../../../src/reads/feed/page.ts';
import { SourceWalk } from '../../../src/reads/feed/source-walk.ts';
import { Walk } from '../../../src/reads/feed/walk.ts';
import { ranks, type Vendors } from './vendors.ts';

export interface Limits {
  readonly size: number;
  readonly maxCalls: number;
  /** Bounds of `createdAt`, both exclusive. */
  readonly createdAfter?: number | undefined;
  readonly createdBefore?: number | undefined;
}

export interface ModelPage {
  /** Each row as `provider id`. */
  readonly rows: readonly string[];
  readonly times: readonly number[];
  readonly next: string | null;
  /** The last key of its range. */
  readonly to: Key;
  readonly partial: readonly SessionProvider[];
  readonly failed: readonly SessionProvider[];
}

const scope: CursorScope = { key: Buffer.from('key'), filter: 'none', providers: ranks };

/** Reads one page from the models, with the real sources, merge and cursors. */
export async function pageOf(vendors: Vendors, cursor: string | null, limits: Limits): Promise<ModelPage> {
  const { size, maxCalls, createdAfter, createdBefore } = limits;
  const first = createdBefore === undefined ? start : after(createdBefore - 1);
  const from =
    cursor === null
      ? { key: first, places: new Map(), partial: new Set<string>() }
      : decodeCursor(cursor, scope);
  const asked = providers.filter(({ id }) => vendors.models[id]);
  const sources = asked.map(({ id, source }) => {
    const walk = new Walk({
      after: from.key,
      createdAfter: createdAfter ?? -Infinity,
      size,
      place: from.places.get(id),
      isPartial: from.partial.has(id),
      toRow: (_, externalId, time) => ({
        key: { time, rank: ranks.indexOf(id), externalId },
        provider: id,
        session: () => {
          throw new Error('not mapped');
        },
      }),
      matches: () => true,
    });
    return new SourceWalk({
      provider: id,
      source: source as SessionSource,
      query: {
        personId: undefined,
        createdAfter,
        createdBefore: from.key === start ? undefined : from.key.time + 1,
      },
      walk,
      ownerIds: ['0', '1'],
      maxCalls,
      read: vendors.read(id),
    });
  });
  const { rows, position, hasMore } = await readPage(sources, from, size);
  const those = (is: (source: SourceWalk) => boolean) => sources.filter(is).map(({ provider }) => provider);
  return {
    rows: rows.map(({ provider, key }) => `${provider} ${key.externalId}`),
    times: rows.map(({ key }) => key.time),
    next: hasMore ? encodeCursor(continueAfter(position, sources, from), scope) : null,
    to: hasMore ? position : end,
    partial: those(({ failure, walk }) => !failure && walk.isPartial),
    failed: those(({ failure }) => failure !== undefined),
  };
}

/** More than any walk of these tests needs. */
const maxPages = 1_500;

/** Reads to the end of the list. A page with a failure is asked for again. */
export async function walkAll(
  vendors: Vendors,
  limits: Limits,
  between: (page: number) => void = () => undefined,
  from: string | null = null,
): Promise<ModelPage[]> {
  const pages: ModelPage[] = [];
  let cursor = from;
  for (let number = 0; number < maxPages; number += 1) {
    const page = await pageOf(vendors, cursor, limits);
    if (page.failed.length > 0) continue;
    pages.push(page);
    if (page.next === null) return pages;
    cursor = page.next;
    between(number);
  }
  throw new Error('the list has no end');
}

/** What the list must be: every session with a date, in the order of the contract. */
export function expected(vendors: Vendors, { createdAfter, createdBefore }: Partial<Limits> = {}): string[] {
  const all = ranks.flatMap((provider, rank) =>
    (vendors.models[provider]?.items ?? []).map(({ id, time }) => ({ id, time, provider, rank })),
  );
  const dated = all.filter((item): item is typeof item & { time: number } => item.time !== null);
  const { low, high } = { low: createdAfter ?? -Infinity, high: createdBefore ?? Infinity };
  return dated
    .filter(({ time }) => time > low && time < high)
    .toSorted((a, b) => b.time - a.time || a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .map(({ provider, id }) => `${provider} ${id}`);
}
