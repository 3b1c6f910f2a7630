import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './process.ts';

const inFolder = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);

const examples = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `examples/${name}/README.md`);

/** Every document that a user reads, by its path in the project. */
export const documents: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'deploy/README.md',
  'examples/README.md',
  ...examples,
  ...inFolder('docs'),
];

export const read = (document: string): string => readFileSync(join(root, document), 'utf8');

/** The code blocks of a language. */
export function blocks(document: string, language: string): string[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm');
  return [...read(document).matchAll(pattern)].map(([, text = '']) => text);
}

/** The first code block of a language. */
export function block(document: string, language: string): string {
  const [text] = blocks(document, language);
  if (text === undefined) throw new Error(`${document} has no block of ${language}`);
  return text;
}

const isCommand = (line: string): boolean =>
  /^(?:[A-Z_]+=\S+ )?(?:(?:npm|npx|node|session-graph|curl|docker|kubectl|promtool|mkdir|echo) |\.ci\/run$)/.test(
    line,
  );

const linesOf = (document: string): string[] =>
  blocks(document, 'sh').flatMap((text) => text.replaceAll(/\s*\\\n\s*/g, ' ').split('\n'));

const spansOf = (document: string): string[] => {
  const text = read(document).replaceAll(/^```[^]*?^```$/gm, '');
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
};

/** They also name what was done before, or refused. */
const history = new Set(['CHANGELOG.md', 'docs/decisions.md']);

/** Every command in the instructions, from code blocks and inline code. Comments are stripped. */
export function commands(): string[] {
  const instructions = documents.filter((document) => !history.has(document));
  const found = [...instructions.flatMap(linesOf), ...instructions.flatMap(spansOf)];
  const typed = found.flatMap((line) => line.replace(/\s+#.*$/, '').split('&&'));
  return [...new Set(typed.map((command) => command.trim()))].filter(isCommand);
}
