import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { environmentVariables } from '../../src/server/config.ts';
import { providers } from '../../src/providers/index.ts';
import { query, startServer, type TestServer } from '../helpers/graphql-server.ts';
import { declaredMetrics, parseMetrics, scrapeText } from '../server/metrics/metrics.ts';
import { root } from '../helpers/process.ts';
import { alerts, dashboardExpressions, dashboardVariables } from './monitoring.ts';

let server: TestServer;
let declared: ReadonlyMap<string, string>;
/** The labels that the series of a metric have. */
let labels: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  // Redis need not be there for its metric to be.
  // A quota and a Redis have metrics of their own.
  const environment = { REDIS_URL: 'redis://127.0.0.1:1', OPENCX_QUOTA: '100' };
  server = await startServer({ environment });
  const { ZEP } = server.sandbox.samples.sessions;
  await query(
    server.url,
    `{ zepSession(externalId: "${ZEP}") { id } session(id: "nonsense") { id } sessions(first: 0) { nodes { id } } }`,
  );
  const text = await scrapeText(server.url);
  declared = declaredMetrics(text);
  labels = labelsByMetric([...parseMetrics(text).keys()]);
});
afterAll(async () => server[Symbol.asyncDispose]());

function labelsByMetric(series: readonly string[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const one of series) {
    const name = declaredNameOf(one.replace(/\{.*/, ''));
    const known = found.get(name) ?? new Set();
    found.set(name, known);
    // Of a histogram's buckets.
    for (const [, label = ''] of one.matchAll(/(\w+)="/g)) if (label !== 'le') known.add(label);
  }
  return found;
}

/** A histogram has three metrics that it does not declare by name. */
function declaredNameOf(name: string): string {
  const histogram = name.replace(/_(bucket|sum|count)$/, '');
  return declared.get(histogram) === 'histogram' ? histogram : name;
}

const labelsOf = (name: string): string[] => Array.from(labels.get(name) ?? []);

const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');

const dashboardQueries = (): string[] => [...dashboardExpressions(), ...dashboardVariables()];
const alertQueries = (): string[] => alerts().map(({ expression }) => expression);

const metricNames = (text: string): string[] =>
  text.match(/\b(?:session_graph|process|nodejs)_\w+|\bup\b/g) ?? [];

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
      const metrics = metricNames(text).map(declaredNameOf);
      // `up` is Prometheus' own.
      expect(metrics.filter((name) => name !== 'up' && !declared.has(name))).toEqual([]);
      // Prometheus adds the first two to whatever it scrapes.
      const known = new Set(['job', 'instance', 'le', ...metrics.flatMap(labelsOf)]);
      expect(labelNames(text).filter((label) => !known.has(label))).toEqual([]);
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
    const rows = read('docs/operations.md').matchAll(
      /^\| `(session_graph_\w+)` +\| (\w+) +\| ([\w, ]*?) *\|/gm,
    );
    const listed = [...rows].map(([, name, type, named = '']) => [
      name,
      type,
      named.split(', ').toSorted().join(),
    ]);
    const own = [...declared].filter(([name]) => name.startsWith('session_graph_'));
    expect(listed.toSorted()).toEqual(
      own.map(([name, type]) => [name, type, labelsOf(name).toSorted().join()]).toSorted(),
    );
  });

  test('names no variable that the server does not read', () => {
    const known = new Set(environmentVariables(providers));
    const text = read('docs/operations.md').replaceAll('<PROVIDER>', 'ZEP');
    const named = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)*)[`=]/g)].map(([, name = '']) => name);
    // Of OpenTelemetry and of Node, the codes of errors, and values.
    const others = /^(OTEL_|NODE_|UPSTREAM_|INTERNAL_|[A-Z]+$)/;
    expect(named.filter((name) => !known.has(name) && !others.test(name))).toEqual([]);
    expect(named.filter((name) => known.has(name)).length).toBeGreaterThan(20);
  });
});
