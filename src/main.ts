#!/usr/bin/env node
// Loads nothing before the check: on an older Node the other modules fail to load, with an unhelpful message.
const minNode = [22, 18] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < minNode[0] || (major === minNode[0] && minor < minNode[1])) {
  process.stderr.write(
    `session-graph needs Node ${minNode.join('.')} or later, this is ${process.versions.node}\n`,
  );
  process.exit(1);
}

const { runCommand } = await import('./cli/program.ts');
await runCommand(process.argv.slice(2));
