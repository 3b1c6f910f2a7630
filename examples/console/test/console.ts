import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { preview } from 'vite';
import { startSessionGraph } from '../../session-graph.ts';
import type { Vendor } from './page.ts';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
/** Why the tests cannot run here. In CI they must. */
export const skip =
  !existsSync(executablePath) &&
  !process.env['CI'] &&
  `no Chromium at ${executablePath}; install it or set CHROMIUM_PATH`;

const offline = ['--disable-quic', '--disable-background-networking', '--disable-component-update'];
const args = [
  '--lang=en-GB',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-sync',
  ...offline,
];

/** What the sandbox says about its data. */
interface Samples {
  readonly samples: Record<Vendor, { readonly session: string }>;
  readonly faultIds: Record<Vendor, Record<string, string>>;
}

interface PageOptions extends BrowserContextOptions {
  /** Runs before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export interface Console extends AsyncDisposable, Samples {
  /** A page, and everything that went wrong on it: an error, a warning, a request to another host. */
  open(path: string, options?: PageOptions): Promise<Page & { readonly faults: string[] }>;
  /** A page on which nothing may go wrong. */
  visit(path: string, use: (page: Page) => Promise<void>, options?: PageOptions): Promise<void>;
  /** Makes a vendor fail until the fault is disposed. */
  fault(vendor: Vendor, fault: object): Promise<AsyncDisposable>;
  query(query: string): Promise<unknown>;
}

const json = { 'content-type': 'application/json' };

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

  async function open(path: string, { prepare, ...options }: PageOptions = {}) {
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
    await prepare?.(page);
    await page.goto(url + path);
    return Object.assign(page, { faults });
  }

  return {
    ...((await (await fetch(`${graph.standIns}/control`)).json()) as Samples),
    open,
    async visit(path, use, options) {
      const page = await open(path, options);
      try {
        await use(page);
        assert.deepEqual(page.faults, []);
      } finally {
        await page.context().close();
      }
    },
    async fault(vendor, fault) {
      const address = `${graph.standIns}/control/faults/${vendor}`;
      await fetch(address, { method: 'PUT', headers: json, body: JSON.stringify(fault) });
      return { [Symbol.asyncDispose]: async () => void (await fetch(address, { method: 'DELETE' })) };
    },
    async query(query) {
      const response = await fetch(graph.url, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ query }),
      });
      return response.json();
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.close();
      await graph.stop();
    },
  };
}
