import type { Mapped, Session } from '../provider.ts';
import type { Part, SessionSource, SourceReader, TimeRange } from '../source.ts';
import type { Fetched } from '../../upstream/cache/freshness.ts';
import { listSessions, pageKey, type SessionsPage } from './operations.ts';

type Page = Fetched<SessionsPage>;

/** A range with more pages than this is narrowed. */
const pagesPerRange = 2;

/** A range that came in one page is followed by one that is this many times as long. */
const growth = 4;

const minRangeMs = 60_000;
const hourMs = 60 * 60_000;

/**
 * OpenCX does not document the order of its list, so the sessions of a range of `createdAt` are known only when all its pages are
 * read. A part is one range, from new to old, and a place is the range to read. The first range is unbounded: a small account is
 * read at once, and the sessions of a large one show where to narrow it.
 */
export const source: SessionSource = {
  hasStatus: true,
  wholeLists: [],
  emailsOf: ({ __typename, ...session }: Mapped<Session>) =>
    __typename === 'OpenCXSession' && 'contact' in session
      ? [session.contact?.email, session.contact?.nonVerifiedEmail]
      : [],
  async readPart({ createdAfter, createdBefore }, place, reader) {
    const all = { from: createdAfter ?? null, before: createdBefore ?? null };
    const [from, before] = [place?.[0] ?? all.from, place?.[1] ?? null];
    // A range that was not read in time can be newer than all that is still asked for.
    const isPast = from !== null && createdBefore !== undefined && createdBefore <= from;
    const range = place === undefined || isPast ? all : { from, before };
    return readRange(range, reader);
  },
};

async function readRange(range: TimeRange, { read, callsLeft, maxCalls }: SourceReader): Promise<Part> {
  const allowed = Math.min(pagesPerRange, maxCalls);
  const pages: Page[] = [];
  const cursors = new Set<string | undefined>();
  let cursor: string | undefined;
  while (!cursors.has(cursor)) {
    cursors.add(cursor);
    const page = await read(listSessions, pageKey({ ...range, cursor }));
    pages.push(page);
    if (page.value.next === null) return wholeRange(range, pages);
    cursor = page.value.next;
    const narrower = pages.length >= allowed ? narrow(range, pages) : undefined;
    if (narrower) return { pages: [], readTo: undefined, next: [narrower.from, narrower.before] };
    if (callsLeft() > 0) continue;
    if (pages.length < allowed) return { pages: [], readTo: undefined, next: [range.from, range.before] };
    break;
  }
  // It cannot be narrowed any more, or its cursors have no end.
  return { ...wholeRange(range, pages), isCut: true };
}

/** Returns a range that was read to its end. */
function wholeRange({ from, before }: TimeRange, pages: readonly Page[]): Part {
  const part = { pages, range: { from, before } };
  if (from === null) return { ...part, readTo: null, next: null };
  return { ...part, readTo: from - 1, next: [nextFrom({ from, before }, pages), from] };
}

/** Where the next range begins: it should have about one page of sessions. Everything older follows an empty range. */
function nextFrom({ from, before }: TimeRange & { readonly from: number }, pages: readonly Page[]): number | null {
  const times = timesIn({ from, before }, pages);
  const [newest] = times;
  if (newest === undefined) return null;
  const factor = pages.length === 1 ? growth : (pages[0]?.value.rows.length ?? 0) / times.length;
  const length = Math.max(minRangeMs, (before ?? newest) - from);
  return Math.floor(from - Math.max(minRangeMs, length * factor));
}

/**
 * Returns the newer part of a range with too many sessions, judging by those that came. If they are the oldest ones, a range from
 * there on is hardly shorter, so at least half of it is cut off.
 * @returns undefined if no narrower range has any of them
 */
function narrow({ from, before }: TimeRange, pages: readonly Page[]): TimeRange | undefined {
  const times = timesIn({ from, before }, pages);
  const [newest] = times;
  const wanted = Math.ceil((pages[0]?.value.rows.length ?? 0) / 2);
  const sampled = times[Math.min(wanted, times.length) - 1];
  if (newest === undefined || sampled === undefined) return undefined;
  if (from === null) return { from: sampled, before };
  const top = before ?? Math.max(newest, Math.floor(Date.now() / hourMs) * hourMs);
  const middle = Math.floor((from + top) / 2);
  const narrowed = [Math.max(sampled, middle), newest].find((time) => time > from);
  return narrowed === undefined ? undefined : { from: narrowed, before };
}

/** When the sessions of a range started, newest first. */
function timesIn({ from, before }: TimeRange, pages: readonly Page[]): number[] {
  return pages
    .flatMap(({ value: { rows } }) => rows.map(({ createdAt }) => createdAt))
    .filter((time) => time !== null)
    .filter((time) => time >= (from ?? -Infinity) && time < (before ?? Infinity))
    .toSorted((a, b) => b - a);
}
