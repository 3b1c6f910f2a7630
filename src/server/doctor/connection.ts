import { lookup } from 'node:dns/promises';
import { globalAgent, type AgentOptions, type Agent } from 'node:http';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProviderSettings } from '../../providers/settings.ts';
import { isLoopback } from '../../model/loopback.ts';
import { isPublicAddress } from '../../upstream/addresses.ts';
import type { Found } from './finding.ts';

type Connection = Pick<ProviderSettings, 'baseUrl' | 'connectTimeoutMs'>;

/** A certificate that ends sooner is worth a warning, in days. */
const minCertificateDays = 14;

const throughProxy = 'not checked: calls go through a proxy';

/** Resolves the vendor's host. */
export async function checkAddress({
  settings: { baseUrl, connectTimeoutMs },
  allowPrivate,
}: {
  readonly settings: Connection;
  readonly allowPrivate: boolean;
}): Promise<Found> {
  const check = 'DNS';
  const host = hostOf(baseUrl);
  if (usesProxy()) return { check, verdict: 'unknown', detail: throughProxy };
  if (isIP(host)) return { check, verdict: 'ok', detail: 'the base URL has an address' };
  const started = performance.now();
  const found = await inTime(lookup(host, { all: true }), connectTimeoutMs).catch(reasonOf);
  const milliseconds = since(started);
  if (typeof found === 'string') {
    return { check, verdict: 'failed', detail: `the host name has no address (${found})`, milliseconds };
  }
  const isAllowed =
    allowPrivate || isLoopback(host) || found.every(({ address }) => isPublicAddress(address));
  return isAllowed
    ? { check, verdict: 'ok', detail: count(found.length), milliseconds }
    : {
        check,
        verdict: 'failed',
        detail: 'the address is not public (see ALLOW_PRIVATE_UPSTREAMS)',
        milliseconds,
      };
}

/** Opens a TLS connection, and looks at the certificate. */
export async function checkTls({ baseUrl, connectTimeoutMs }: Connection): Promise<Found> {
  const check = 'TLS';
  if (baseUrl.protocol === 'http:') return { check, verdict: 'ok', detail: 'not used: http on this machine' };
  if (usesProxy()) return { check, verdict: 'unknown', detail: throughProxy };
  const host = hostOf(baseUrl);
  const socket = connect({
    host,
    port: Number(baseUrl.port || 443),
    ...(!isIP(host) && { servername: host }),
  });
  const started = performance.now();
  try {
    await inTime(secured(socket), connectTimeoutMs);
    return { ...describeCertificate(socket), check, milliseconds: since(started) };
  } catch (error) {
    return {
      check,
      verdict: 'failed',
      detail: `no connection (${reasonOf(error)})`,
      milliseconds: since(started),
    };
  } finally {
    socket.destroy();
  }
}

function secured(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('secureConnect', resolve);
    // It stays: a second error without a listener would end the process.
    socket.on('error', reject);
  });
}

function describeCertificate(socket: TLSSocket): Omit<Found, 'check'> {
  const until = new Date(socket.getPeerCertificate().valid_to);
  const days = (until.getTime() - Date.now()) / (24 * 60 * 60_000);
  const detail = `${socket.getProtocol()}, certificate valid until ${until.toISOString().slice(0, 10)}`;
  return { verdict: days < minCertificateDays ? 'warning' : 'ok', detail };
}

/** Node.js sends calls through a proxy if NODE_USE_ENV_PROXY is set. */
function usesProxy(): boolean {
  return Boolean((globalAgent as Agent & { readonly options: AgentOptions }).options.proxyEnv);
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  const timer = new AbortController();
  const timeout = delay(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });
  });
  // It is also rejected when it is no longer needed.
  timeout.catch(() => undefined);
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    timer.abort();
  }
}

/** The code alone: messages contain names and addresses. */
function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code ?? 'failed';
}

function since(started: number): number {
  return Math.round(performance.now() - started);
}

function count(addresses: number): string {
  return addresses === 1 ? '1 address' : `${addresses} addresses`;
}
