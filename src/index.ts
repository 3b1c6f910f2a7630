export { createSessionGraph, type SessionGraph } from './library/session-graph.ts';
export type { ProviderOptions, SessionGraphOptions } from './library/options.ts';
export type { ErrorCode, ErrorExtensions } from './model/errors.ts';
export type { Logger } from './model/logger.ts';
export type { ContextOptions, GraphContext } from './reads/context.ts';
