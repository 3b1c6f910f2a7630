import { SessionGraphError } from '../../model/errors.ts';
import type { SessionProvider } from '../../model/generated.ts';
import type { SessionSource, SourceQuery, SourceReader } from '../../providers/source.ts';
import type { Fetched } from '../../upstream/cache/freshness.ts';
import type { Operation } from '../../upstream/operation.ts';
import type { Loaders } from '../loaders.ts';
import type { RegisteredProvider } from '../registry.ts';
import type { Walk } from './walk.ts';

export interface SourceWalkOptions {
  readonly registered: RegisteredProvider;
  readonly source: SessionSource;
  readonly query: SourceQuery;
  readonly walk: Walk;
  readonly loaders: Loaders;
  readonly maxCalls: number;
}

/** One source of a page: its walk, and the calls that it may still make. */
export class SourceWalk {
  readonly walk: Walk;
  readonly #options: SourceWalkOptions;
  #calls = 0;
  /** Why the source cannot be read. */
  failure: SessionGraphError | undefined;

  constructor(options: SourceWalkOptions) {
    this.#options = options;
    this.walk = options.walk;
  }

  get provider(): SessionProvider {
    return this.#options.registered.provider.id;
  }

  get canRead(): boolean {
    return this.failure === undefined && this.walk.next !== null && this.#callsLeft() > 0;
  }

  /** Reads the next part. A failure of the vendor is kept, and is not thrown. */
  async read(): Promise<void> {
    const { source, query, walk } = this.#options;
    try {
      walk.add(await source.readPart(query, walk.next ?? undefined, this.#reader()));
    } catch (error) {
      if (!(error instanceof SessionGraphError)) throw error;
      this.failure = error;
    }
  }

  #callsLeft(): number {
    return this.#options.maxCalls - this.#calls;
  }

  #reader(): SourceReader {
    const { registered, loaders, maxCalls } = this.#options;
    const { credential } = registered;
    if (!credential) throw new Error('A provider without a credential has no source');
    return {
      settings: credential.settings,
      maxCalls,
      callsLeft: () => this.#callsLeft(),
      read: async <Value>(operation: Operation<Value>, key: string): Promise<Fetched<Value>> => {
        const fetched = await loaders.read(registered, operation, key);
        if (!fetched.isCached) this.#calls += 1;
        return fetched;
      },
    };
  }
}
