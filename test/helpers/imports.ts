import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface Import {
  /** The importing file, relative to the project's root. */
  readonly from: string;
  /** The imported file, or the name of a package. */
  readonly to: string;
  /** `types` leave no import in JavaScript. `dynamic` is an `import()`. */
  readonly kind: 'static' | 'dynamic' | 'types';
}

export interface Source {
  readonly file: string;
  /** Without comments. */
  readonly code: string;
  readonly lines: number;
}

/** The project's code, without the page that runs in a browser. */
export interface Project {
  readonly sources: readonly Source[];
  readonly imports: readonly Import[];
  /** The files and packages that are loaded with a file, including itself, but not those behind an `import()`. */
  loadedWith(file: string): ReadonlySet<string>;
}

export function readProject(root: string): Project {
  const sources = globSync('src/**/*.ts', { cwd: root })
    .filter((file) => !file.startsWith('src/graphiql/'))
    .toSorted()
    .map((file) => readSource(root, file));
  const imports = sources.flatMap(importsOf);
  return {
    sources,
    imports,
    loadedWith(file) {
      const loaded = new Set([file]);
      for (const one of loaded) {
        for (const { from, to, kind } of imports) if (from === one && kind === 'static') loaded.add(to);
      }
      return loaded;
    },
  };
}

/** The groups of files that import each other, directly or through others. */
export function circles({ sources, imports }: Project): string[][] {
  const reachable = new Map(sources.map(({ file }) => [file, reachableFrom(file, imports)]));
  const inCircle = sources.map(({ file }) => file).filter((file) => reachable.get(file)?.has(file));
  const groups = new Map<string, string[]>();
  for (const file of inCircle) {
    const group = inCircle.filter(
      (other) => reachable.get(file)?.has(other) && reachable.get(other)?.has(file),
    );
    groups.set(group.join(), group);
  }
  return [...groups.values()];
}

function reachableFrom(file: string, imports: readonly Import[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [file];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { from, to } of imports) {
      if (from !== next || reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}

function readSource(root: string, file: string): Source {
  const text = readFileSync(join(root, file), 'utf8');
  return { file, code: withoutComments(text), lines: text.split('\n').length - 1 };
}

const statement = /^\s*(?:import|export)\s+(type\s)?([^'";]*?)from\s*'([^']+)'|^\s*import\s*'([^']+)'/gm;
const call = /(\btypeof\s+|[:=|&<]\s*|\.\.\.)?\bimport\(\s*'([^']+)'\s*\)(\.\w+)?/g;

function importsOf({ file, code }: Source): Import[] {
  const fixed = [...code.matchAll(statement)].map(([, type, names = '', from, bare]): Import => {
    const isType = type !== undefined || hasOnlyTypes(names);
    return { from: file, to: target(file, from ?? bare ?? ''), kind: isType ? 'types' : 'static' };
  });
  const called = [...code.matchAll(call)].map(([, before, to = '', member]): Import => {
    const isType = before?.startsWith('typeof') || (member !== undefined && !/^\.(then|catch)/.test(member));
    return { from: file, to: target(file, to), kind: isType ? 'types' : 'dynamic' };
  });
  return [...fixed, ...called];
}

/** `{ type A, type B }` */
function hasOnlyTypes(names: string): boolean {
  const listed = /^\{([^}]*)\}\s*$/.exec(names.trim())?.[1]?.split(',') ?? [];
  const named = listed.map((name) => name.trim()).filter(Boolean);
  return named.length > 0 && named.every((name) => name.startsWith('type '));
}

function target(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
