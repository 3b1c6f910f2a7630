import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * What is packed is the library: the files that dist/index.js and its types reach, the packages that these import, and
 * none of the scripts. `npm pack` takes all that from package.json, so `strip` (prepack) writes it there and `restore`
 * (postpack) puts the full one back. Interrupted between the two, the full one is in .package.json.full: run
 * `node scripts/library-manifest.ts restore`.
 */
const root = new URL('../', import.meta.url);
const manifest = new URL('package.json', root);
const full = new URL('.package.json.full', root);

interface Manifest {
  readonly [field: string]: unknown;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const kept = ['name', 'version', 'description', 'keywords', 'license', 'type', 'engines', 'exports', 'types'];

function strip(): void {
  // One is there after a pack that was interrupted: the manifest beside it is stripped already.
  if (!existsSync(full)) writeWhole(full, readFileSync(manifest, 'utf8'));
  const { dependencies, peerDependencies, ...rest } = JSON.parse(readFileSync(full, 'utf8')) as Manifest;
  const { files, packages } = reachableFrom([
    new URL('dist/index.js', root),
    new URL('dist/index.d.ts', root),
  ]);
  const known = { ...dependencies, ...peerDependencies };
  const unknown = [...packages].filter((name) => !(name in known));
  if (unknown.length > 0)
    throw new Error(`The library imports what is no dependency: ${unknown.join(', ')}.`);
  const library = {
    ...Object.fromEntries(kept.filter((field) => field in rest).map((field) => [field, rest[field]])),
    files: [...files].toSorted().concat('schema/*.graphql', 'CHANGELOG.md'),
    dependencies: ranged(Object.entries(dependencies).filter(([name]) => packages.has(name))),
    peerDependencies,
  };
  writeWhole(manifest, `${JSON.stringify(library, null, 2)}\n`);
}

/** The project pins what it runs on; whoever imports the library shares packages with others. */
function ranged(pinned: readonly [string, string][]): Record<string, string> {
  return Object.fromEntries(pinned.map(([name, version]) => [name, `^${version}`]));
}

function restore(): void {
  if (existsSync(full)) renameSync(full, manifest);
}

/** Never half a file, whenever it is interrupted. */
function writeWhole(file: URL, text: string): void {
  const part = new URL(`${file.href}.part`);
  writeFileSync(part, text);
  renameSync(part, file);
}

/** Follows the imports of what tsc has written, which all look the same. */
function reachableFrom(entries: readonly URL[]): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file; file = open.pop()) {
    const path = relative(fileURLToPath(root), fileURLToPath(file));
    if (files.has(path)) continue;
    files.add(path);
    for (const specifier of importsOf(readFileSync(file, 'utf8'))) {
      if (specifier.startsWith('.')) open.push(targetOf(specifier, file));
      else if (!isBuiltin(specifier)) packages.add(packageOf(specifier));
    }
  }
  return { files, packages };
}

function importsOf(source: string): string[] {
  const imports = source.matchAll(/\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g);
  return [...imports].map(([, , specifier = '']) => specifier);
}

/** Types import `./x.ts`, as the sources do, and mean `./x.d.ts`. */
function targetOf(specifier: string, from: URL): URL {
  return new URL(specifier.replace(/(?<!\.d)\.ts$/, '.d.ts'), from);
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

if (process.argv[2] === 'strip') strip();
else if (process.argv[2] === 'restore') restore();
else throw new Error('Say strip or restore.');
