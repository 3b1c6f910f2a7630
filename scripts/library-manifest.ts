import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * The package contains the library and what it exports for clients (the files reachable from its entries, and the
 * dependencies that they import), the bundled command, which needs no dependencies, and no scripts. `npm pack` reads all
 * this from package.json, so `strip` (prepack) writes a reduced one and `restore` (postpack) puts the full one back. If
 * packing is interrupted, the full one is in .package.json.full; run `node scripts/library-manifest.ts restore`.
 */
const root = new URL('../', import.meta.url);
const manifest = new URL('package.json', root);
const full = new URL('.package.json.full', root);

interface Manifest {
  readonly [field: string]: unknown;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const kept = [
  'name',
  'version',
  'description',
  'keywords',
  'license',
  'type',
  'engines',
  'exports',
  'types',
  'bin',
  'peerDependenciesMeta',
];

/** What the package exports. */
const entryNames = ['index', 'client/index', 'client/apollo', 'client/urql'];
const published = ['published/schema.graphql', 'published/fragments.graphql'];

/** The command, and what it reads. */
const command = ['dist/main.js', 'dist/server', 'dist/graphiql', 'schema/*.graphql'];

function strip(): void {
  // After an interrupted pack the full manifest already exists, and package.json is already stripped.
  if (!existsSync(full)) writeWhole(full, readFileSync(manifest, 'utf8'));
  const { dependencies, peerDependencies, ...rest } = JSON.parse(readFileSync(full, 'utf8')) as Manifest;
  const { files, packages } = reachableFrom(
    entryNames.flatMap((name) => [new URL(`dist/${name}.js`, root), new URL(`dist/${name}.d.ts`, root)]),
  );
  const known = { ...dependencies, ...peerDependencies };
  const unknown = [...packages].filter((name) => !(name in known));
  if (unknown.length > 0)
    throw new Error(`The library imports packages that are not in dependencies: ${unknown.join(', ')}.`);
  const library = {
    ...Object.fromEntries(kept.filter((field) => field in rest).map((field) => [field, rest[field]])),
    files: [...files].toSorted().concat(command, published, 'CHANGELOG.md'),
    dependencies: ranged(Object.entries(dependencies).filter(([name]) => packages.has(name))),
    peerDependencies,
  };
  writeWhole(manifest, `${JSON.stringify(library, null, 2)}\n`);
}

/** The project pins exact versions. The library declares ranges, so that its users can share packages with others. */
function ranged(pinned: readonly [string, string][]): Record<string, string> {
  return Object.fromEntries(pinned.map(([name, version]) => [name, `^${version}`]));
}

function restore(): void {
  if (existsSync(full)) renameSync(full, manifest);
}

/** Writes atomically: an interruption never leaves a partial file. */
function writeWhole(file: URL, text: string): void {
  const part = new URL(`${file.href}.part`);
  writeFileSync(part, text);
  renameSync(part, file);
}

/** Follows the imports in tsc's output, which all have the same form. */
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

/** Type declarations import `./x.ts`, as the sources do, but refer to `./x.d.ts`. */
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
else throw new Error(`Expected "strip" or "restore", got ${JSON.stringify(process.argv[2])}.`);
