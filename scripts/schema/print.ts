import { existsSync, writeFileSync } from 'node:fs';
import { changesBetween } from './changes.ts';
import { clientFactsFile, printClientFacts } from './client.ts';
import { printContract, publishedFolder, readContract, writeContract } from './contract.ts';

/*
 * Writes the current schema to `published/`, and what clients' caches need of it to `src/client/`, to be committed. A breaking change is written only with `--breaking`, so that
 * it cannot be committed by accident.
 */

const now = printContract();
const { breaking } = existsSync(publishedFolder)
  ? await changesBetween(readContract(publishedFolder), now)
  : { breaking: [] };

for (const change of breaking) process.stderr.write(`breaking: ${change}\n`);
if (breaking.length > 0 && !process.argv.includes('--breaking')) {
  process.stderr.write('Nothing was written. If the change is intended, run npm run schema -- --breaking\n');
  process.exitCode = 1;
} else {
  writeContract(publishedFolder, now);
  writeFileSync(clientFactsFile, printClientFacts());
}
