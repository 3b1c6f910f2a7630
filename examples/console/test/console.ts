import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { preview } from 'vite';
import { startSessionGraph } from '../../session-graph.ts';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
/** Why the tests cannot run here. In CI they must. */
export const skip =
  !existsSync(executablePath) &&
  !process.env['CI'] &&
  `no Chromium at ${executablePath}; install it or set CHROMIUM_PATH`;

const offline = ['--disable-quic', '--disable-background-networking', '--disable-component-update'];
const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync', ...offline];

export interface Console extends AsyncDisposable {
  readonly url: string;
  /** The base URL of the vendors' stand-ins. */
  readonly standIns: string;
  /** A page, and everything that went wrong on it. */
  open(path: string, options?: BrowserContextOptions): Promise<Page & { readonly faults: string[] }>;
}

/** The built console behind Vite's preview server, in front of a sandbox of its own, in a browser. */
export async function startConsole(environment: Record<string, string> = {}): Promise<Console> {
  const graph = await startSessionGraph(environment);
  const target = new URL(graph.url).origin;
  const server = await preview({
    logLevel: 'error',
    preview: { port: 0, proxy: { '/graphql': { target } } },
  });
  const browser: Browser = await chromium.launch({ executablePath, args });
  const { port } = server.httpServer.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function open(path: string, options?: BrowserContextOptions) {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') faults.push(`console: ${line.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== url) faults.push(`outside request: ${request.url()}`);
    });
    await page.goto(url + path);
    return Object.assign(page, { faults });
  }

  return {
    url,
    standIns: graph.standIns,
    open,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.close();
      await graph.stop();
    },
  };
}
