import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { listOf, onOff, wholeNumber } from '../model/setting-types.ts';
import type { Provider } from '../providers/provider.ts';
import { graphSettingNames, graphSettings, type GraphSettings } from '../reads/settings.ts';
import { isAllowedHost } from '../upstream/addresses.ts';
import { authErrors, authSettings } from './auth/settings.ts';
import { ConfigError } from './config-error.ts';
import {
  accountVariables,
  errorsOf,
  pick,
  providerVariables,
  readProviders,
  tenantDefaults,
  variablesOf,
  type ProvidersSettings,
} from './provider-config.ts';
import { readSecretFiles } from './files/secret-files.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const graphVariables = variablesOf(graphSettingNames);

const port = wholeNumber(0, 65_535);

const network = z
  .string()
  .refine(isNetwork, { error: 'must be a list of addresses and networks, for example 10.0.0.0/8' });

function isNetwork(text: string): boolean {
  return ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
}

const token = z
  .string()
  .regex(/^[\x21-\x7e]{16,}$/, { error: 'must be at least 16 visible ASCII characters, without spaces' });

const serverSettings = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4000),
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: port.default(4010),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  GRAPHIQL: onOff.default(true),
  COMPRESSION: onOff.default(true),
  INTROSPECTION: onOff.default(true),
  FEDERATION_NODE: onOff.default(false),
  FEDERATION_SESSIONS: onOff.default(false),
  MAX_REPRESENTATIONS: wholeNumber(1, 100_000).default(5_000),
  MAX_TOKENS: wholeNumber(1, 1_000_000).default(10_000),
  MAX_DEPTH: wholeNumber(1, 1_000).default(20),
  MAX_ALIASES: wholeNumber(0, 1_000_000).default(500),
  MAX_ROOT_FIELDS: wholeNumber(1, 1_000_000).default(300),
  MAX_COST: wholeNumber(1, 100_000_000).default(100_000),
  MAX_READS: wholeNumber(0, 1_000_000).default(1_000),
  CALLER_REQUESTS_PER_MINUTE: wholeNumber(0, 1_000_000).default(0),
  CALLER_CONCURRENCY: wholeNumber(0, 1_000_000).default(0),
  TRUSTED_PROXIES: listOf(network).default([]),
  MAX_REQUEST_BYTES: wholeNumber(1, 100 * 1024 * 1024).default(1024 * 1024),
  MAX_RESPONSE_BYTES: wholeNumber(1000, 512 * 1024 * 1024).default(32 * 1024 * 1024),
  MAX_CONNECTIONS: wholeNumber(1, 1_000_000).default(10_000),
  RECEIVE_TIMEOUT_MS: wholeNumber(100, 600_000).default(30_000),
  SEND_TIMEOUT_MS: wholeNumber(100, 600_000).default(30_000),
  SHUTDOWN_TIMEOUT_MS: wholeNumber(0, 600_000).default(20_000),
  CLIENT_CACHE_CONTROL: onOff.default(false),
  DEBUG_UPSTREAM: onOff.default(false),
  METRICS: onOff.default(true),
  OPERATOR_TOKEN: token.optional(),
  AUDIT_LOG: onOff.default(false),
  METRICS_TOKEN: token.optional(),
  METRICS_PORT: port.optional(),
  ...authSettings,
});

/** The validated environment, with defaults. */
export interface Config {
  readonly server: Readonly<z.output<typeof serverSettings>>;
  readonly providers: ProvidersSettings;
  /** The settings that all providers share. */
  readonly graph: GraphSettings;
  /** The providers' variables without their credentials, which each tenant brings. */
  readonly tenantDefaults: Readonly<Record<string, string>>;
}

/** The names of all environment variables that the server reads. */
export function environmentVariables(providers: readonly Provider[]): string[] {
  const ofProviders = providers.flatMap((provider) => Object.values(providerVariables(provider)));
  return [...Object.keys(serverSettings.shape), ...Object.values(graphVariables), ...ofProviders];
}

/** The variables that can also be set by a file: `ZEP_API_KEY_FILE` names a file that contains `ZEP_API_KEY`. */
export function fileVariables(providers: readonly Provider[]): string[] {
  return [...providers.flatMap(accountVariables), 'OPERATOR_TOKEN', 'METRICS_TOKEN', 'REDIS_URL'];
}

/**
 * @param environment a blank variable counts as not set, since Compose files and CI systems create such variables
 * @throws {ConfigError} with every error at once
 */
export function loadConfig(environment: Environment, providers: readonly Provider[]): Config {
  const { set, errors: fileErrors } = readSecretFiles(withoutBlanks(environment), fileVariables(providers));
  const server = serverSettings.safeParse(set);
  const graph = graphSettings.safeParse(pick(set, graphVariables));
  const enabled = readProviders(set, providers);
  const errors = [
    ...fileErrors,
    ...(server.error?.issues ?? []).map((issue) => `${String(issue.path[0])} ${issue.message}`),
    ...errorsOf(graph.error, graphVariables),
    ...enabled.errors,
    ...(server.success ? authErrors(server.data) : []),
    ...privateErrors(server.data, enabled.settings, graph.data?.allowPrivateUpstreams ?? false),
    ...(isUseless(set, providers) ? [noCredential(providers)] : []),
  ];
  if (errors.length > 0 || !server.success || !graph.success) throw new ConfigError(errors);
  return Object.freeze({
    server: Object.freeze(server.data),
    providers: Object.freeze(enabled.settings),
    graph: Object.freeze(graph.data),
    tenantDefaults: Object.freeze(tenantDefaults(set, providers)),
  });
}

/** Names are judged when they are resolved, addresses here. */
function privateErrors(
  server: Config['server'] | undefined,
  providers: ProvidersSettings,
  isAllowed: boolean,
): string[] {
  const urls = Object.entries(providers).map(([id, { baseUrl }]) => [`${id}_BASE_URL`, baseUrl] as const);
  const all = [...urls, ['AUTH_JWKS_URL', server?.AUTH_JWKS_URL] as const];
  return all
    .filter(([, url]) => !isAllowed && url && !isAllowedHost(url.hostname))
    .map(([name]) => `${name} has an address that is not public. Set ALLOW_PRIVATE_UPSTREAMS=on to allow it`);
}

function isUseless(set: Readonly<Record<string, string>>, providers: readonly Provider[]): boolean {
  return !('TENANTS_FILE' in set) && !providers.some(({ credentialVariable }) => credentialVariable in set);
}

function noCredential(providers: readonly Provider[]): string {
  const variables = providers.map(({ credentialVariable }) => credentialVariable);
  return `No provider has a credential. Set at least one of ${variables.join(', ')}, or run \`npm run sandbox\` (with the package: \`npx session-graph sandbox\`), which needs none.`;
}

function withoutBlanks(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => Boolean(entry[1])));
}
