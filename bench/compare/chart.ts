import { ratioOf, type Report } from './summary.ts';
import { lanes } from './lanes.ts';

const [width, rowHeight, left, right] = [760, 34, 230, 70];
const log = (ratio: number): number => Math.log10(Math.max(ratio, 0.1));

/** A bar for each lane: how many times as many operations a second as Hive Gateway, on a logarithmic scale. */
export function chart(report: Report): string {
  const bars = lanes.flatMap(({ name }) => {
    const ratio = ratioOf(report, name, 'session-graph', 'Hive Gateway');
    return ratio ? [{ name, ratio }] : [];
  });
  const most = Math.max(1, ...bars.map(({ ratio }) => log(ratio.most)));
  const least = Math.min(0, ...bars.map(({ ratio }) => log(ratio.median))) - 0.2;
  const x = (ratio: number): number =>
    left + ((width - left - right) * (log(ratio) - least)) / (most - least);
  const height = 70 + bars.length * rowHeight;
  const rows = bars.map(({ name, ratio }, place) => {
    const y = 44 + place * rowHeight;
    return `<text x="${left - 10}" y="${y + 16}" text-anchor="end">${name}</text>
<rect x="${Math.min(x(1), x(ratio.median)).toFixed(1)}" y="${y}" width="${Math.abs(x(ratio.median) - x(1)).toFixed(1)}" height="22" rx="3" fill="${ratio.median < 1 ? '#c9510c' : '#4f6bed'}"/>
<text x="${(Math.max(x(1), x(ratio.median)) + 8).toFixed(1)}" y="${y + 16}" font-weight="600">${ratio.median.toFixed(ratio.median < 10 ? 2 : 0)} ×</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#24292f" role="img" aria-label="Operations per second compared with Hive Gateway">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="16" y="24" font-size="15" font-weight="600">Operations per second, compared with Hive Gateway</text>
<line x1="${x(1).toFixed(1)}" x2="${x(1).toFixed(1)}" y1="36" y2="${height - 26}" stroke="#8c959f"/>
${rows.join('\n')}
<text x="16" y="${height - 8}" font-size="11" fill="#57606a">${report.date}, ${report.machine.replace(/&/g, '&amp;')}. Logarithmic scale.</text>
</svg>
`;
}
