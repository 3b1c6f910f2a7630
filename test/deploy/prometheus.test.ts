import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { query } from '../helpers/graphql-server.ts';
import { root, run, runSandbox, type Sandboxed } from '../helpers/process.ts';
import { describeWithPrometheus } from '../helpers/programs.ts';
import { inGrafana, startPrometheus, type Prometheus } from '../helpers/prometheus.ts';
import { alerts, alertTests, dashboardExpressions } from './monitoring.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('every alert has a unit test in which it fires, and one in which it does not', () => {
  const names = alerts().map(({ name }) => name);
  expect(names.length).toBeGreaterThan(10);
  const tests = alertTests();
  expect(names.filter((name) => !tests.some((title) => title.startsWith(`${name} fires when `)))).toEqual([]);
  expect(
    names.filter((name) => !tests.some((title) => title.startsWith(`${name} does not fire when `))),
  ).toEqual([]);
});

/** Reads and wrong reads, so that every rate has something to count. */
async function use(server: Sandboxed, id: string): Promise<void> {
  await query(server.url, `query Read { session(id: "${id}") { id } }`);
  await query(server.url, 'query All { sessions(first: 1) { sources { state } } }');
  await query(server.url, 'query Fail { zepSession(externalId: "fault-server-error") { id } }');
}

async function scraped(server: Sandboxed, prometheus: Prometheus, times: number): Promise<void> {
  const id = await server.process.says(/^ZEP +(\S+)$/m);
  for (;;) {
    await use(server, id);
    const [sample] = await prometheus.query('sum_over_time(up{job="session-graph"}[1m])');
    if (Number(sample?.value[1]) >= times) return;
  }
}

describeWithPrometheus('Prometheus', () => {
  test('passes the unit tests of the alerts', async () => {
    await using promtool = run('promtool', [
      'test',
      'rules',
      join(root, 'deploy/monitoring/alerts.test.yml'),
    ]);
    expect([await promtool.exit, promtool.output()]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });

  test('accepts the scrape jobs of deploy/README.md', async () => {
    const [, section = ''] = readFileSync(join(root, 'deploy/README.md'), 'utf8').split('## Prometheus\n');
    const configs = [...section.matchAll(/```yaml\n([^]*?)```/g)].map(([, config = '']) => config);
    expect(configs).toHaveLength(2);
    for (const config of configs) {
      expect(config).toContain('job_name: session-graph\n');
      const file = join(folder, 'prometheus.yml');
      const checked = config
        // Debian builds Prometheus without Kubernetes.
        .replace('kubernetes_sd_configs: [{ role: pod }]', 'static_configs: [{ targets: [a] }]')
        .replace('alerts.yml', join(root, 'deploy/monitoring/alerts.yml'));
      writeFileSync(file, checked);
      await using promtool = run('promtool', ['check', 'config', file]);
      expect([await promtool.exit, promtool.output()]).toEqual([0, expect.stringContaining('SUCCESS')]);
    }
  });

  test('has data of a running server for every expression of the dashboard, and evaluates every alert', async () => {
    // A quota and a Redis have metrics of their own. Redis need not be there for its metric to be.
    await using server = await runSandbox({
      CACHE: 'on',
      OPENCX_QUOTA: '100',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    await using prometheus = await startPrometheus(server.url);
    await scraped(server, prometheus, 4);
    const shown = dashboardExpressions();
    expect(shown.length).toBeGreaterThan(25);
    const empty = [];
    for (const expression of shown) {
      if ((await prometheus.query(inGrafana(expression))).length === 0) empty.push(expression);
    }
    expect(empty).toEqual([]);

    const unusable = (await prometheus.rules()).filter(({ health }) => health !== 'ok');
    expect(unusable).toEqual([]);
    expect(await prometheus.rules()).toHaveLength(alerts().length);
    // What the alerts compare is there, although none of them fires.
    const selectors = new Set(
      alerts().flatMap(({ expression }) => expression.match(/\b(session_graph|nodejs)_\w+/g) ?? []),
    );
    const absent = [];
    for (const name of selectors) {
      if ((await prometheus.query(`${name}{job="session-graph"}`)).length === 0) absent.push(name);
    }
    expect(absent).toEqual([]);
  }, 60_000);
});
