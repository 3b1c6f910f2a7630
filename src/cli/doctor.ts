import { providers } from '../providers/index.ts';
import { ConfigError } from '../server/config-error.ts';
import { loadConfig, type Config } from '../server/config.ts';
import type { Finding } from '../server/doctor/finding.ts';
import { isInOrder, subjectsOf } from '../server/doctor/index.ts';

/** How often a check that takes long says so. */
const waitingMs = 2_000;

/** Checks everything at the same time, and prints what it has found. */
export async function doctor({ json }: { readonly json: boolean }): Promise<void> {
  const findings = await findAll();
  const ok = isInOrder(findings);
  process.stdout.write(json ? `${JSON.stringify({ ok, findings }, null, 2)}\n` : tableOf(findings));
  process.exitCode = ok ? 0 : 1;
}

async function findAll(): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = loadConfig(process.env, providers);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.errors.map((detail) => ({
      subject: 'Configuration',
      check: 'variables',
      verdict: 'failed',
      detail,
    }));
  }
  const subjects = subjectsOf(config);
  // On stderr, so that stdout has only the result.
  process.stderr.write(`Checking ${subjects.map(({ name }) => name).join(', ')} …\n`);
  const waiting = new Set(subjects.map(({ name }) => name));
  const timer = setInterval(
    () => process.stderr.write(`Waiting for ${[...waiting].join(', ')} …\n`),
    waitingMs,
  );
  const found = await Promise.all(
    subjects.map(async (subject) => {
      const findings = await subject.check();
      waiting.delete(subject.name);
      process.stderr.write(`${subject.name} is checked\n`);
      return findings;
    }),
  ).finally(() => clearInterval(timer));
  return found.flat();
}

function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map(({ subject, check, verdict, detail, milliseconds }) => [
    subject,
    check,
    verdict,
    milliseconds === undefined ? detail : `${milliseconds} ms, ${detail}`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return `\n${lines.join('\n')}\n`;
}
