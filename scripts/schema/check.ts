import { readFileSync } from 'node:fs';
import { changesBetween } from './changes.ts';
import { clientFactsFile, printClientFacts } from './client.ts';
import { printContract, publishedFolder, readContract, staleFiles } from './contract.ts';

/*
 * Compares the current schema with the files committed in `published/`, or in the folder given as an argument (for
 * example the contract of the last release). Fails on a breaking change and on a published file that is out of date.
 */

const folder = process.argv[2] ?? publishedFolder;
const committed = readContract(folder);
const now = printContract();
const { breaking, dangerous } = await changesBetween(committed, now);
const stale =
  folder === publishedFolder ? staleFiles(committed, now).map((file) => `published/${file}`) : [];
if (readFileSync(clientFactsFile, 'utf8') !== printClientFacts()) stale.push('src/client/generated.ts');

for (const change of dangerous) process.stdout.write(`dangerous: ${change}\n`);
for (const change of breaking) process.stderr.write(`breaking: ${change}\n`);
for (const file of stale) process.stderr.write(`${file} is not up to date. Run npm run schema.\n`);
if (breaking.length > 0 || stale.length > 0) process.exitCode = 1;
else process.stdout.write('No breaking changes of the schema.\n');
