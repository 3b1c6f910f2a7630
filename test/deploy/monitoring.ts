import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../helpers/process.ts';

const read = (file: string): string => readFileSync(join(root, 'deploy/monitoring', file), 'utf8');

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }[];
  readonly templating: { readonly list: readonly { readonly definition?: string }[] };
}

export function dashboardExpressions(): string[] {
  const { panels } = JSON.parse(read('dashboard.json')) as Dashboard;
  return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}

export function dashboardVariables(): string[] {
  const { templating } = JSON.parse(read('dashboard.json')) as Dashboard;
  return templating.list.flatMap(({ definition = [] }) => definition);
}

export interface Alert {
  readonly name: string;
  readonly expression: string;
}

export function alerts(): Alert[] {
  const rules = read('alerts.yml').split('- alert: ').slice(1);
  return rules.map((rule) => ({
    name: rule.split('\n')[0] ?? '',
    expression: rule
      .slice(rule.indexOf('expr:') + 'expr:'.length, rule.search(/^ +(for|labels):/m))
      .replace(/^ *\|/, '')
      .trim(),
  }));
}

/** The names of the unit tests of alerts, such as `SessionGraphDown fires when no server is found`. */
export function alertTests(): string[] {
  return [...read('alerts.test.yml').matchAll(/^ +- name: (.+)$/gm)].map(([, name = '']) => name);
}
