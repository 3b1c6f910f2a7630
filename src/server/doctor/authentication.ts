import { readFileSync } from 'node:fs';
import { silentLogger } from '../../model/logger.ts';
import { openAdmission } from '../admission.ts';
import { parseApiKeys } from '../auth/api-keys.ts';
import { createRemoteKeySet } from '../auth/key-set.ts';
import { anonymousPolicy, knownScopes } from '../auth/settings.ts';
import { ConfigError } from '../config-error.ts';
import type { Config } from '../config.ts';
import type { Found } from './finding.ts';

/** Checks the files and the key set that decide who may ask. */
export async function checkAuthentication(config: Config): Promise<readonly Found[]> {
  const { server, graph } = config;
  const { AUTH_JWKS_URL: url } = server;
  return [
    checkAnonymous(config),
    ...checkFiles(config),
    ...(url ? [await checkKeySet(url, graph.allowPrivateUpstreams)] : []),
  ];
}

function checkAnonymous({ server }: Config): Found {
  const check = 'anonymous callers';
  const policy = anonymousPolicy(server);
  if (policy === 'on')
    return { check, verdict: 'warning', detail: 'everybody who reaches the port is served' };
  const detail = policy === 'off' ? 'are refused' : 'are served on this machine only';
  return { check, verdict: 'ok', detail };
}

const fileVariables = [
  'AUTH_API_KEYS_FILE',
  'AUTH_JWKS_FILE',
  'TENANTS_FILE',
  'TRUSTED_DOCUMENTS_FILE',
] as const;

function checkFiles(config: Config): readonly Found[] {
  const used = fileVariables.filter((name) => config.server[name] !== undefined);
  const errors = errorsOfFiles(config);
  return used.map((check) => {
    const error = errors.find((one) => one.startsWith(`${check}: `));
    if (error !== undefined) return { check, verdict: 'failed', detail: error.slice(check.length + 2) };
    const problem = check === 'AUTH_API_KEYS_FILE' ? problemOfKeys(config) : undefined;
    return problem === undefined
      ? { check, verdict: 'ok', detail: 'can be used' }
      : { check, verdict: 'warning', detail: problem };
  });
}

function problemOfKeys({ server }: Config): string | undefined {
  const { owners } = parseApiKeys(readFileSync(server.AUTH_API_KEYS_FILE ?? '', 'utf8'), knownScopes);
  if (owners.length === 0) return 'has no keys';
  const powerless = owners.filter(({ scopes = server.AUTH_DEFAULT_SCOPES }) => scopes.length === 0);
  return powerless.length === 0
    ? undefined
    : `${powerless.length} of ${owners.length} keys have no scopes, so they may read nothing`;
}

function errorsOfFiles(config: Config): readonly string[] {
  try {
    openAdmission(config, { origins: [], log: silentLogger }).close();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.errors;
    throw error;
  }
}

async function checkKeySet(url: URL, allowPrivate: boolean): Promise<Found> {
  const check = 'AUTH_JWKS_URL';
  let reason: unknown;
  const log = { ...silentLogger, warn: (fields: { reason?: unknown }) => (reason = fields.reason) };
  const keys = createRemoteKeySet(url, { allowPrivate, log });
  const started = performance.now();
  try {
    await keys.load();
    const milliseconds = Math.round(performance.now() - started);
    return { check, verdict: 'ok', detail: 'its keys can be used', milliseconds };
  } catch {
    return { check, verdict: 'failed', detail: `the key set ${String(reason)}` };
  } finally {
    keys.close();
  }
}
