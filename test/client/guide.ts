import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { read } from '../helpers/documents.ts';
import { link, pack, unpack } from '../helpers/package.ts';
import { root, run, sh } from '../helpers/process.ts';

const guide = read('docs/frontend.md');

/** The code under a heading of docs/frontend.md, as printed. */
export function printed(heading: string, language: string, title = ''): string {
  const [, section = ''] = guide.split(new RegExp(`^##+ ${heading}$`, 'm'));
  const [own = ''] = section.split(/^##+ /m);
  const [, code] = new RegExp(`^\`\`\`${language}\\n(${title}[^]*?)^\`\`\`$`, 'm').exec(own) ?? [];
  if (code === undefined) throw new Error(`No ${language} with "${title}" under "${heading}"`);
  return code;
}

/** What `npm create vite` puts into a project with React and TypeScript. */
const ofTemplate = [
  'react',
  'react-dom',
  '@types/node',
  '@types/react',
  '@types/react-dom',
  '@vitejs/plugin-react',
  'typescript',
  'vite',
];
// npm puts this dependency of the client preset where the generated code finds it.
const hoisted = ['@graphql-typed-document-node/core'];

/** What the guide says to install. */
function installed(): string[] {
  const commands = [...guide.matchAll(/npm install (?:--save-dev )?([^`#\n]+)/g)];
  const names = commands.flatMap(([, list = '']) => list.trim().split(' '));
  return names.filter((name) => name !== 'session-graph');
}

export interface GuideProject extends Disposable {
  /** Replaces `src` and the configuration. */
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a command of an installed package. */
  command(line: string): Promise<string>;
  /** @returns the address that Vite prints */
  startVite(): Promise<AsyncDisposable & { readonly url: string }>;
}

/** The folder that a reader of the guide has, with this package as `npm pack` makes it. */
export async function createGuideProject(): Promise<GuideProject> {
  const packed = await pack();
  const folder = join(packed.folder, 'console');
  await unpack(packed, folder);
  link(folder, [...ofTemplate, ...hoisted, ...installed()]);
  symlinkSync(join(root, 'node_modules/.bin'), join(folder, 'node_modules/.bin'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  return {
    write(files) {
      rmSync(join(folder, 'src'), { recursive: true, force: true });
      cpSync(join(import.meta.dirname, 'template'), folder, { recursive: true });
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    },
    command: (line) => sh(`node_modules/.bin/${line}`, folder),
    async startVite() {
      const script = `cd '${folder}' && exec node_modules/.bin/vite --force --host 127.0.0.1 --port 0`;
      const vite = run('sh', ['-c', script], { NO_COLOR: '1' });
      return {
        url: await vite.says(/Local: +(http\S+)\/$/m),
        [Symbol.asyncDispose]: () => vite[Symbol.asyncDispose]() as Promise<void>,
      };
    },
    [Symbol.dispose]: () => packed[Symbol.dispose](),
  };
}
