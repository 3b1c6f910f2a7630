export type { GraphContext } from './reads/context.ts';
export type { ErrorCode, ErrorExtensions } from './model/errors.ts';
export {
  createSessionGraph,
  type ContextOptions,
  type ProviderOptions,
  type SessionGraph,
  type SessionGraphOptions,
} from './library/session-graph.ts';
export type { Logger } from './model/logger.ts';
