import DataLoader from 'dataloader';
import { badUserInput } from '../model/errors.ts';
import { checkExternalId, normalizeExternalId } from '../providers/external-id.ts';
import { decodeNodeId, encodeNodeId, type NodeKey } from '../model/node-id.ts';
import type { Mapped, Session, SessionOf, SessionType } from '../providers/provider.ts';
import type { SessionList } from '../paging/session-list.ts';
import { connectionOf, type ProviderRegistry, type RegisteredProvider } from './registry.ts';
import type { Fetched } from '../upstream/cache/reads.ts';
import type { CallContext } from '../upstream/client.ts';
import type { ResolversParentTypes } from '../model/generated.ts';

type Node = ResolversParentTypes['Node'];

/** A list of which each session says how fresh it is, as the list does. */
export interface FetchedList<S> extends Pick<SessionList<S>, 'rows' | 'session'> {
  readonly fetchedAt: string;
  readonly stale: boolean;
}

/** A list argument and how long it may be. */
export interface ListArgument {
  readonly ids: readonly string[];
  readonly argument: string;
  readonly most: number;
}

/** Everything that one GraphQL request reads, each thing once. Every method rejects with a `SessionGraphError`. */
export class Loaders {
  readonly #registry: ProviderRegistry;
  readonly #call: CallContext;
  readonly #sessions = loadEach((key) => this.#readSession(key));
  readonly #lists = loadEach((key) => this.#readList(key));
  readonly #loadedLists: { readonly type: string; readonly list: FetchedList<Session> }[] = [];

  constructor(registry: ProviderRegistry, call: CallContext) {
    this.#registry = registry;
    this.#call = call;
  }

  /** @returns null for a session that its vendor does not know */
  async session<T extends SessionType>(type: T, externalId: string): Promise<SessionOf<T> | null> {
    return (await this.#sessions.load(this.#keyOf(type, externalId))) as SessionOf<T> | null;
  }

  /** A session by its global id. */
  async sessionById(id: string, argument: string): Promise<Session | null> {
    const { type, externalId } = this.#decode(id, argument);
    if (this.#registered(type).definition.sessionType !== type) {
      throw badUserInput(`${argument} is not the global id of a session.`);
    }
    return this.session(type as SessionType, externalId);
  }

  /** Any object by its global id. */
  async nodeById(id: string, argument: string): Promise<Node | null> {
    return this.nodeByKey(this.#decode(id, argument));
  }

  /** Any object by its key, of a type that the registry has. */
  async nodeByKey({ type, externalId }: NodeKey): Promise<Node | null> {
    const { sessionType } = this.#registered(type).definition;
    if (type === sessionType) return this.session(type as SessionType, externalId);
    return this.node(type as Node['__typename'], externalId);
  }

  /** An object that is made of its id alone, a chatbot say. */
  async node<T extends Node['__typename']>(
    type: T,
    externalId: string,
  ): Promise<Extract<Node, { __typename: T }>> {
    checkExternalId(externalId, 'externalId');
    const registered = this.#registered(type);
    connectionOf(registered);
    return registered.definition.nodes?.[type]?.(externalId) as Extract<Node, { __typename: T }>;
  }

  /** The sessions of a vendor's chatbot. */
  async sessionList<T extends SessionType>(
    type: T,
    parentExternalId: string,
  ): Promise<FetchedList<SessionOf<T>>> {
    return (await this.#lists.load({ type, externalId: parentExternalId })) as FetchedList<SessionOf<T>>;
  }

  /** Each id for itself: one that fails fails in its place. */
  many<R>({ ids, argument, most }: ListArgument, load: (id: string) => Promise<R>): Promise<R>[] {
    if (ids.length > most) throw badUserInput(`${argument} must have at most ${most} entries.`);
    return ids.map((id) => load(id));
  }

  /** An object has one global id: another spelling of the vendor's id makes none. */
  #decode(id: string, argument: string): NodeKey {
    const key = decodeNodeId(id, argument);
    const definition = this.#registry.ofType(key.type)?.definition;
    if (!definition) throw badUserInput(`${argument} is not a global id of this graph.`);
    checkExternalId(key.externalId, argument);
    const isSession = key.type === definition.sessionType;
    if (isSession && normalizeExternalId(definition, key.externalId) !== key.externalId) {
      throw badUserInput(`${argument} is not a global id of this graph.`);
    }
    return key;
  }

  #registered(type: string): RegisteredProvider {
    const registered = this.#registry.ofType(type);
    if (!registered) throw new Error(`No provider has the type ${type}`);
    return registered;
  }

  #keyOf(type: SessionType, externalId: string): NodeKey {
    checkExternalId(externalId, 'externalId');
    const registered = this.#registered(type);
    connectionOf(registered);
    return { type, externalId: normalizeExternalId(registered.definition, externalId) };
  }

  async #readSession({ type, externalId }: NodeKey): Promise<Session | null> {
    for (const loaded of this.#loadedLists) {
      const known = loaded.type === type ? loaded.list.session(externalId) : undefined;
      if (known) return known;
    }
    const fetched = await connectionOf(this.#registered(type)).getSession(externalId, this.#call);
    return fetched.value && dated(fetched.value, freshnessOf(fetched));
  }

  async #readList({ type, externalId }: NodeKey): Promise<FetchedList<Session>> {
    const fetched = await connectionOf(this.#registered(type)).listSessions(externalId, this.#call);
    const freshness = freshnessOf(fetched);
    const { rows, session } = fetched.value;
    const list = {
      ...freshness,
      rows,
      session: (id: string) => {
        const found = session(id);
        return found && dated(found, freshness);
      },
    };
    this.#loadedLists.push({ type, list });
    return list;
  }
}

type Freshness = Pick<Session, 'fetchedAt' | 'stale'>;

function freshnessOf({ fetchedAt, stale }: Fetched<unknown>): Freshness {
  return { fetchedAt: new Date(fetchedAt).toISOString(), stale };
}

function dated(session: Mapped<Session>, freshness: Freshness): Session {
  return { ...session, ...freshness };
}

/**
 * No vendor has a call for many things at once, so a batch is the distinct keys, read side by side. The batch answers
 * at once with promises, and DataLoader adopts them: no key waits for a slower or failing neighbour.
 */
function loadEach<V>(read: (key: NodeKey) => Promise<V>): DataLoader<NodeKey, Promise<V>, string> {
  return new DataLoader(async (keys) => keys.map((key) => read(key)), { cacheKeyFn: encodeNodeId });
}
