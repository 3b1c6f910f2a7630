import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
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

export function panelTitles(): string[] {
  return (JSON.parse(read('dashboard.json')) as Dashboard).panels.map(({ title }) => title);
}

export interface Alert {
  readonly name: string;
  readonly expression: string;
  readonly description: string;
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly description: string };
}

export function alerts(): Alert[] {
  const { groups } = parse(read('alerts.yml')) as { groups: { rules: Rule[] }[] };
  return groups
    .flatMap(({ rules }) => rules)
    .map(({ alert, expr, annotations: { description } }) => ({
      name: alert,
      expression: expr.trim(),
      description,
    }));
}

/** The names of the unit tests of alerts, such as `SessionGraphDown fires when no server is found`. */
export function alertTests(): string[] {
  return [...read('alerts.test.yml').matchAll(/^ +- name: (.+)$/gm)].map(([, name = '']) => name);
}
