import type { SessionFeedSource, SessionFeedSourceState, SessionProvider } from '../../model/generated.ts';
import type { Place } from '../../providers/source.ts';
import { forbiddenSessions, type Access } from '../access.ts';
import { freshnessOf, withFreshness, type Loaders } from '../loaders.ts';
import type { RegisteredProvider, Registry } from '../registry.ts';
import { decodeCursor, encodeCursor, type Continuation, type CursorScope } from './cursor.ts';
import { canonicalFilter, matchesNothing, parseFilter, parsePageSize, type FeedArgs } from './filter.ts';
import type { FeedFilter } from './filter.ts';
import { after, compareKeys, start, type Key } from './key.ts';
import { sourceMatches, stateBeforeReading } from './matching.ts';
import { selectPage, sourcesToRead, type Selected } from './merge.ts';
import { SourceWalk } from './source-walk.ts';
import { Walk, type FeedRow } from './walk.ts';

export interface FeedPage {
  readonly rows: readonly FeedRow[];
  readonly sources: readonly SessionFeedSource[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
  cursorOf(row: FeedRow): string;
}

export interface FeedOptions {
  readonly registry: Registry;
  readonly loaders: Loaders;
  readonly access: Access;
  /** How many calls a page makes to one provider. */
  readonly maxCalls: number;
}

/** A provider that was asked for: what it is read with, or why it is not read. */
interface Asked {
  readonly registered: RegisteredProvider;
  readonly state?: SessionFeedSourceState;
  readonly source?: SourceWalk;
}

/** The sessions of all vendors in one list, for one request. */
export class Feed {
  readonly #options: FeedOptions;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /**
   * Reads one page.
   * @returns null if the caller may not filter by a person, and enough fields have said so
   * @throws {SessionGraphError} BAD_USER_INPUT or FORBIDDEN, or the failure of a vendor if none answered
   */
  async page(args: FeedArgs): Promise<FeedPage | null> {
    const { registry, access } = this.#options;
    const size = parsePageSize(args.first);
    const filter = parseFilter(args.filter);
    const providers = registry.all.map(({ provider }) => provider.id);
    const scope = { key: registry.cursorKey, filter: canonicalFilter(filter), providers };
    const from = typeof args.after === 'string' ? decodeCursor(args.after, scope) : firstPage(filter);
    const isPersonal = filter.externalId !== undefined || filter.email !== undefined;
    if (isPersonal && !access.check('personal-data')) return null;
    const asked = this.#ask(filter, from, size);
    const sources = asked.flatMap(({ source }) => source ?? []);
    const selected = await readPage(sources, from, size);
    assertAnswered(asked);
    return toPage({ asked, sources, selected, from, scope });
  }

  #ask(filter: FeedFilter, from: Continuation, size: number): Asked[] {
    const { registry, access } = this.#options;
    const wanted = registry.all.filter(({ provider: { id } }) => filter.providers?.has(id) ?? true);
    return wanted.map((registered) => {
      const state = stateBeforeReading(registered, filter);
      if (state) return { registered, state };
      const source = this.#open(registered, { filter, from, size });
      if (!access.allowsSessions(registered.provider.id)) {
        source.failure = forbiddenSessions(registered.provider.id);
      }
      return { registered, source };
    });
  }

  #open(
    registered: RegisteredProvider,
    { filter, from, size }: { filter: FeedFilter; from: Continuation; size: number },
  ): SourceWalk {
    const { registry, loaders, maxCalls } = this.#options;
    const { id, source } = registered.provider;
    if (!source) throw new Error(`${id} lists no sessions`);
    const rank = registry.all.indexOf(registered);
    const isNotAfterStart = from.key === start;
    const walk = new Walk({
      after: from.key,
      createdAfter: filter.createdAfter ?? -Infinity,
      size,
      place: matchesNothing(filter) ? null : from.places.get(id),
      toRow: (page, externalId, time) => ({
        key: { time, rank, externalId },
        provider: id,
        session: () => {
          const session = page.value.session(externalId);
          if (!session) throw new Error('A list does not have its own row');
          return withFreshness(session, freshnessOf(page));
        },
      }),
      matches: (row) => sourceMatches(source, filter, row),
    });
    const query = {
      personId: filter.email === undefined ? filter.externalId : undefined,
      createdAfter: filter.createdAfter,
      createdBefore: isNotAfterStart ? undefined : from.key.time + 1,
    };
    return new SourceWalk({ registered, source, query, walk, loaders, maxCalls });
  }
}

