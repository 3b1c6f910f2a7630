/** One HTTP request to a vendor. */
export type UpstreamRequest = GetRequest | PostRequest;

interface GetRequest {
  readonly method?: 'GET';
  /** Unencoded path segments below the base URL. */
  readonly path: readonly string[];
  /** Parameters whose value is undefined are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** A read that the vendor serves by POST. It is cached, coalesced and retried like any other read. */
interface PostRequest extends Omit<GetRequest, 'method'> {
  readonly method: 'POST';
  /** Sent as JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The settings of a provider that its operations refer to. */
export interface OperationLimits {
  /** The largest session that is read, in bytes. */
  readonly maxSessionBytes: number;
  /** The largest list that is read, in bytes. */
  readonly maxListBytes: number;
  /** How long open sessions are fresh, in milliseconds. */
  readonly cacheOpenMs: number;
  /** How long ended or deleted sessions are fresh, in milliseconds. */
  readonly cacheEndedMs: number;
  /** How long the answer "no such session" is fresh, in milliseconds. */
  readonly cacheNotFoundMs: number;
  /** How long lists of sessions are fresh, in milliseconds. */
  readonly cacheListMs: number;
  /** The number of messages of one session that are read. */
  readonly maxMessages: number;
  /** The number of requests that read the messages of one session, without retries. */
  readonly maxMessageCalls: number;
  /** How long the messages of a session are fresh, in milliseconds. */
  readonly cacheMessagesMs: number;
}

/**
 * One kind of read that a provider declares. It is a value without state: the generic path in `upstream/` runs every
 * operation through cache, in-flight reads, budget, breaker, retries, metrics and traces.
 */
export interface Operation<Value> {
  /** The operation's label in logs, metrics, traces and cache keys. */
  readonly name: string;
  /** @param key names what is read, a session's id for example */
  request(key: string): UpstreamRequest;
  /**
   * Whether the request names no id of a session or of its owner. Then 403 is about the credential, otherwise it can be about the id.
   * Default: it names one.
   */
  namesNoId?(key: string): boolean;
  /**
   * Checks the parsed body of one answer and converts it.
   * @throws {Error} of any kind when the answer is unusable: the read fails with UPSTREAM_INVALID_RESPONSE
   */
  decode(json: unknown, key: string): Value;
  /** For a value that takes several requests. */
  readonly chain?: Chain<Value>;
  /** The setting that bounds the bodies of all answers together. */
  readonly maxBytes: 'maxSessionBytes' | 'maxListBytes';
  /** Whether 404 reads as null. Otherwise it is a NOT_FOUND error. */
  readonly nullWhenNotFound: boolean;
  /** How long a value other than null is fresh, in milliseconds. */
  lifetimeMs(value: NonNullable<Value>, limits: OperationLimits): number;
  /** Whether replicas share the cached value through Redis, or each process keeps its own. */
  readonly cachedIn: 'redis' | 'process';
  /**
   * Which purge drops the cached value: that of the session whose external id is the key, or that of any session.
   */
  readonly purgedWith: 'its session' | 'any session';
  /** How many rows of the answer were skipped because they have no usable id. */
  skippedRows?(value: Value): number;
}

/**
 * Why a chain ended before its last page: a limit of ours, the vendor's quota, the deadline, or pages that repeat or
 * contradict each other.
 */
export const cuts = ['bound', 'quota', 'deadline', 'inconsistent'] as const;
export type Cut = (typeof cuts)[number];

/** What a chain has read so far. */
export interface ChainProgress<Value> {
  readonly pages: readonly Value[];
  readonly limits: OperationLimits;
}

/** Follows an answer with further requests, one after the other. Its value is what was read when it ended. */
export interface Chain<Value> {
  maxRequests(limits: OperationLimits): number;
  /** @returns the request after `page`; undefined when `page` is the last; why no more is read otherwise */
  next(
    page: Value,
    key: string,
    progress: ChainProgress<Value>,
  ): UpstreamRequest | 'bound' | 'inconsistent' | undefined;
  /** @param isComplete false when the chain ended before its last page */
  join(pages: readonly Value[], isComplete: boolean, limits: OperationLimits): Value;
}
