import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Import {
  /** The importing file, from the project's root. */
  readonly from: string;
  /** The imported file, or the name of a package. */
  readonly to: string;
  /** `types` leave nothing behind in JavaScript; `dynamic` is an `import()`. */
  readonly kind: 'static' | 'dynamic' | 'types';
}

export interface Source {
  readonly file: string;
  /** Without its comments. */
  readonly code: string;
}

const statement = /^\s*(?:import|export)\s+(type\s)?[^'";]*?from\s*'([^']+)'|^\s*import\s*'([^']+)'/gm;
const call = /\bimport\(\s*'([^']+)'/g;

/** The project's own code, without the page that runs in a browser. */
export const sources: readonly Source[] = globSync('src/**/*.ts', { cwd: root })
  .filter((file) => !file.startsWith('src/graphiql/'))
  .toSorted()
  .map((file) => ({ file, code: withoutComments(readFileSync(`${root}${file}`, 'utf8')) }));

export const imports: readonly Import[] = sources.flatMap(importsOf);

/** The files and packages that are loaded with a file, itself included; not those behind an `import()`. */
export function loadedWith(file: string): ReadonlySet<string> {
  const loaded = new Set([file]);
  for (const one of loaded) {
    for (const { from, to, kind } of imports) if (from === one && kind === 'static') loaded.add(to);
  }
  return loaded;
}

/** The imports that a rule forbids, in words. */
export function violations(isForbidden: (one: Import) => boolean): string[] {
  return imports.filter(isForbidden).map(({ from, to, kind }) => `${from} → ${to} (${kind})`);
}

function importsOf({ file, code }: Source): Import[] {
  const fixed = [...code.matchAll(statement)].map(([, type, from, bare]): Import => {
    return { from: file, to: target(file, from ?? bare ?? ''), kind: type ? 'types' : 'static' };
  });
  const dynamic = [...code.matchAll(call)].map(([, to = '']): Import => {
    return { from: file, to: target(file, to), kind: 'dynamic' };
  });
  return [...fixed, ...dynamic];
}

function target(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
