import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { SessionProvider } from '../../src/model/generated.ts';
import { providers } from '../../src/providers/index.ts';
import { startSandbox, type Fault, type Sandbox } from '../../src/sandbox/index.ts';
import { runMain } from '../../test/helpers/process.ts';
import { inGrafana, startPrometheus, type Prometheus } from '../../test/helpers/prometheus.ts';
import { startRedis } from '../../test/helpers/redis.ts';
import { launchBrowser } from '../browser.ts';
import type { Dashboard, Panel } from './dashboard.ts';
import { ask, readIds } from './traffic.ts';

/*
 * Takes docs/images/dashboard.png: two replicas that share a Redis serve clients for six minutes, while vendors become slow, fail and
 * recover. A real Prometheus scrapes them, and the panels of deploy/monitoring/dashboard.json are drawn with what it answers to their
 * expressions. It needs redis-server, prometheus and Chromium.
 */

const CLIENTS = 24;
const STEP_S = 2;
const definition = new URL('../../deploy/monitoring/dashboard.json', import.meta.url);
const picture = fileURLToPath(new URL('../../docs/images/dashboard.png', import.meta.url));

/** What happens to the vendors, in seconds after the start. */
const events: readonly { from: number; to: number; vendor: SessionProvider; fault: Fault }[] = [
  { from: 60, to: 110, vendor: 'ZEP', fault: { fault: 'reset' } },
  { from: 150, to: 200, vendor: 'CHATWIZE', fault: { fault: 'latency', milliseconds: 900 } },
  { from: 240, to: 280, vendor: 'DUOHUB', fault: { fault: 'rate-limit', retryAfterSeconds: 3, ratio: 0.3 } },
];
const DURATION_S = 340;

interface Definition {
  readonly title: string;
  readonly panels: readonly (Pick<Panel, 'type' | 'title' | 'gridPos'> & {
    readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
    readonly fieldConfig?: { readonly defaults: { readonly unit: string } };
  })[];
}

/** The dashboard with what Prometheus answers to the expressions of its panels. */
async function readDashboard(prometheus: Prometheus, start: number, end: number): Promise<Dashboard> {
  const { title, panels } = JSON.parse(readFileSync(definition, 'utf8')) as Definition;
  const times = Array.from(
    { length: Math.floor((end - start) / STEP_S) },
    (_, index) => start + index * STEP_S,
  );
  const range = [start, times.at(-1) ?? end, STEP_S] as const;

  async function seriesOf({
    expr,
    legendFormat,
  }: {
    expr: string;
    legendFormat: string;
  }): Promise<Panel['series']> {
    const found = await prometheus.queryRange(inGrafana(expr), ...range);
    return found.map(({ metric, values }) => {
      const byIndex = new Map(
        values.map(([time, value]) => [Math.round((time - start) / STEP_S), Number(value)]),
      );
      return {
        label: legendFormat.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => metric[name] ?? ''),
        values: times.map((_, index) => byIndex.get(index) ?? null),
      };
    });
  }

  const drawn = panels.map(async ({ type, title: name, gridPos, targets = [], fieldConfig }) => ({
    type,
    title: name,
    gridPos,
    unit: fieldConfig?.defaults.unit ?? '',
    series: (await Promise.all(targets.map(seriesOf))).flat(),
  }));
  return { title, times, panels: await Promise.all(drawn) };
}

/** What the server has when the stand-ins are its vendors. */
function environmentFor({ baseUrls, credential, samples }: Sandbox): Record<string, string> {
  const { small, middling, big } = samples.chatbots;
  const vendors = providers.flatMap(({ id, credentialVariable }) => [
    [credentialVariable, credential],
    [`${id}_BASE_URL`, baseUrls[id]],
  ]);
  return {
    ...Object.fromEntries(vendors),
    PORT: '0',
    OPENCX_QUOTA: '3000',
    CHATWIZE_CHATBOT_IDS: [small, middling, big].join(','),
  };
}

/** Two replicas with one Redis, and what Prometheus has seen of them while clients used them and vendors failed. */
async function observe(): Promise<Dashboard> {
  await using redis = await startRedis();
  const sandbox = await startSandbox({ port: 0 });
  const environment = { ...environmentFor(sandbox), REDIS_URL: redis.url };
  await using one = runMain(['serve'], environment);
  await using another = runMain(['serve'], environment);
  const urls = await Promise.all([one, another].map((replica) => replica.says(/ready at (http.*)\/graphql/)));
  await using prometheus = await startPrometheus(...urls);
  const ids = await readIds(urls[0] ?? '');
  const start = Math.floor(Date.now() / 1000);
  const stop = AbortSignal.timeout(DURATION_S * 1000);
  const clients = Array.from({ length: CLIENTS }, () => ask(urls, ids, stop));
  const happenings = events.map(async ({ from, to, vendor, fault }) => {
    await wait(from * 1000);
    sandbox.setFault(vendor, fault);
    await wait((to - from) * 1000);
    sandbox.setFault(vendor, undefined);
  });
  await Promise.all([...clients, ...happenings]);
  await sandbox.close();
  // Awaited here, while Prometheus is there.
  return await readDashboard(prometheus, start, Math.floor(Date.now() / 1000));
}

async function draw(dashboard: Dashboard): Promise<void> {
  const entryPoints = ['page.ts', 'page.css'].map((name) =>
    fileURLToPath(new URL(`page/${name}`, import.meta.url)),
  );
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, outdir: 'out' });
  await using browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  for (const { path, text } of outputFiles) {
    if (path.endsWith('.css')) await page.addStyleTag({ content: text });
    else await page.addScriptTag({ content: text });
  }
  await page.evaluate(`draw(${JSON.stringify(dashboard)})`);
  await page.screenshot({ path: picture, fullPage: true });
}

await draw(await observe());
