import type { Part, Place, Session, SessionSource, SourceReader, TimeRange } from '../provider.ts';
import type { Fetched } from '../../upstream/cache/freshness.ts';
import { isUuid } from './ids.ts';
import { listSessions, pageKey, type SessionsPage } from './operations.ts';

/**
 * OpenCX does not document the order of its list, so the sessions of a range of `createdAt` are known only when all its pages are
 * read. A part is one range, from new to old. The first range is unbounded: a small account is read at once, and the sessions of a
 * large one show how to narrow it.
 */
export const source: SessionSource = {
  hasStatus: true,
  // Its list does not document when a contact was created and updated.
  wholeLists: [],
  emailsOf,
  normalizePersonId(externalId) {
    const lower = externalId.toLowerCase();
    return isUuid(lower) ? lower : undefined;
  },
  async readPart({ createdAfter, createdBefore }, place, reader) {
    const all = { from: createdAfter ?? null, before: createdBefore ?? null };
    const [from, before] = [place?.[0] ?? all.from, place?.[1] ?? null];
    // A range that was not read in time can be newer than all that is still asked for.
    const isPast = from !== null && createdBefore !== undefined && createdBefore <= from;
    const range = place === undefined || isPast ? all : { from, before };
    return readRange({ ...range, pageSize: place?.[2] ?? 0 }, reader);
  },
};

function emailsOf(session: Session): readonly (string | null | undefined)[] {
  if (session.__typename !== 'OpenCXSession') return [];
  return [session.contact?.email, session.contact?.nonVerifiedEmail];
}

type Page = Fetched<SessionsPage>;

interface Range extends TimeRange {
  /** How many sessions a page has; 0 while that is unknown. */
  readonly pageSize: number;
}

/** A range with more pages than this is narrowed. */
const pagesPerRange = 2;

/** How many times as long a range is at most as the one before. */
const maxGrowth = 4;

const minLengthMs = 60_000;
const hourMs = 60 * 60_000;

async function readRange(start: Range, { read, callsLeft, maxCalls }: SourceReader): Promise<Part> {
  const { from, before } = start;
  const allowed = Math.min(pagesPerRange, maxCalls);
  const pages: Page[] = [];
  const cursors = new Set<string | undefined>();
  let cursor: string | undefined;
  let { pageSize } = start;
  while (!cursors.has(cursor)) {
    cursors.add(cursor);
    const page: Page = await read(listSessions, pageKey({ from, before, cursor }));
    pages.push(page);
    if (page.value.next === null) return wholeRange({ from, before, pageSize }, pages);
    cursor = page.value.next;
    pageSize = Math.max(pageSize, page.value.rows.length);
    const narrower = pages.length >= allowed ? narrow({ from, before, pageSize }, pages) : undefined;
    if (narrower) return { pages: [], readTo: undefined, next: placeOf(narrower) };
    if (callsLeft() > 0) continue;
    // The next page has all calls for it.
    if (pages.length < maxCalls)
      return { pages: [], readTo: undefined, next: placeOf({ from, before, pageSize }) };
    break;
  }
  // It cannot be narrowed any more, or its cursors have no end.
  return { ...wholeRange({ from, before, pageSize }, pages), isCut: true };
}

function placeOf({ from, before, pageSize }: Range): Place {
  return [from, before, pageSize];
}

/** Returns a range that was read to its end. */
function wholeRange({ from, before, pageSize }: Range, pages: readonly Page[]): Part {
  const part = { pages, range: { from, before } };
  if (from === null) return { ...part, readTo: null, next: null };
  const next = { from: nextFrom({ from, before, pageSize }, pages), before: from, pageSize };
  return { ...part, readTo: from - 1, next: placeOf(next) };
}

/** Where the next range begins: it should have one page of sessions. An empty range is followed by everything that is older. */
function nextFrom(
  { from, before, pageSize }: Range & { from: number },
  pages: readonly Page[],
): number | null {
  const times = timesIn({ from, before }, pages);
  if (times.length === 0) return null;
  const length = Math.max(minLengthMs, (before ?? Math.max(...times)) - from);
  const growth = pageSize === 0 ? maxGrowth : Math.min(maxGrowth, pageSize / times.length);
  return Math.floor(from - Math.max(minLengthMs, length * growth));
}

/**
 * Returns the newer part of a range with too many sessions, judging by those that came. If these are the oldest ones, a range from
 * there on would hardly be shorter, so half of it is cut off.
 * @returns undefined if no narrower range has any of them
 */
function narrow({ from, before, pageSize }: Range, pages: readonly Page[]): Range | undefined {
  const times = timesIn({ from, before }, pages);
  const [first, last] = [times.at(0), times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const newestFirst = times.toSorted((a, b) => b - a);
  const [newest = first] = newestFirst;
  const sampled = newestFirst[Math.min(Math.ceil(pageSize / 2), times.length) - 1] ?? newest;
  if (from === null) return { from: sampled, before, pageSize };
  const isOldestFirst = first < last;
  const top = before ?? Math.max(newest, Math.floor(Date.now() / hourMs) * hourMs);
  const middle = isOldestFirst ? Math.floor((from + top) / 2) : sampled;
  const narrowed = [Math.max(sampled, middle), newest].find((time) => time > from);
  return narrowed === undefined ? undefined : { from: narrowed, before, pageSize };
}

/** When the sessions of a range started, in OpenCX's order. */
function timesIn({ from, before }: TimeRange, pages: readonly Page[]): number[] {
  return pages
    .flatMap(({ value: { rows } }) => rows.map(({ createdAt }) => createdAt))
    .filter((time) => time !== null)
    .filter((time) => time >= (from ?? -Infinity) && time < (before ?? Infinity));
}
