import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { query, startServer, type TestServer } from '../http/server.ts';
import { declaredMetrics, parseMetrics, scrapeText } from '../http/metrics.ts';
import { root } from '../process.ts';

let server: TestServer;
let declared: ReadonlyMap<string, string>;
let labels: ReadonlySet<string>;

beforeAll(async () => {
  // Redis need not be there for its metric to be.
  server = await startServer({ environment: { REDIS_URL: 'redis://127.0.0.1:1' } });
  const { ZEP } = server.sandbox.samples.sessions;
  await query(server.url, `{ zepSession(externalId: "${ZEP}") { id } session(id: "nonsense") { id } }`);
  const text = await scrapeText(server.url);
  declared = declaredMetrics(text);
  const ofSeries = [...parseMetrics(text).keys()].flatMap((series) => [...series.matchAll(/(\w+)="/g)]);
  // Prometheus adds the first two to whatever it scrapes.
  labels = new Set(['job', 'instance', ...ofSeries.map(([, label = '']) => label)]);
});
afterAll(async () => server[Symbol.asyncDispose]());

const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets?: readonly { readonly expr: string }[] }[];
  readonly templating: { readonly list: readonly { readonly definition?: string }[] };
}

function dashboardQueries(): string[] {
  const { panels, templating } = JSON.parse(read('deploy/monitoring/dashboard.json')) as Dashboard;
  const ofPanels = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  return [...ofPanels, ...templating.list.flatMap(({ definition = [] }) => definition)];
}

function alertQueries(): string[] {
  const rules = read('deploy/monitoring/alerts.yml').split('- alert: ').slice(1);
  return rules.map((rule) => rule.slice(rule.indexOf('expr:') + 5, rule.indexOf('labels:')));
}

const metricNames = (text: string): string[] => text.match(/\b(session_graph|process|nodejs)_\w+/g) ?? [];

/** A histogram has three metrics that it does not declare by name. */
function isServed(name: string): boolean {
  const histogram = name.replace(/_(bucket|sum|count)$/, '');
  return declared.has(name) || (histogram !== name && declared.get(histogram) === 'histogram');
}

function labelNames(text: string): string[] {
  const matched = [...text.matchAll(/[{,]\s*(\w+)(?:=~|!=|=|!~)/g)].map(([, label = '']) => label);
  const grouped = [...text.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
  return [...matched, ...grouped];
}

describe.each([
  ['dashboard', dashboardQueries],
  ['alert rules', alertQueries],
])('the %s', (_, queries) => {
  test('ask for metrics and labels that are served', () => {
    expect(queries().length).toBeGreaterThan(5);
    for (const text of queries()) {
      expect(metricNames(text)).not.toEqual([]);
      expect(metricNames(text).filter((name) => !isServed(name))).toEqual([]);
      expect(labelNames(text).filter((label) => !labels.has(label))).toEqual([]);
    }
  });
});

test('every metric of this server is on the dashboard', () => {
  const shown = dashboardQueries().join('\n');
  const own = [...declared.keys()].filter((name) => name.startsWith('session_graph_'));
  expect(own.filter((name) => !shown.includes(name))).toEqual([]);
});

describe('docs/operations.md', () => {
  test('lists every metric of this server with its type and its labels, and no other', () => {
    const rows = [...read('docs/operations.md').matchAll(/^\| `(session_graph_\w+)` +\| (\w+) +\|/gm)];
    const listed = rows.map(([, name = '', type = '']) => [name, type]);
    const own = [...declared].filter(([name]) => name.startsWith('session_graph_'));
    expect(listed.toSorted()).toEqual(own.toSorted());
  });

  test('has the runbook that each alert points to', () => {
    const runbooks = [...read('deploy/monitoring/alerts.yml').matchAll(/the runbook "([^"]+)"/g)];
    expect(runbooks.length).toBeGreaterThan(3);
    for (const [, title = ''] of runbooks) {
      expect(read('docs/operations.md').toLowerCase()).toContain(`### ${title.toLowerCase()}\n`);
    }
  });

  test('names no variable that the server does not read', async () => {
    const { environmentVariables } = await import('../../src/config.ts');
    const { providerDefinitions } = await import('../../src/providers/index.ts');
    const known = new Set(environmentVariables(providerDefinitions));
    const named = read('docs/operations.md').match(/`[A-Z][A-Z0-9]*(_[A-Z0-9]+)+(?==?`?)/g) ?? [];
    const names = named.map((name) => name.slice(1)).filter((name) => !/^OTEL_|^NODE_/.test(name));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});
