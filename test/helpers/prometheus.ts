import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './redis.ts';
import { root } from './process.ts';

export interface Prometheus extends AsyncDisposable {
  /** @returns the series of an expression, with their values */
  query(expression: string): Promise<readonly Sample[]>;
  /**
   * @param start in seconds since 1970, as `end`
   * @param step in seconds
   * @returns the series of an expression, with their values at each step at which they have one
   */
  queryRange(expression: string, start: number, end: number, step: number): Promise<readonly Series[]>;
  /** The rules that it has loaded from `deploy/`, with what was wrong when it evaluated them. */
  rules(): Promise<
    readonly { readonly name: string; readonly health: string; readonly lastError?: string }[]
  >;
}

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [time: number, value: string];
}

export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [time: number, value: string])[];
}

/** What Grafana asks for when everything is selected, and the job is scraped every second. */
export function inGrafana(expression: string): string {
  return expression
    .replaceAll('$job', 'session-graph')
    .replaceAll(/\$(instance|provider)/g, '.+')
    .replaceAll('$__rate_interval', '10s');
}

/** A Prometheus that scrapes servers every second, and has the alerts of `deploy/`. */
export async function startPrometheus(...urls: readonly string[]): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
  const port = await freePort();
  const config = join(folder, 'prometheus.yml');
  writeFileSync(
    config,
    JSON.stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [join(root, 'deploy/monitoring/alerts.yml')],
      scrape_configs: [
        { job_name: 'session-graph', static_configs: [{ targets: urls.map((url) => new URL(url).host) }] },
      ],
    }),
  );
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exit = once(child, 'exit');
  let log = '';
  child.stderr.on('data', (chunk) => (log += String(chunk)));
  while (!log.includes('ready to receive')) {
    await Promise.race([
      once(child.stderr, 'data'),
      exit.then(() => Promise.reject(new Error(`prometheus ended: ${log}`))),
    ]);
  }

  async function api<T>(path: string): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
    const answer = (await response.json()) as { status: string; error?: string; data: T };
    if (answer.status !== 'success') throw new Error(`${path}: ${answer.error}`);
    return answer.data;
  }
  return {
    async query(expression) {
      const { result } = await api<{ result: readonly Sample[] }>(
        `query?query=${encodeURIComponent(expression)}`,
      );
      return result;
    },
    async queryRange(expression, start, end, step) {
      const { result } = await api<{ result: readonly Series[] }>(
        `query_range?query=${encodeURIComponent(expression)}&start=${start}&end=${end}&step=${step}`,
      );
      return result;
    },
    async rules() {
      const { groups } = await api<{ groups: { rules: { name: string; health: string }[] }[] }>('rules');
      return groups.flatMap(({ rules }) => rules);
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await exit;
      rmSync(folder, { recursive: true });
    },
  };
}
