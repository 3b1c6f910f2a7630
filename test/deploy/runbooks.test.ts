import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../helpers/process.ts';
import { alerts, panelTitles } from './monitoring.ts';

const operations = readFileSync(join(root, 'docs/operations.md'), 'utf8');
const [, text = ''] = operations.split('## Runbooks\n');
/** The text of each runbook, by its title. */
const runbooks = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.split('\n')[0] ?? '', section]),
);

test.each(alerts().map(({ name, description }) => [name, description]))(
  '%s names a runbook, whose symptoms name the alert',
  (name, description) => {
    const [, title = ''] = /See the runbook "([^"]+)"\.$/.exec(description) ?? [];
    const [, symptoms = ''] = /^Symptoms:([^]*?)\n\n/m.exec(runbooks.get(title) ?? '') ?? [];
    expect([title, symptoms]).toEqual([title, expect.stringContaining(`\`${name}\``)]);
  },
);

test('every runbook is that of an alert, and has steps', () => {
  const known = new Set(alerts().map(({ name }) => name));
  for (const [title, runbook] of runbooks) {
    const named = [...runbook.matchAll(/`(SessionGraph\w+)`/g)].map(([, name = '']) => name);
    expect([title, named.filter((name) => !known.has(name))]).toEqual([title, []]);
    expect([title, named.length > 0, /^1\. /m.test(runbook)]).toEqual([title, true, true]);
  }
});

test('every panel that a runbook or an alert names is on the dashboard', () => {
  const texts = [text, ...alerts().map(({ description }) => description)].join('\n').replaceAll('\n', ' ');
  const lists = texts.match(/\bpanels? "[^"]+"(?:(?:,| and) "[^"]+")*/g) ?? [];
  const named = lists.flatMap((list) => [...list.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title));
  expect(named.length).toBeGreaterThan(10);
  const titles = new Set(panelTitles());
  expect(named.filter((title) => !titles.has(title))).toEqual([]);
});

test.each(alerts().map(({ name, expression }) => [name, expression]))(
  '%s looks at the series of this job only',
  (_, expression) => {
    const metrics = expression.match(/\b(?:session_graph|nodejs|process)_\w+|\bup\b/g) ?? [];
    const selected = expression.match(/\w+\{job="session-graph"[,}]/g) ?? [];
    expect(metrics.length).toBeGreaterThan(0);
    expect(selected.map((one) => one.split('{')[0])).toEqual(metrics);
  },
);
