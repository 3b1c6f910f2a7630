import { z } from 'zod';
import type { SessionProvider } from '../model/generated.ts';
import { onOff, wholeNumber } from '../model/setting-types.ts';
import type { Provider } from '../providers/provider.ts';
import { providerSettingNames, providerSettings, type ProviderSettings } from '../providers/settings.ts';
import { graphSettingNames, graphSettings, type GraphSettings } from '../reads/settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of the enabled providers. */
export type ProvidersSettings = Readonly<Partial<Record<SessionProvider, ProviderSettings>>>;

const port = wholeNumber(0, 65_535);

const serverSettings = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4000),
  SANDBOX_PORT: port.default(4010),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  GRAPHIQL: onOff.default(true),
  INTROSPECTION: onOff.default(true),
  FEDERATION_NODE: onOff.default(false),
  MAX_REPRESENTATIONS: wholeNumber(1, 100_000).default(5_000),
  MAX_TOKENS: wholeNumber(1, 1_000_000).default(10_000),
  MAX_DEPTH: wholeNumber(1, 1_000).default(20),
  MAX_ALIASES: wholeNumber(0, 1_000_000).default(500),
  MAX_ROOT_FIELDS: wholeNumber(1, 1_000_000).default(300),
  MAX_COST: wholeNumber(1, 100_000_000).default(100_000),
  MAX_READS: wholeNumber(0, 1_000_000).default(1_000),
  MAX_REQUEST_BYTES: wholeNumber(1, 100 * 1024 * 1024).default(1024 * 1024),
  SHUTDOWN_TIMEOUT_MS: wholeNumber(0, 600_000).default(20_000),
  CLIENT_CACHE_CONTROL: onOff.default(false),
  DEBUG_UPSTREAM: onOff.default(false),
  METRICS: onOff.default(true),
  OPERATOR_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, { error: 'must be at least 16 visible ASCII characters, without spaces' })
    .optional(),
});

/** The validated environment, with defaults. */
export interface Config {
  readonly server: Readonly<z.output<typeof serverSettings>>;
  readonly providers: ProvidersSettings;
  /** The settings that all providers share. */
  readonly graph: GraphSettings;
}

/** Lists every error of the environment, without the values, which can be secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly errors: readonly string[];

  constructor(errors: readonly string[]) {
    super(['Invalid configuration:', ...errors.map((error) => `  - ${error}`)].join('\n'));
    this.errors = errors;
  }
}

/** `timeoutMs` becomes `TIMEOUT_MS`. */
function variableOf(setting: string): string {
  return setting.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** The environment variable of each setting of a provider. */
function variablesOf({ id, credentialVariable }: Provider): Record<string, string> {
  const names = providerSettingNames.map((name) => [name, `${id}_${variableOf(name)}`]);
  return { ...Object.fromEntries(names), credential: credentialVariable };
}

const graphVariables = Object.fromEntries(graphSettingNames.map((name) => [name, variableOf(name)]));

/** The names of all environment variables that the server reads. */
export function environmentVariables(providers: readonly Provider[]): string[] {
  const ofProviders = providers.flatMap((provider) => Object.values(variablesOf(provider)));
  return [...Object.keys(serverSettings.shape), ...Object.values(graphVariables), ...ofProviders];
}

/**
 * @param environment a blank variable counts as not set, since Compose files and CI systems create such variables
 * @throws {ConfigError} with every error at once
 */
export function loadConfig(environment: Environment, providers: readonly Provider[]): Config {
  const set = withoutBlanks(environment);
  const server = serverSettings.safeParse(set);
  const graph = graphSettings.safeParse(pick(set, graphVariables));
  const enabled = readProviders(set, providers);
  const errors = [
    ...(server.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...errorsOf(graph.error, graphVariables),
    ...enabled.errors,
  ];
  if (errors.length > 0 || !server.success || !graph.success) throw new ConfigError(errors);
  return Object.freeze({
    server: Object.freeze(server.data),
    providers: Object.freeze(enabled.settings),
    graph: Object.freeze(graph.data),
  });
}

function readProviders(set: Record<string, string>, providers: readonly Provider[]) {
  const settings: Partial<Record<SessionProvider, ProviderSettings>> = {};
  const errors: string[] = [];
  for (const provider of providers) {
    const variables = variablesOf(provider);
    // The variables of a provider without a credential are validated too, with a placeholder for the credential.
    const parsed = providerSettings(provider).safeParse({ credential: 'none', ...pick(set, variables) });
    errors.push(...errorsOf(parsed.error, variables));
    const isEnabled = provider.credentialVariable in set;
    if (isEnabled && parsed.success) settings[provider.id] = Object.freeze(parsed.data);
  }
  const credentials = providers.map(({ credentialVariable }) => credentialVariable);
  if (!credentials.some((variable) => variable in set)) errors.push(noCredential(credentials));
  return { settings, errors };
}

function errorsOf(error: z.ZodError | undefined, variables: Record<string, string>): string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${variables[String(path[0])]} ${message}`);
}

function noCredential(variables: readonly string[]): string {
  return `No provider has a credential. Set at least one of ${variables.join(', ')}, or run \`npm run sandbox\`, which needs none.`;
}

function withoutBlanks(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

function pick(set: Record<string, string>, variables: Record<string, string>): Record<string, string> {
  const names = Object.entries(variables).filter(([, variable]) => variable in set);
  return Object.fromEntries(names.map(([name, variable]) => [name, set[variable] as string]));
}
