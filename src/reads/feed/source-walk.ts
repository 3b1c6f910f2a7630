import { SessionGraphError } from '../../model/errors.ts';
import type { SessionProvider } from '../../model/generated.ts';
import type { SessionSource, SourceQuery, SourceReader } from '../../providers/provider.ts';
import type { Walk } from './walk.ts';

export interface SourceWalkOptions extends Pick<SourceReader, 'ownerIds' | 'maxCalls' | 'read'> {
  readonly provider: SessionProvider;
  readonly source: SessionSource;
  readonly query: SourceQuery;
  readonly walk: Walk;
  /** Why the source cannot be read. */
  readonly failure?: SessionGraphError | undefined;
}

/** One source of a page: its walk, and the calls that it may still make. */
export class SourceWalk {
  readonly provider: SessionProvider;
  readonly walk: Walk;
  /** Why the source cannot be read. */
  failure: SessionGraphError | undefined;
  readonly #options: SourceWalkOptions;
  readonly #reader: SourceReader;
  #callsLeft: number;

  constructor(options: SourceWalkOptions) {
    this.#options = options;
    this.provider = options.provider;
    this.walk = options.walk;
    this.failure = options.failure;
    this.#callsLeft = options.maxCalls;
    this.#reader = {
      ownerIds: options.ownerIds,
      maxCalls: options.maxCalls,
      callsLeft: () => this.#callsLeft,
      read: async (operation, key) => {
        const fetched = await options.read(operation, key);
        // A stale page is refreshed by a call.
        if (!fetched.isCached || fetched.stale) this.#callsLeft -= 1;
        return fetched;
      },
    };
  }

  get canRead(): boolean {
    return this.failure === undefined && this.walk.next !== null && this.#callsLeft > 0;
  }

  /** Reads the next part. A failure of the vendor is kept, and is not thrown. */
  async read(): Promise<void> {
    const { source, query, walk } = this.#options;
    try {
      await walk.add(await source.readPart(query, walk.next ?? undefined, this.#reader));
    } catch (error) {
      if (!(error instanceof SessionGraphError)) throw error;
      this.failure = error;
    }
  }
}
