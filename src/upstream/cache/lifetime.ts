/** How long what was read counts as fresh, in milliseconds. */
export interface Lifetimes {
  /** Sessions that go on, and those of which the vendor does not say. */
  readonly openMs: number;
  /** Sessions that have ended or were deleted. */
  readonly endedMs: number;
  /** That the vendor does not know a session. */
  readonly notFoundMs: number;
  readonly listMs: number;
}

export type ReadOperation = 'getSession' | 'listSessions';

export function lifetimeOf(operation: ReadOperation, value: unknown, lifetimes: Lifetimes): number {
  if (operation === 'listSessions') return lifetimes.listMs;
  if (value === null) return lifetimes.notFoundMs;
  const { status } = value as { readonly status?: unknown };
  return status === 'ENDED' || status === 'DELETED' ? lifetimes.endedMs : lifetimes.openMs;
}

/** What a client asks for by the `Cache-Control` of its request (RFC 9111). */
export interface Wish {
  /** No older than this, in milliseconds. */
  readonly maxAgeMs?: number;
  /** Stale by this much will do, in milliseconds. */
  readonly maxStaleMs?: number;
}

/** However fresh a client wants it: what is younger than this is not read again. */
const floorMs = 1_000;

/** @param header the request's `Cache-Control` */
export function parseWish(header: string | undefined): Wish {
  const directives = new Map(
    (header ?? '').split(',').map((directive) => {
      const [name = '', value = ''] = directive.trim().toLowerCase().split('=');
      return [name, value.replaceAll('"', '')] as const;
    }),
  );
  const maxAge = directives.has('no-cache') ? 0 : seconds(directives.get('max-age'));
  const maxStale = directives.get('max-stale') === '' ? Infinity : seconds(directives.get('max-stale'));
  return {
    ...(maxAge !== undefined && { maxAgeMs: Math.max(floorMs, maxAge * 1000) }),
    ...(maxStale !== undefined && { maxStaleMs: maxStale * 1000 }),
  };
}

function seconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
