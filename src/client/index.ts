/** What a client in TypeScript needs of the schema: its types, and which types an interface has. */
export { possibleTypes } from './generated.ts';
export type * from './types.ts';
