#!/usr/bin/env node
import { nodeVersionError } from './model/node-version.ts';

// Loads nothing else before the check: on an older Node the other modules fail to load, with an unhelpful message.
if (nodeVersionError !== undefined) {
  process.stderr.write(`${nodeVersionError}\n`);
  process.exit(1);
}

const { runCommand } = await import('./cli/program.ts');
await runCommand(process.argv.slice(2));
