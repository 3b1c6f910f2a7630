import type { SessionFeedSource, SessionFeedSourceState, SessionProvider } from '../../model/generated.ts';
import type { Observer } from '../../upstream/observer.ts';
import { forbiddenSessions, type Access } from '../access.ts';
import { freshnessOf, type Loaders } from '../loaders.ts';
import type { RegisteredProvider, Registry } from '../registry.ts';
import { decodeCursor, encodeCursor, type Continuation, type CursorScope } from './cursor.ts';
import { canonicalFilter, parseFilter, parsePageSize, type FeedArgs } from './filter.ts';
import type { FeedFilter } from './filter.ts';
import { after, start, type Key } from './key.ts';
import { hasNothing, sourceMatches, stateBeforeReading } from './matching.ts';
import type { Selected } from './merge.ts';
import { continueAfter, readPage } from './page.ts';
import { SourceWalk } from './source-walk.ts';
import type { FeedRow } from './take.ts';
import { Walk } from './walk.ts';

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
  readonly observer: Observer;
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
    const contributions = asked.map(toFeedSource);
    for (const { provider, state } of contributions) this.#options.observer.feedSource?.({ provider, state });
    assertAnswered(sources);
    return toPage({ contributions, sources, selected, from, scope });
  }

  #ask(filter: FeedFilter, from: Continuation, size: number): Asked[] {
    const { registry } = this.#options;
    const wanted = registry.all.filter(({ provider: { id } }) => filter.providers?.has(id) ?? true);
    return wanted.map((registered) => {
      const state = stateBeforeReading(registered, filter);
      if (state) return { registered, state };
      const source = this.#open(registered, { filter, from, size });
      return { registered, source };
    });
  }

  #open(
    registered: RegisteredProvider,
    { filter, from, size }: { filter: FeedFilter; from: Continuation; size: number },
  ): SourceWalk {
    const { registry, loaders, maxCalls, access } = this.#options;
    const { provider, credential } = registered;
    const { id, source } = provider;
    if (!source || !credential) throw new Error(`${id} lists no sessions`);
    const rank = registry.all.indexOf(registered);
    const walk = new Walk({
      after: from.key,
      createdAfter: filter.createdAfter ?? -Infinity,
      size,
      place: hasNothing(source, filter) ? null : from.places.get(id),
      isPartial: from.partial.has(id),
      toRow: (page, externalId, time) => ({
        key: { time, rank, externalId },
        provider: id,
        session: () => {
          const session = page.value.session(externalId);
          if (!session) throw new Error('A list does not have its own row');
          return session.withFreshness(freshnessOf(page));
        },
      }),
      matches: (row) => sourceMatches(source, filter, row),
    });
    const query = {
      personId: filter.email === undefined ? filter.externalId : undefined,
      createdAfter: filter.createdAfter,
      createdBefore: from.key === start ? undefined : from.key.time + 1,
    };
    return new SourceWalk({
      provider: id,
      source,
      query,
      walk,
      ownerIds: credential.settings.chatbotIds ?? [],
      maxCalls,
      read: (operation, key) => loaders.read(registered, operation, key),
      failure: access.allowsSessions(id) ? undefined : forbiddenSessions(id),
    });
  }
}

/** Begins after everything that started too late. */
function firstPage({ createdBefore }: FeedFilter): Continuation {
  return {
    key: createdBefore === undefined ? start : after(createdBefore - 1),
    places: new Map(),
    partial: new Set(),
  };
}

interface PageParts {
  readonly contributions: readonly SessionFeedSource[];
  readonly sources: readonly SourceWalk[];
  readonly selected: Selected<FeedRow>;
  readonly from: Continuation;
  readonly scope: CursorScope;
}

function toPage({ contributions, sources, selected, from, scope }: PageParts): FeedPage {
  const { rows, position, hasMore } = selected;
  const cursorAt = (key: Key): string => encodeCursor(continueAfter(key, sources, from), scope);
  return {
    rows,
    sources: contributions,
    hasNextPage: hasMore,
    endCursor: rows.length > 0 || hasMore ? cursorAt(position) : null,
    cursorOf: ({ key }) => cursorAt(key),
  };
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
function assertAnswered(sources: readonly SourceWalk[]): void {
  const [failed] = sources.flatMap(({ failure }) => failure ?? []);
  if (failed && sources.every(({ failure }) => failure)) throw failed;
}
