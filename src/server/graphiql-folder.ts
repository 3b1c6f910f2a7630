import { fileURLToPath } from 'node:url';

/** The built page. Has the same relative path from `src/server/` and from the bundle in `dist/server/`. */
export const graphiqlFolder = fileURLToPath(new URL('../../dist/graphiql/', import.meta.url));
