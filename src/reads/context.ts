import type { Context } from '@opentelemetry/api';
import type { Logger } from '../model/logger.ts';
import type { Loaders } from './loaders.ts';
import type { ProviderRegistry } from './registry.ts';
import type { ReadReport } from '../upstream/observer.ts';

/** What every resolver gets: made anew for each GraphQL request. */
export interface GraphContext {
  readonly requestId: string;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  readonly loaders: Loaders;
  readonly providers: ProviderRegistry;
  /** What the request belongs to in a trace. */
  readonly trace: Context;
  /** What has been read for this request so far. */
  readonly reads: readonly ReadReport[];
}
