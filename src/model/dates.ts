const dateTime =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Of the dates of `Date.prototype.toISOString`. */
const isoLength = 24;

/** What most vendors send: `2026-01-02T03:04:05Z`, with or without milliseconds. A 29 February is left to the slow way. */
const plainDate =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

/**
 * Parses ISO 8601 and its common variants: a space instead of the T, no offset (read as UTC), `+02`, `+0200`, a fraction
 * of any length.
 * @returns milliseconds since 1970; null for anything else
 */
export function toTime(value: unknown): number | null {
  if (typeof value === 'string' && plainDate.test(value)) return Date.parse(value);
  const parts = typeof value === 'string' ? dateTime.exec(value.trim()) : null;
  if (!parts) return null;
  const [, day = '', time = '00:00', offset = 'Z'] = parts;
  const milliseconds = Date.parse(`${day}T${time.replace(',', '.')}${toOffset(offset)}`);
  return Number.isNaN(milliseconds) || !isDay(day) ? null : milliseconds;
}

export function toIsoDate(value: unknown): string | null {
  if (typeof value === 'string' && plainDate.test(value)) {
    return value.length === isoLength ? value : `${value.slice(0, -1)}.000Z`;
  }
  const time = toTime(value);
  return time === null ? null : new Date(time).toISOString();
}

function toOffset(offset: string): string {
  if (offset === 'Z' || offset === 'z') return 'Z';
  return `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
}

/** Date.parse accepts 30 February as 1 March. */
function isDay(day: string): boolean {
  // Every month has these, and the check costs as much as the rest.
  if (day.slice(8) <= '28') return true;
  const time = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
