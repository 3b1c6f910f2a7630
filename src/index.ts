// oxlint-disable-next-line no-unassigned-import -- It checks the version of Node.js before the other modules load.
import './library/require-node.ts';

export { createSessionGraph, type SessionGraph } from './library/session-graph.ts';
export type { ProviderOptions, SessionGraphOptions } from './library/options.ts';
export { SessionGraphError, type ErrorCode, type ErrorExtensions } from './model/errors.ts';
export type { Logger } from './model/logger.ts';
export type { ContextOptions, GraphContext } from './reads/context.ts';
