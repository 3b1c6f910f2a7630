import { lookup } from 'node:dns';
import {
  Agent as HttpAgent,
  globalAgent,
  type AgentOptions,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import got, { type Got, type Response } from 'got';
import { isLoopback } from '../model/loopback.ts';
import { isAllowedHost, notPublic, publicLookup } from './addresses.ts';
import { unanswered } from './breaker/health.ts';
import {
  Failure,
  failureOfError,
  failureOfStatus,
  isConnectTimeout,
  notInTime,
  withDetails,
} from './failure.ts';
import { limitLongBodies, readBody } from './body.ts';
import type { UpstreamRequest } from './operation.ts';

type Stream = ReturnType<Got['stream']>;

/** The body of an error answer is only read to free its connection. A longer one costs the connection instead. */
const maxDrainedBytes = 64 * 1024;
const maxDrainMs = 1000;

export interface HttpOptions {
  readonly baseUrl: URL;
  /** For the DNS lookup, the TCP connection and the TLS handshake each, in milliseconds. */
  readonly connectTimeoutMs: number;
  readonly maxConnections: number;
  /** Whether the host may have a private address. A base URL that names a loopback host may be called in any case. */
  readonly allowPrivate: boolean;
  /** Resolves host names. Default: the system's resolver. */
  readonly resolve?: typeof lookup;
  /** Whether this is the documented body of an answer with status 500. Default: none is documented. */
  readonly isDocumentedError?: (body: unknown) => boolean;
}

export interface SendOptions<T> {
  readonly request: UpstreamRequest;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** When the signal aborts at the latest, on the clock of `performance.now()`. It changes when requests join or leave. Default: unknown. */
  readonly deadline?: () => number;
  /** A timeout after less than this tells nothing about the vendor, in milliseconds. Default: 0. */
  readonly enoughMs?: number;
  readonly onResponse?: (status: number, headers: IncomingHttpHeaders) => void;
  /** Parses and converts the body. Whatever it throws counts as an invalid response. */
  readonly decode: (text: string, bytes: number) => T | Promise<T>;
}

/** The HTTP connections of one link. It throws only `Failure`: got's errors contain URLs and credentials. */
export class Http {
  readonly #got: Got;
  readonly #baseUrl: string;
  readonly #isAllowed: boolean;
  readonly #connectTimeoutMs: number;
  readonly #isDocumentedError: (body: unknown) => boolean;
  readonly #longBodies = limitLongBodies();
  readonly #agents: { readonly http: HttpAgent; readonly https: HttpsAgent };

  constructor(options: HttpOptions) {
    const { baseUrl, connectTimeoutMs, maxConnections, allowPrivate, resolve = lookup } = options;
    const isUnchecked = allowPrivate || isLoopback(baseUrl.hostname);
    this.#isAllowed = allowPrivate || isAllowedHost(baseUrl.hostname);
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#isDocumentedError = options.isDocumentedError ?? (() => false);
    // NODE_USE_ENV_PROXY makes Node.js use a proxy in its own agents only. Node.js resolves the proxy's name without `dnsLookup`.
    const { proxyEnv } = (globalAgent as HttpAgent & { readonly options: AgentOptions }).options;
    const agentOptions = { keepAlive: true, maxSockets: maxConnections, ...(proxyEnv && { proxyEnv }) };
    this.#agents = { http: new HttpAgent(agentOptions), https: new HttpsAgent(agentOptions) };
    this.#baseUrl = baseUrl.href.replace(/\/+$/, '');
    this.#got = got.extend({
      headers: { accept: 'application/json', 'user-agent': 'session-graph' },
      agent: this.#agents,
      dnsLookup: isUnchecked ? (resolve as LookupFunction) : publicLookup(resolve),
      followRedirect: false,
      throwHttpErrors: false,
      // retries.ts retries: its deadline covers all attempts, got's covers one.
      retry: { limit: 0 },
      timeout: { lookup: connectTimeoutMs, connect: connectTimeoutMs, secureConnect: connectTimeoutMs },
    });
  }

  /**
   * Sends one request.
   * @throws {Failure}
   */
  async send<T>(options: SendOptions<T>): Promise<T> {
    if (!this.#isAllowed) throw notPublic();
    const { request, signal, headers, deadline = () => Infinity, enoughMs = 0 } = options;
    const body = request.method === 'POST' ? { method: request.method, json: request.body } : {};
    const started = performance.now();
    let stream: Stream | undefined;
    const abort = (): void => void stream?.destroy(notInTime());
    try {
      if (signal.aborted) throw notInTime();
      // Not got's option `signal`, which costs as much as parsing a session.
      stream = this.#got.stream(this.#urlOf(request), { headers, ...body });
      signal.addEventListener('abort', abort, { once: true });
      return await this.#read(stream, options);
    } catch (error) {
      const failure = failureOfError(error);
      if (failure.details.status !== undefined) throw failure;
      const isSent = stream?.timings?.upload !== undefined;
      const now = performance.now();
      const health = unanswered(
        failure,
        isConnectTimeout(error)
          ? { isSent, lateMs: this.#lateMs(stream), hadTime: true }
          : { isSent, lateMs: now - deadline(), hadTime: now - started >= enoughMs },
      );
      throw withDetails(failure, { health, unsent: !isSent });
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** How late it was noticed that a step of connecting took too long. It began when the step before it ended. */
  #lateMs(stream: Stream | undefined): number {
    const { start = 0, socket, lookup: resolved, connect } = stream?.timings ?? {};
    return Date.now() - (connect ?? resolved ?? socket ?? start) - this.#connectTimeoutMs;
  }

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  #urlOf({ path, query = {} }: UpstreamRequest): string {
    const url = [this.#baseUrl, ...path.map(encodeSegment)].join('/');
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) parameters.set(name, String(value));
    }
    return parameters.size > 0 ? `${url}?${parameters}` : url;
  }

  async #read<T>(stream: Stream, options: SendOptions<T>): Promise<T> {
    // An error between two reads would otherwise end the process. The next read throws it anyway.
    stream.on('error', () => undefined);
    try {
      const response = await responseOf(stream);
      options.onResponse?.(response.statusCode, response.headers);
      const isReadable = encodings(response.rawHeaders) <= 1;
      const failure = failureOfStatus(response.statusCode, response.headers);
      const error = failure && isReadable ? await this.#drain(stream, options.signal) : undefined;
      if (failure)
        throw this.#isAboutOneId(failure, error) ? withDetails(failure, { health: 'up' }) : failure;
      if (!isReadable) throw new Failure('UPSTREAM_INVALID_RESPONSE', 'sent an answer that is encoded twice');
      const { maxBytes, signal, decode } = options;
      return await readBody(stream, { maxBytes, signal, longBodies: this.#longBodies, decode });
    } finally {
      stream.destroy();
    }
  }

  #isAboutOneId({ details }: Failure, body: string | undefined): boolean {
    return details.status === 500 && body !== undefined && this.#isDocumentedError(parseJson(body));
  }

  /** Consumes the body of an error answer so that its connection can be reused, unless the body is large or late. */
  async #drain(body: Stream, signal: AbortSignal): Promise<string | undefined> {
    const options = { maxBytes: maxDrainedBytes, signal, longBodies: this.#longBodies, decode: asText };
    const late = new AbortController();
    const text = readBody(body, options).catch(() => undefined);
    const timeout = delay(maxDrainMs, undefined, { signal: late.signal }).catch(() => undefined);
    try {
      return await Promise.race([text, timeout]);
    } finally {
      late.abort();
    }
  }
}

/** @throws {Failure} for 101: nobody asked for another protocol, and Node waits for somebody to speak it */
function responseOf(stream: Stream): Promise<Response> {
  return new Promise((resolve, reject) => {
    stream.once('response', resolve).once('error', reject);
    stream.once('upgrade', ({ statusCode, headers }: IncomingMessage, socket: Duplex) => {
      socket.destroy();
      reject(failureOfStatus(statusCode ?? 101, headers));
    });
  });
}

/** How often the body is compressed. Each time costs memory, and got would undo any number. */
function encodings(rawHeaders: readonly string[]): number {
  const values = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'content-encoding',
  );
  return values
    .join(',')
    .split(',')
    .filter((encoding) => !/^\s*(identity)?\s*$/i.test(encoding)).length;
}

/** @returns undefined for what is no JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const asText = (text: string): string => text;

/** A vendor's cursor can become a path segment, so segments are checked here even though ids are checked before. */
function encodeSegment(segment: string): string {
  if (segment !== '' && segment !== '.' && segment !== '..' && segment.isWellFormed()) {
    return encodeURIComponent(segment);
  }
  throw new Failure('UPSTREAM_INVALID_RESPONSE', 'cannot be asked for such a path');
}
