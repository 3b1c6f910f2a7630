import { readFileSync } from 'node:fs';

/** Has the same relative path from `src/server/` and from the bundle in `dist/server/`. */
const manifest = new URL('../../package.json', import.meta.url);

/** The version of this package. */
export const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
