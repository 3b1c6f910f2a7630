import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** A package whose code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Its folder, relative to the project's root. */
  readonly folder: string;
}

/** @param root the project's folder, which the metafile's paths are relative to */
export function bundledPackages(root: string, { inputs }: Metafile): readonly BundledPackage[] {
  const folders = new Set(
    Object.keys(inputs)
      .map(folderOf)
      .filter((folder) => folder !== undefined),
  );
  return [...folders].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    ) as BundledPackage;
    return { name, version, license, folder };
  });
}

/** `node_modules/a/node_modules/@b/c/lib/index.js` is in `node_modules/a/node_modules/@b/c`. */
function folderOf(path: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/** The licence of each package, which its terms require to be distributed with its code. */
export function noticesOf(root: string, packages: readonly BundledPackage[]): string {
  const notices = packages.map(({ name, version, license, folder }) => {
    const texts = readdirSync(join(root, folder))
      .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
      .map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  });
  const line = '-'.repeat(80);
  return `The server contains code of these packages.\n\n${notices.join(`\n\n${line}\n\n`)}\n`;
}
