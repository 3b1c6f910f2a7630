import DataLoader from 'dataloader';
import { badUserInput } from '../model/errors.ts';
import type { ResolversParentTypes } from '../model/generated.ts';
import { decodeNodeId, encodeNodeId, toMessageKey, type NodeKey } from '../model/node-id.ts';
import type { SessionList } from '../paging/session-list.ts';
import { checkExternalId, normalizeExternalId } from '../providers/external-id.ts';
import type { MappedSession, Provider, Session, SessionOf, SessionType } from '../providers/provider.ts';
import type { Freshness } from '../providers/session-model.ts';
import type { Fetched } from '../upstream/cache/freshness.ts';
import type { RequestContext } from '../upstream/call.ts';
import type { Operation } from '../upstream/operation.ts';
import { forbiddenSessions, type Access } from './access.ts';
import { assertRoomForConversation, Conversation } from './conversations.ts';
import type { RegisteredProvider, Registry } from './registry.ts';

type Node = ResolversParentTypes['Node'];

/** A list whose sessions are as fresh as the list. */
export interface FetchedList<S> extends Pick<SessionList<S>, 'rows' | 'session'> {
  readonly fetchedAt: string;
  readonly stale: boolean;
}

/** A list argument and its maximum length. */
export interface ListArgument {
  readonly ids: readonly string[];
  readonly argument: string;
  readonly max: number;
}

/** One read of a provider. */
interface Read<Value = unknown> {
  readonly registered: RegisteredProvider;
  readonly operation: Operation<Value>;
  readonly key: string;
}

