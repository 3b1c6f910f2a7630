import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The code blocks of a document that begin with a comment of the file's name, by that name. */
export function printedFiles(document: string): Record<string, string> {
  const text = readFileSync(join(root, document), 'utf8');
  const files = text.matchAll(/^```\w+\n((?:\/\/|#) ([\w-]+\.\w+)\b[^]*?)^```$/gm);
  return Object.fromEntries([...files].map(([, content = '', name = '']) => [name, content]));
}

export interface Project extends Disposable {
  /** @returns the path of the file */
  write(name: string, content: string): string;
  /** Runs a program to its end. */
  runs(name: string): Promise<void>;
  /** @returns the URL that the program prints when it is ready */
  serves(name: string, environment?: Record<string, string>): Promise<string>;
}

/** A folder that has the packages of an example, and this one. */
export function createProject(example: string): Project {
  const folder = mkdtempSync(join(root, 'examples', example, 'node_modules/.printed-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/session-graph'), 'dir');
  const running = new Set<() => void>();
  const start = (name: string, environment: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [name], {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(() => child.kill());
    return child;
  };
  return {
    write(name, content) {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    async runs(name) {
      const [code] = await once(start(name), 'exit');
      if (code !== 0) throw new Error(`${name} exited with ${code}`);
    },
    async serves(name, environment) {
      for await (const line of createInterface({ input: start(name, environment).stdout })) {
        const [url] = line.match(/http:\S+/) ?? [];
        if (url) return url;
      }
      throw new Error(`${name} exited before it printed its URL`);
    },
    [Symbol.dispose]() {
      for (const stop of running) stop();
      rmSync(folder, { recursive: true });
    },
  };
}
