import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { bundledPackages, noticesOf } from './bundled-packages.ts';

/*
 * Bundles the command `session-graph` with everything that it imports: `dist/main.js`, and chunks in `dist/server/`, of which
 * each command loads only its own. The bundle needs no node_modules.
 */

const root = fileURLToPath(new URL('../', import.meta.url));
const { engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { engines: { node: string } };

// Only the English messages of zod are used. Its other languages take 6 MiB of memory.
const onlyEnglish: Plugin = {
  name: 'only-english',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    })),
};

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/main.ts' },
  outdir: 'dist',
  chunkNames: 'server/[name]-[hash]',
  bundle: true,
  splitting: true,
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: engines.node.replace('>=', 'node'),
  // ES modules first: what nobody imports is left out, and there is one copy of graphql.
  mainFields: ['module', 'main'],
  // Keeps names and lines, for stack traces.
  minifyWhitespace: true,
  lineLimit: 120,
  legalComments: 'none',
  plugins: [onlyEnglish],
  // CommonJS packages call `require` for Node's own modules.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);",
  },
  logLevel: 'warning',
});

const packages = bundledPackages(root, metafile);
writeFileSync(`${root}dist/server/NOTICES.txt`, noticesOf(root, packages));

const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(
  `Server: ${packages.length} packages, ${Math.round(bytes / 1024)} KiB in dist/main.js and dist/server\n`,
);
