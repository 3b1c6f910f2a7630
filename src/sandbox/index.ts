import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { SessionProvider } from '../model/generated.ts';
import { providers } from '../providers/index.ts';
import { SANDBOX_CREDENTIAL } from '../stand-in/stand-in.ts';
import { hostControl } from './control.ts';
import type { Fault } from './faults.ts';
import { hostedVendor, hostVendor, routedUrl } from './host.ts';
import type { HostedVendor } from './host.ts';
import { createJournal } from './journal.ts';
import type { Journal, RecordedRequest } from './journal.ts';
import type { Limit } from './limits.ts';
import { collectSamples } from './samples.ts';
import type { SandboxSamples } from './samples.ts';

export type { FaultName } from '../stand-in/faults.ts';
export type { Fault } from './faults.ts';
export type { RecordedRequest } from './journal.ts';
export type { Limit } from './limits.ts';
export type { SandboxSamples } from './samples.ts';

export interface SandboxOptions {
  /** The address to listen on. Default: 127.0.0.1 */
  readonly host?: string;
  /** 0 picks a free port. */
  readonly port: number;
}

export interface Sandbox {
  /** The origin that it listens on. */
  readonly url: string;
  /** The credential that every stand-in accepts. */
  readonly credential: string;
  readonly baseUrls: Readonly<Record<SessionProvider, string>>;
  readonly samples: SandboxSamples;
  /** The last 1,000 calls to the stand-ins, oldest first. */
  readonly requests: readonly RecordedRequest[];
  calls(provider: SessionProvider): number;
  resetCalls(): void;
  setFault(provider: SessionProvider, fault: Fault | undefined): void;
  setLimit(provider: SessionProvider, limit: Limit | undefined): void;
  /** Closes immediately, including connections in use. */
  close(): Promise<void>;
}

/** Starts the stand-ins of all vendors and the control endpoint, on one port. */
export async function startSandbox({ host = '127.0.0.1', port }: SandboxOptions): Promise<Sandbox> {
  const modules = await Promise.all(providers.map((provider) => provider.standIn()));
  const vendors = modules.map(({ standIn }) => hostedVendor(standIn));
  const journal = createJournal();
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    rewriteUrl: ({ url = '/' }) => routedUrl(vendors, url),
  });
  for (const vendor of vendors) await hostVendor(app, vendor, journal);
  await hostControl(app, vendors, journal);
  const url = await app.listen({ host, port });
  return sandboxOf(app, url, vendors, journal);
}

function sandboxOf(
  app: FastifyInstance,
  url: string,
  vendors: readonly HostedVendor[],
  journal: Journal,
): Sandbox {
  const byProvider = new Map(vendors.map((vendor) => [vendor.standIn.provider, vendor]));
  const baseUrls = vendors.map(({ standIn }) => [standIn.provider, url + standIn.prefix] as const);
  return {
    url,
    credential: SANDBOX_CREDENTIAL,
    baseUrls: Object.fromEntries(baseUrls) as Record<SessionProvider, string>,
    samples: collectSamples(vendors.map(({ standIn }) => standIn)),
    requests: journal.requests,
    calls: (provider) => journal.count(provider).total,
    resetCalls: () => journal.reset(),
    setFault: (provider, fault) => byProvider.get(provider)?.faults.set(fault),
    setLimit: (provider, limit) => byProvider.get(provider)?.limiter.set(limit),
    close: () => app.close(),
  };
}