/** The reads of one GraphQL request, each done once. Every method rejects with a `SessionGraphError`. */
export class Loaders {
  readonly #registry: Registry;
  readonly #request: RequestContext;
  readonly #access: Access;
  readonly #loadedLists: {
    readonly sessionType: string;
    readonly list: Fetched<SessionList<MappedSession>>;
  }[] = [];
  /** The global ids of the sessions whose messages are read. */
  readonly #conversations = new Set<string>();

  /**
   * No vendor can return many objects in one call, so a batch reads its distinct keys concurrently. The batch function
   * returns promises immediately and DataLoader adopts them, so no key waits for a slower or failing neighbour.
   */
  readonly #reads = new DataLoader<Read, Promise<Fetched<unknown>>, string>(
    async (reads) => reads.map((read) => this.#run(read)),
    { cacheKeyFn: ({ registered, operation, key }) => `${registered.provider.id}:${operation.name}:${key}` },
  );

  constructor(registry: Registry, request: RequestContext, access: Access) {
    this.#registry = registry;
    this.#request = request;
    this.#access = access;
  }

  /**
   * Runs any operation of a provider. Every read passes through here.
   * @param key names what is read, as the operation expects it
   */
  async read<Value>(
    registered: RegisteredProvider,
    operation: Operation<Value>,
    key: string,
  ): Promise<Fetched<Value>> {
    if (!this.#access.allowsSessions(registered.provider.id)) throw forbiddenSessions(registered.provider.id);
    return (await this.#reads.load({ registered, operation, key })) as Fetched<Value>;
  }

  /** @returns null for a session that its vendor does not know */
  async session<T extends SessionType>(type: T, externalId: string): Promise<SessionOf<T> | null> {
    checkExternalId(externalId, 'externalId');
    const registered = this.#registered(type);
    if (!this.#mayRead(registered)) return null;
    const { provider } = registered;
    const key = normalizeExternalId(provider, externalId);
    const fetched = await this.read(registered, provider.operations.getSession, key);
    const session: Session | null = fetched.value && fetched.value.withFreshness(freshnessOf(fetched));
    return session as SessionOf<T> | null;
  }

  /** Reads a session by its global id. */
  async sessionById(id: string, argument: string): Promise<Session | null> {
    const { type, externalId } = this.#decode(id, argument);
    if (this.#registered(type).provider.sessionType !== type) {
      throw badUserInput(`${argument} is not the global id of a session.`);
    }
    return this.session(type as SessionType, externalId);
  }

  /** Reads any object by its global id. */
  async nodeById(id: string, argument: string): Promise<Node | null> {
    const message = toMessageKey(decodeNodeId(id, argument));
    if (!message) return this.nodeByKey(this.#decode(id, argument));
    const session = this.#decode(encodeNodeId(message.session), argument);
    const conversation = await this.conversation(session);
    return conversation && conversation.messageByKey(message.message);
  }

  /** Reads any object by its key. The registry must know its type. */
  async nodeByKey({ type, externalId }: NodeKey): Promise<Node | null> {
    const { sessionType } = this.#registered(type).provider;
    return type === sessionType ? this.session(sessionType, externalId) : this.owner(type, externalId);
  }

  /** Returns an object that owns a list of sessions. It consists of its id, so there is nothing to read. */
  async owner(type: string, externalId: string): Promise<Node | null> {
    checkExternalId(externalId, 'externalId');
    if (!this.#mayRead(this.#registered(type))) return null;
    return { __typename: type, id: encodeNodeId({ type, externalId }), externalId } as Node;
  }

  /** Reads the sessions of an owner. */
  async sessionList(type: string, externalId: string): Promise<FetchedList<Session>> {
    const collection = this.#registry.collection(type);
    if (!collection) throw new Error(`${type} owns no list of sessions`);
    const fetched = await this.read(this.#registered(type), collection.operation, externalId);
    const freshness = freshnessOf(fetched);
    const { rows, session } = fetched.value;
    return {
      ...freshness,
      rows,
      session: (id) => {
        return session(id)?.withFreshness(freshness);
      },
    };
  }

  /** Reads the messages of a session. @returns null if the vendor keeps none, or the caller has seen enough errors */
  async conversation(session: NodeKey): Promise<Conversation | null> {
    const registered = this.#registered(session.type);
    const { messages, sessionType } = registered.provider;
    if (!messages || sessionType !== session.type) return null;
    if (!this.#mayRead(registered) || !this.#access.check('messages')) return null;
    const id = encodeNodeId(session);
    if (!this.#conversations.has(id)) assertRoomForConversation(this.#conversations.size);
    this.#conversations.add(id);
    const fetched = await this.read(registered, messages.operation, session.externalId);
    return new Conversation(session, messages, fetched);
  }

  /** Loads every id on its own, so that one failure stays in its place. */
  many<R>({ ids, argument, max }: ListArgument, load: (id: string) => Promise<R>): Promise<R>[] {
    if (ids.length > max) {
      throw badUserInput(`${argument} must have at most ${max} entries, got ${ids.length}.`);
    }
    return ids.map((id) => load(id));
  }

  /** An object has one global id. Another spelling of the vendor's id makes no valid one. */
  #decode(id: string, argument: string): NodeKey {
    const key = decodeNodeId(id, argument);
    const provider = this.#registry.ofType(key.type)?.provider;
    if (!provider) throw badUserInput(`${argument} is not a global id of this graph.`);
    checkExternalId(key.externalId, argument);
    const isSession = key.type === provider.sessionType;
    if (isSession && normalizeExternalId(provider, key.externalId) !== key.externalId) {
      throw badUserInput(`${argument} is not a global id of this graph.`);
    }
    return key;
  }

  /** @throws {SessionGraphError} FORBIDDEN or PROVIDER_NOT_CONFIGURED */
  #mayRead(registered: RegisteredProvider): boolean {
    if (!this.#access.checkSessions(registered.provider.id)) return false;
    this.#registry.assertConfigured(registered);
    return true;
  }

  #registered(type: string): RegisteredProvider {
    const registered = this.#registry.ofType(type);
    if (!registered) throw new Error(`No provider has the type ${type}`);
    return registered;
  }

  async #run({ registered, operation, key }: Read): Promise<Fetched<unknown>> {
    const { operations, sessionType } = registered.provider;
    if (operation === operations.getSession) {
      const known = this.#inLoadedList(sessionType, key);
      if (known) return known;
    }
    const fetched = await this.#registry.account(registered).read(operation, key, this.#request);
    if (fetched.value !== null && isWholeList(registered.provider, operation)) {
      this.#loadedLists.push({ sessionType, list: fetched as Fetched<SessionList<MappedSession>> });
    }
    return fetched;
  }

  /** A session that a list of this request contains costs no call of its own. */
  #inLoadedList(type: SessionType, externalId: string): Fetched<unknown> | undefined {
    for (const { sessionType, list } of this.#loadedLists) {
      const value = sessionType === type ? list.value.session(externalId) : undefined;
      if (value) return { ...list, value };
    }
    return undefined;
  }
}

/** Whether an operation reads a list whose sessions are as complete as those that are read alone. */
function isWholeList({ collections = [], source }: Provider, operation: Operation<unknown>): boolean {
  const lists = [...collections.map((collection) => collection.operation), ...(source?.wholeLists ?? [])];
  return lists.some((list) => list === operation);
}

/** The last one: many sessions of an answer were fetched in the same millisecond. */
let shown = { time: 0, date: new Date(0).toISOString() };

export function freshnessOf({ fetchedAt: time, stale }: Fetched<unknown>): Freshness {
  if (shown.time !== time) shown = { time, date: new Date(time).toISOString() };
  return { fetchedAt: shown.date, stale };
}
