import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { root, sh } from './process.ts';

export interface Packed extends Disposable {
  /** A folder for projects that install the package. */
  readonly folder: string;
  /** The copy of this project in which it was packed. */
  readonly project: string;
  readonly tarball: string;
  readonly files: readonly string[];
}

/** The examples can be installed. */
const filter = (path: string): boolean => basename(path) !== 'node_modules';

/** Packs in a copy: packing builds, and writes package.json for a moment, under the other tests' feet. */
export async function pack(): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
  const project = join(folder, 'project');
  const left = new Set(['.git', 'node_modules', 'dist', 'test', '.env']);
  mkdirSync(project);
  for (const name of readdirSync(root)) {
    if (!left.has(name)) cpSync(join(root, name), join(project, name), { recursive: true, filter });
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  const [{ filename, files }] = JSON.parse(await sh('npm pack --json 2>/dev/null', project));
  return {
    folder,
    project,
    tarball: join(project, filename),
    files: files.map(({ path }: { path: string }) => path),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

/** Unpacks the package to where npm installs it in a project. */
export async function unpack({ tarball, folder }: Packed, consumer: string): Promise<string> {
  const installed = join(consumer, 'node_modules/session-graph');
  mkdirSync(installed, { recursive: true });
  await sh(`tar xzf '${tarball}' --strip-components=1 -C '${installed}'`, folder);
  return installed;
}

/** Gives a project packages of this one. */
export function link(consumer: string, packages: readonly string[]): void {
  for (const name of packages) {
    const path = join(consumer, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), path);
  }
}
