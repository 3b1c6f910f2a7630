import type { FreshnessPreference } from '../../upstream/cache/freshness.ts';

/** Lower bound for a client's `max-age`, in milliseconds. */
const minMaxAgeMs = 1_000;

/**
 * Parses the `Cache-Control` header of a request (RFC 9111): `no-cache`, `max-age` and `max-stale`. Other directives have
 * no effect.
 */
export function parseCacheControl(header: string | undefined): FreshnessPreference {
  const directives = new Map(
    (header ?? '').split(',').map((directive) => {
      const [name = '', value = ''] = directive.trim().toLowerCase().split('=');
      return [name, value.replaceAll('"', '')] as const;
    }),
  );
  const maxAge = directives.has('no-cache') ? 0 : seconds(directives.get('max-age'));
  const maxStale = directives.get('max-stale') === '' ? Infinity : seconds(directives.get('max-stale'));
  return {
    ...(maxAge !== undefined && { maxAgeMs: Math.max(minMaxAgeMs, maxAge * 1000) }),
    ...(maxStale !== undefined && { maxStaleMs: maxStale * 1000 }),
  };
}

function seconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
