import { execFileSync } from 'node:child_process';

/*
 * Lists the licence of every package that the server needs at runtime, and fails on one that is not known to be permissive.
 */

/** SPDX expressions. */
const permissive = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  '0BSD',
  '(MIT AND BSD-3-Clause)',
  '(MIT OR CC0-1.0)',
]);

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string };
    readonly expression?: string;
  }[];
}

const sbom = execFileSync('npm', ['run', '--silent', 'sbom'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 ** 2,
});
const { components } = JSON.parse(sbom) as { readonly components: readonly Component[] };

let refused = 0;
for (const { name, version, licenses = [] } of components) {
  const names = licenses.map(({ license, expression }) => license?.id ?? expression ?? 'unknown');
  const isKnown = names.length > 0 && names.every((one) => permissive.has(one));
  if (!isKnown) refused += 1;
  process.stdout.write(
    `${isKnown ? '' : 'not allowed: '}${name} ${version}: ${names.join(', ') || 'none'}\n`,
  );
}
if (components.length === 0 || refused > 0) process.exitCode = 1;
