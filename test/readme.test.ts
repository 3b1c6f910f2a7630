import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { environmentVariables } from '../src/server/config.ts';
import { SessionGraphError, type ErrorCode } from '../src/model/errors.ts';
import { providers } from '../src/providers/index.ts';
import { query, startServer } from './helpers/graphql-server.ts';
import { root } from './helpers/process.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

function block(language: string): string {
  const [, text] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(readme) ?? [];
  if (text === undefined) throw new Error(`The README has no block of ${language}`);
  return text;
}

const cellsOf = (row: string): string[] =>
  row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim().replaceAll('`', ''));

/** The rows of the table under a heading. */
function table(heading: string): string[][] {
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map(cellsOf);
}

test('its query has its answer', async () => {
  await using server = await startServer();
  expect(await query(server.url, block('graphql'))).toEqual(JSON.parse(block('json')));
});

test('its table of variables has every one, and no other', () => {
  const vendors = providers.map(({ id }) => id);
  const documented = table('Configuration').flatMap(([variable = '']) =>
    variable.startsWith('<VENDOR>')
      ? vendors.map((vendor) => variable.replace('<VENDOR>', vendor))
      : [variable],
  );
  expect(documented.toSorted()).toEqual(environmentVariables(providers).toSorted());
});

test('its table of errors has every code, with whether asking again helps', () => {
  const documented = table('Errors').map(([code = '', retryable]) => [code, retryable === 'yes']);
  const source = readFileSync(join(root, 'src/errors.ts'), 'utf8');
  const codes = [...source.matchAll(/^ {2}([A-Z_]+): (?:true|false),$/gm)].map(
    ([, code]) => code as ErrorCode,
  );
  const own = codes.map((code) => [code, new SessionGraphError(code, '').extensions.retryable]);
  const ofHttp = [
    ['INTERNAL_SERVER_ERROR', false],
    ['BAD_REQUEST', false],
    ['SERVICE_UNAVAILABLE', true],
  ];
  expect(codes.length).toBeGreaterThan(9);
  expect(documented.toSorted()).toEqual([...own, ...ofHttp].toSorted());
});

test('its commands are scripts of the project', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  expect(named).toContain('sandbox');
});

const documents = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];

test.each(documents)('the links of %s lead somewhere', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^https?:/.test(link));
  expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
});
