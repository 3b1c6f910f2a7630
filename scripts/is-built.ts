import { existsSync } from 'node:fs';

/* Says in one sentence what Node.js would say with a stack, after `npm ci --ignore-scripts` for example. */

if (!existsSync(new URL('../dist/main.js', import.meta.url))) {
  process.stderr.write('session-graph is not built. Run `npm run build`.\n');
  process.exit(1);
}
