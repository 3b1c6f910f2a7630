import { SessionGraphError } from '../../../src/model/errors.ts';
import type { SessionProvider } from '../../../src/model/generated.ts';
import { providers } from '../../../src/providers/index.ts';
import type { Fetched } from '../../../src/upstream/cache/freshness.ts';
import type { Operation, UpstreamRequest } from '../../../src/upstream/operation.ts';

/** A session at any vendor. */
export interface Item {
  readonly id: string;
  /** In milliseconds; null for one without a date. */
  readonly time: number | null;
}

/** How a vendor lists its sessions. */
export interface VendorModel {
  items: Item[];
  /** How many sessions a page has. */
  readonly pageSize: number;
  /** Puts items into the vendor's own order. Zep sorts by time, so only its ties follow this order. */
  readonly inOrder: (a: Item, b: Item) => number;
  /** Whether a bound of OpenCX includes itself. */
  readonly isInclusive: boolean;
  /** Whether Zep counts its sessions. */
  readonly hasTotal: boolean;
  /** Zep's sessions without a date are first or last. */
  readonly undatedFirst: boolean;
}

export type Models = Readonly<Partial<Record<SessionProvider, VendorModel>>>;

export const base = Date.UTC(2026, 0, 1);

const answers: Readonly<Record<SessionProvider, (model: VendorModel, request: UpstreamRequest) => unknown>> =
  {
    CHATWIZE: ({ items, pageSize }, { path }) => {
      // Two chatbots, which share some sessions.
      const index = Number(path[1]);
      const own = items.filter((_, place) => place % pageSize === 0 || place % 2 === index);
      return own.map(({ id, time }) => ({ uuid: id, created_at: dateOf(time) }));
    },
    DUOHUB: ({ items, pageSize, inOrder }, { query = {} }) => {
      const offset = Number(query['nextToken'] ?? 0);
      const page = items.toSorted(inOrder).slice(offset, offset + pageSize);
      const nextToken = offset + pageSize < items.length ? String(offset + pageSize) : null;
      const sessions = page.map(({ id, time }) => ({ id, createdAt: dateOf(time) }));
      return { status: 'success', data: { sessions, nextToken } };
    },
    OPENCX: ({ items, pageSize, inOrder, isInclusive }, { query = {} }) => {
      const bound = (name: string, none: number): number =>
        query[name] === undefined ? none : Date.parse(String(query[name]));
      const [after, before] = [bound('created_after', -Infinity), bound('created_before', Infinity)];
      const hasBound = after !== -Infinity || before !== Infinity;
      const found = items.filter(({ time }) => {
        if (time === null) return !hasBound;
        return isInclusive ? time >= after && time <= before : time > after && time < before;
      });
      const offset = Number(query['cursor'] ?? 0);
      const page = found.toSorted(inOrder).slice(offset, offset + pageSize);
      return {
        items: page.map(({ id, time }) => ({ id, created_at: dateOf(time) })),
        next: offset + pageSize < found.length ? String(offset + pageSize) : null,
      };
    },
    ZEP: ({ items, pageSize, inOrder, hasTotal, undatedFirst }, { query = {} }) => {
      const undated = undatedFirst ? Infinity : -Infinity;
      const timeOf = ({ time }: Item): number => time ?? undated;
      const sorted = items
        .toSorted(inOrder)
        .toSorted((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(b) - timeOf(a)));
      const offset = (Number(query['page_number']) - 1) * pageSize;
      const sessions = sorted
        .slice(offset, offset + pageSize)
        .map(({ id, time }) => ({ session_id: id, created_at: dateOf(time) }));
      return { sessions, ...(hasTotal && { total_count: items.length }) };
    },
  };

function dateOf(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/** Counts calls, and fails on demand. */
export interface Vendors {
  readonly models: Models;
  calls: Partial<Record<SessionProvider, number>>;
  /** @returns whether the call fails */
  fails: (provider: SessionProvider) => boolean;
  read(provider: SessionProvider): <V>(operation: Operation<V>, key: string) => Promise<Fetched<V>>;
}

export function vendorsOf(models: Models): Vendors {
  const vendors: Vendors = {
    models,
    calls: {},
    fails: () => false,
    read: (provider) => async (operation, key) => {
      const model = models[provider];
      if (!model) throw new Error(`${provider} is not asked`);
      vendors.calls[provider] = (vendors.calls[provider] ?? 0) + 1;
      if (vendors.fails(provider)) throw new SessionGraphError('UPSTREAM_UNAVAILABLE', 'down', { provider });
      const json = JSON.parse(JSON.stringify(answers[provider](model, operation.request(key)))) as unknown;
      const value = operation.decode(json, key);
      return { value, fetchedAt: 0, stale: false, freshForMs: 0, isCached: false };
    },
  };
  return vendors;
}

export const ranks: readonly SessionProvider[] = providers.map(({ id }) => id);
