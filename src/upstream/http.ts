import { once } from 'node:events';
import { Agent as HttpAgent, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { type Got } from 'got';
import { failureOfError, failureOfStatus } from './failure.ts';
import { placesForLongBodies, readBody } from './body.ts';

export interface HttpOptions {
  readonly baseUrl: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** For the name look-up, the TCP and the TLS connection each, in milliseconds. */
  readonly connectTimeoutMs: number;
  readonly maxConnections: number;
}

export interface GetOptions<T> {
  /** Unencoded path segments below the base URL. */
  readonly path: readonly string[];
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Beside those that every request has. */
  readonly headers: Readonly<Record<string, string>>;
  readonly onResponse?: (status: number, headers: IncomingHttpHeaders) => void;
  /** Makes the answer of the parsed body; what it throws counts as an invalid response. */
  readonly decode: (json: unknown, bytes: number) => T;
}

/** One vendor's connections. Everything it throws is a `Failure`: got's errors carry URLs and credentials. */
export class Http {
  readonly #got: Got;
  readonly #baseUrl: string;
  readonly #longBodies = placesForLongBodies();
  readonly #agents: { readonly http: HttpAgent; readonly https: HttpsAgent };

  constructor(options: HttpOptions) {
    const { connectTimeoutMs } = options;
    const agentOptions = { keepAlive: true, maxSockets: options.maxConnections };
    this.#agents = { http: new HttpAgent(agentOptions), https: new HttpsAgent(agentOptions) };
    this.#baseUrl = options.baseUrl.href.replace(/\/+$/, '');
    this.#got = got.extend({
      headers: { accept: 'application/json', 'user-agent': 'session-graph', ...options.headers },
      agent: this.#agents,
      followRedirect: false,
      throwHttpErrors: false,
      // Retries stand above, in client.ts: there one deadline covers them all, got's covers an attempt.
      retry: { limit: 0 },
      timeout: { lookup: connectTimeoutMs, connect: connectTimeoutMs, secureConnect: connectTimeoutMs },
    });
  }

  /**
   * One attempt of a GET.
   * @throws {Failure}
   */
  async get<T>(options: GetOptions<T>): Promise<T> {
    const url = [this.#baseUrl, ...options.path.map(encodeURIComponent)].join('/');
    try {
      return await this.#read(
        this.#got.stream(url, { signal: options.signal, headers: options.headers }),
        options,
      );
    } catch (error) {
      throw failureOfError(error);
    }
  }

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  async #read<T>(stream: ReturnType<Got['stream']>, options: GetOptions<T>): Promise<T> {
    // An error that comes while nobody is reading would otherwise end the process; the next read throws it anyway.
    stream.on('error', () => undefined);
    try {
      const [response] = await once(stream, 'response');
      options.onResponse?.(response.statusCode, response.headers);
      const failure = failureOfStatus(response.statusCode, response.headers);
      if (failure) {
        await this.#drain(stream, options.signal);
        throw failure;
      }
      const decode = (text: string, bytes: number): T => options.decode(JSON.parse(text), bytes);
      const { maxBytes, signal } = options;
      return await readBody(stream, { maxBytes, signal, longBodies: this.#longBodies, decode });
    } finally {
      stream.destroy();
    }
  }

  /** Reads a failure's body away, so that its connection serves the next call; one that is large is not worth it. */
  async #drain(body: AsyncIterable<Buffer>, signal: AbortSignal): Promise<void> {
    const options = { maxBytes: 64 * 1024, signal, longBodies: this.#longBodies, decode: () => undefined };
    await readBody(body, options).catch(() => undefined);
  }
}
