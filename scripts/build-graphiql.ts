import { globSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';

const source = fileURLToPath(new URL('../src/graphiql/', import.meta.url));
const target = fileURLToPath(new URL('../dist/graphiql/', import.meta.url));

// The workers must come from the same copy of Monaco as GraphiQL's React package, so they are resolved from there.
const fromGraphiql = createRequire(import.meta.resolve('graphiql/package.json'));
const graphiqlReact = dirname(fromGraphiql.resolve('@graphiql/react/package.json'));

const WORKERS = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
};

// GraphiQL's style sheet already contains Monaco's. Bundling it again would only create chunks that nothing loads.
const skipMonacoStyles: Plugin = {
  name: 'skip-monaco-styles',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[/\\]monaco-editor[/\\].*\.css$/ }, () => ({ contents: '', loader: 'empty' })),
};

const shared = {
  outdir: target,
  bundle: true,
  minify: true,
  metafile: true,
  write: true,
  target: 'es2022',
  platform: 'browser',
  legalComments: 'linked',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
} satisfies BuildOptions;

async function buildWorkers(): Promise<Metafile> {
  const { metafile } = await build({
    ...shared,
    absWorkingDir: graphiqlReact,
    entryPoints: WORKERS,
    entryNames: 'assets/[name].worker-[hash]',
    format: 'iife',
  });
  return metafile;
}

async function buildPage(workerFiles: Record<string, string>): Promise<Metafile> {
  const { metafile } = await build({
    ...shared,
    absWorkingDir: source,
    entryPoints: { main: './main.tsx', page: './page.css' },
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    plugins: [skipMonacoStyles],
    define: { ...shared.define, WORKER_FILES: JSON.stringify(workerFiles) },
  });
  return metafile;
}

const namesMatching = (metafile: Metafile, pattern: RegExp) =>
  Object.keys(metafile.outputs)
    .map((path) => basename(path))
    .filter((name) => pattern.test(name));

function only(metafile: Metafile, pattern: RegExp): string {
  const [name, ...more] = namesMatching(metafile, pattern);
  if (!name || more.length > 0)
    throw new Error(`Expected one bundle like ${pattern}, got ${[name, ...more].join(', ')}.`);
  return name;
}

async function writePage(page: Metafile): Promise<void> {
  const template = await readFile(`${source}index.html`, 'utf8');
  const html = template
    .replace('{{page.css}}', `./graphiql/assets/${only(page, /^page-.*\.css$/)}`)
    .replace('{{main.js}}', `./graphiql/assets/${only(page, /^main-.*\.js$/)}`);
  await writeFile(`${target}index.html`, html);
}

// Higher qualities take ten times as long for 7 % less.
const brotliParams = { [constants.BROTLI_PARAM_QUALITY]: 8 };

/** Writes a `.br` and a `.gz` file beside each asset. @returns the number of bytes of the `.br` files */
async function compressAssets(): Promise<number> {
  const files = globSync('assets/*', { cwd: target }).map((name) => `${target}${name}`);
  const sizes = files.map(async (file) => {
    const content = await readFile(file);
    const brotli = await promisify(brotliCompress)(content, { params: brotliParams });
    await writeFile(`${file}.br`, brotli);
    await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
    return brotli.length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

const kib = (bytes: number) => `${(bytes / 1024).toFixed(0).padStart(6)} KiB`;

function report(compressed: number, ...metafiles: Metafile[]): void {
  const files = metafiles
    .flatMap(({ outputs }) => Object.entries(outputs))
    .map(([path, { bytes }]) => ({ name: basename(path), bytes }))
    .toSorted((a, b) => b.bytes - a.bytes);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const large = files.filter(({ bytes }) => bytes >= 100 * 1024);
  const lines = large.map(({ name, bytes }) => `${kib(bytes)}  ${name}`);
  process.stdout.write(
    `GraphiQL: ${files.length} files in dist/graphiql\n${lines.join('\n')}\n${kib(total)}  total\n${kib(compressed)}  with brotli\n`,
  );
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const workers = await buildWorkers();
const workerName = (name: string) => only(workers, new RegExp(`^${name}\\.worker-.*\\.js$`));
const page = await buildPage(
  Object.fromEntries(Object.keys(WORKERS).map((name) => [name, workerName(name)])),
);
await writePage(page);
report(await compressAssets(), workers, page);