/** Begins after everything that started too late. */
function firstPage({ createdBefore }: FeedFilter): Continuation {
  return { key: createdBefore === undefined ? start : after(createdBefore - 1), places: new Map() };
}

async function readPage(
  sources: readonly SourceWalk[],
  from: Continuation,
  size: number,
): Promise<Selected<FeedRow>> {
  for (;;) {
    const blocking = blockingSources(sources, size);
    const readable = blocking.filter((source) => source.canRead);
    if (readable.length === 0) break;
    await Promise.all(readable.map((source) => source.read()));
  }
  const selected = select(sources, from.key, size);
  if (size === 0 || !selected.hasMore || hasAdvanced(sources, from, selected)) return selected;
  for (const { walk } of blockingSources(sources, size)) walk.giveUp();
  return select(sources, from.key, size);
}

function select(sources: readonly SourceWalk[], key: Key, size: number): Selected<FeedRow> {
  const walks = sources.filter(({ failure }) => !failure).map(({ walk }) => walk);
  return selectPage(walks, { size, after: key });
}

function blockingSources(sources: readonly SourceWalk[], size: number): SourceWalk[] {
  const answering = sources.filter(({ failure }) => !failure);
  const walks = new Set(sourcesToRead(answering.map(({ walk }) => walk), size));
  return answering.filter(({ walk }) => walks.has(walk));
}

/** Whether the next page differs from this one. */
function hasAdvanced(
  sources: readonly SourceWalk[],
  from: Continuation,
  { position }: Selected<FeedRow>,
): boolean {
  if (compareKeys(position, from.key) !== 0) return true;
  return sources.some(({ failure, walk }) => !failure && walk.placeAfter(position) !== walk.start);
}

interface PageParts {
  readonly asked: readonly Asked[];
  readonly sources: readonly SourceWalk[];
  readonly selected: Selected<FeedRow>;
  readonly from: Continuation;
  readonly scope: CursorScope;
}

function toPage({ asked, sources, selected, from, scope }: PageParts): FeedPage {
  const { rows, position, hasMore } = selected;
  const cursorAt = (key: Key): string => encodeCursor({ key, places: placesAfter(key, sources, from) }, scope);
  return {
    rows,
    sources: asked.map(toFeedSource),
    hasNextPage: hasMore,
    endCursor: rows.length > 0 || hasMore ? cursorAt(position) : null,
    cursorOf: ({ key }) => cursorAt(key),
  };
}

/** A source that failed is read again where it was, and skips what lies behind the key. */
function placesAfter(
  key: Key,
  sources: readonly SourceWalk[],
  from: Continuation,
): ReadonlyMap<string, Place | null> {
  const places = new Map(from.places);
  for (const { failure, walk, provider } of sources) {
    const place = failure ? undefined : walk.placeAfter(key);
    if (place !== undefined) places.set(provider, place);
  }
  return places;
}

function toFeedSource({ registered, state, source }: Asked): SessionFeedSource {
  const provider: SessionProvider = registered.provider.id;
  const failure = source?.failure?.extensions;
  return {
    __typename: 'SessionFeedSource',
    provider,
    state: state ?? (failure ? 'FAILED' : source?.walk.isPartial ? 'PARTIAL' : 'COMPLETE'),
    code: failure?.code ?? null,
    retryAfterSeconds: failure?.retryAfterSeconds ?? null,
  };
}

/** @throws {SessionGraphError} the first failure, if at least one source failed and none answered */
function assertAnswered(asked: readonly Asked[]): void {
  const sources = asked.flatMap(({ source }) => source ?? []);
  const [failed] = sources.flatMap(({ failure }) => failure ?? []);
  if (failed && sources.every(({ failure }) => failure)) throw failed;
}
