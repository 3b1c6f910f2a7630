/** A scrape, by series: `name{label="value",…}` as Prometheus writes it. */
export type Scrape = ReadonlyMap<string, number>;

export async function scrapeText(url: string): Promise<string> {
  const response = await fetch(`${url}/metrics`);
  if (response.status !== 200) throw new Error(`/metrics answers ${response.status}`);
  return response.text();
}

export async function scrape(url: string): Promise<Scrape> {
  return parseMetrics(await scrapeText(url));
}

const sample = /^([a-zA-Z_:][\w:]*(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)*\})?) (\S+)$/;

/** @throws when a line is not of the text format, or a series comes twice */
export function parseMetrics(text: string): Scrape {
  const series = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || /^# (HELP|TYPE) \w+ /.test(line)) continue;
    const [, name, value] = sample.exec(line) ?? [];
    const number = value === 'Nan' || value === 'NaN' ? NaN : Number(value?.replace('Inf', 'Infinity'));
    if (!name || (Number.isNaN(number) && !/^nan$/i.test(value ?? ''))) {
      throw new Error(`Not a line of metrics: ${line}`);
    }
    if (series.has(name)) throw new Error(`Twice: ${name}`);
    series.set(name, number);
  }
  return series;
}

/** The names that a scrape declares, with the type of each. */
export function declaredMetrics(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
  );
}

/** The values of one metric, by their labels. */
export function valuesOf(scraped: Scrape, name: string): Record<string, number> {
  const found = [...scraped].filter(([series]) => series === name || series.startsWith(`${name}{`));
  return Object.fromEntries(found.map(([series, value]) => [series.slice(name.length), value]));
}
