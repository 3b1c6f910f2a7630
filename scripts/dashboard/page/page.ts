import uPlot from 'uplot';
import type { Dashboard, Panel } from '../dashboard.ts';

// Grafana's classic palette.
const colors = [
  '#7EB26D',
  '#EAB839',
  '#6ED0E0',
  '#EF843C',
  '#E24D42',
  '#1F78C1',
  '#BA43A9',
  '#705DA0',
  '#508642',
  '#CCA300',
];
const MiB = 1024 ** 2;
/** The steps of an axis in bytes. */
const powersOfTwo = Array.from({ length: 16 }, (_, power) => MiB * 2 ** power);
const rowHeight = 34;
const titleHeight = 26;
const legendHeight = 34;

const rounded = (value: number): string => String(Number(value.toPrecision(3)));

function seconds(value: number): string {
  if (value === 0) return '0 s';
  if (Math.abs(value) < 0.001) return `${rounded(value * 1e6)} µs`;
  return Math.abs(value) < 1 ? `${rounded(value * 1000)} ms` : `${rounded(value)} s`;
}

const clock = (time: number): string =>
  new Date(time * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

const units: Record<string, (value: number) => string> = {
  s: seconds,
  ops: (value) => `${rounded(value)} ops/s`,
  reqps: (value) => `${rounded(value)} req/s`,
  percentunit: (value) => `${rounded(value * 100)}%`,
  bytes: (value) => `${rounded(value / MiB)} MiB`,
  short: rounded,
};

function element(parent: HTMLElement, className: string, text = ''): HTMLElement {
  const created = document.createElement('div');
  created.className = className;
  created.textContent = text;
  parent.append(created);
  return created;
}

function place(created: HTMLElement, { x, y, w, h }: Panel['gridPos']): void {
  created.style.gridArea = `${y + 1} / ${x + 1} / span ${h} / span ${w}`;
}

function drawLegend(parent: HTMLElement, { series }: Panel): void {
  const legend = element(parent, 'legend');
  for (const [index, { label }] of series.entries()) {
    element(legend, 'entry', label).style.setProperty('--color', colorOf(index));
  }
}

const colorOf = (index: number): string => colors[index % colors.length] ?? '';

function drawPanel(grid: HTMLElement, panel: Panel, times: readonly number[]): void {
  const box = element(grid, 'panel');
  place(box, panel.gridPos);
  element(box, 'title', panel.title);
  const chart = element(box, 'chart');
  drawLegend(box, panel);
  const format = units[panel.unit];
  if (!format)
    throw new Error(`The panel ${panel.title} has the unit ${panel.unit}, which this page cannot write`);
  const axis = {
    stroke: '#57606a',
    grid: { stroke: '#eaeef2', width: 1 },
    ticks: { show: false },
    font: '11px sans-serif',
  };
  const options: uPlot.Options = {
    width: box.clientWidth - 12,
    height: panel.gridPos.h * rowHeight - titleHeight - legendHeight - 8,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
    axes: [
      { ...axis, incrs: [60, 120], values: (_, splits) => splits.map(clock) },
      {
        ...axis,
        size: 74,
        values: (_, values) => values.map(format),
        ...(panel.unit === 'bytes' && { incrs: powersOfTwo }),
      },
    ],
    series: [
      {},
      ...panel.series.map(({ label }, index) => ({
        label,
        stroke: colorOf(index),
        fill: `${colorOf(index)}1a`,
        width: 1.5,
        points: { show: false },
      })),
    ],
  };
  const plot = new uPlot(options, [[...times], ...panel.series.map(({ values }) => [...values])]);
  chart.append(plot.root);
}

declare global {
  interface Window {
    draw: (dashboard: Dashboard) => void;
  }
}

window.draw = ({ title, times, panels }) => {
  element(document.body, 'dashboard-title', title);
  const grid = element(document.body, 'grid');
  grid.style.gridAutoRows = `${rowHeight}px`;
  for (const panel of panels) {
    if (panel.type === 'row') place(element(grid, 'row', panel.title), panel.gridPos);
    else drawPanel(grid, panel, times);
  }
};
