import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Compilation {
  /** Whether the compiler found nothing to complain of. */
  readonly ok: boolean;
  readonly output: string;
  /** The queries that it wrote, by name, as they are sent to the server. */
  readonly queries: Readonly<Record<string, string>>;
}

/** Runs the Relay compiler over `test/relay/app` with this schema. */
export function compileRelay(schema: string): Compilation {
  const folder = mkdtempSync(join(tmpdir(), 'relay-'));
  try {
    cpSync('test/relay/app', join(folder, 'app'), { recursive: true });
    writeFileSync(join(folder, 'schema.graphql'), schema);
    writeFileSync(
      join(folder, 'relay.config.json'),
      JSON.stringify({
        src: './app',
        schema: './schema.graphql',
        language: 'typescript',
        customScalarTypes: { DateTime: 'string', JSON: 'unknown' },
      }),
    );
    const compiler = join(process.cwd(), 'node_modules/.bin/relay-compiler');
    const { status, stdout, stderr } = spawnSync(compiler, [], { cwd: folder, encoding: 'utf8' });
    return {
      ok: status === 0,
      output: stdout + stderr,
      queries: readQueries(join(folder, 'app/__generated__')),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readQueries(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const artifacts = readdirSync(folder).filter((file) => file.endsWith('Query.graphql.ts'));
  const queries = artifacts.map((file) => {
    const [, text] = readFileSync(join(folder, file), 'utf8').match(/"text": (".*")/) ?? [];
    return [file.replace('.graphql.ts', ''), JSON.parse(text ?? '""') as string];
  });
  return Object.fromEntries(queries) as Record<string, string>;
}
