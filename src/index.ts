export type { GraphContext } from './context.ts';
export type { ErrorCode, ErrorExtensions } from './errors.ts';
export {
  createSessionGraph,
  type ContextOptions,
  type ProviderOptions,
  type SessionGraph,
  type SessionGraphOptions,
} from './graph.ts';
export type { Logger } from './logger.ts';
