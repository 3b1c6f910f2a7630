import type { SessionEdge } from './types.ts';

/** What a client in TypeScript needs of the schema: its types, and which types an interface has. */
export { possibleTypes } from './generated.ts';
export type * from './types.ts';

/** A session of any vendor. Its `__typename` tells which, and with it the vendor's own fields. */
export type AnySession = SessionEdge['node'];
