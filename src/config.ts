import { z } from 'zod';
import type { SessionProvider } from './graphql/generated.ts';
import type { ProviderDefinition } from './providers/provider.ts';
import { providerSettings, wholeNumber, type ProviderSettings } from './providers/settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of the vendors that are on. */
export type ProvidersSettings = Readonly<Partial<Record<SessionProvider, ProviderSettings>>>;

const onOff = z.enum(['on', 'off'], { error: 'must be on or off' }).transform((value) => value === 'on');
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
  MAX_REQUEST_BYTES: wholeNumber(1, 100 * 1024 * 1024).default(1024 * 1024),
  SHUTDOWN_TIMEOUT_MS: wholeNumber(0, 600_000).default(20_000),
});

/** What the environment says, checked and with its defaults. */
export interface Config {
  readonly server: Readonly<z.output<typeof serverSettings>>;
  readonly providers: ProvidersSettings;
}

/** Everything that is wrong with the environment; the values are left out, since they can be secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(['The configuration is not usable:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
    this.faults = faults;
  }
}

/** Which environment variable holds which setting of a vendor. */
function variablesOf({ credentialVariable, environmentPrefix }: ProviderDefinition) {
  return {
    credential: credentialVariable,
    baseUrl: `${environmentPrefix}_BASE_URL`,
    timeoutMs: `${environmentPrefix}_TIMEOUT_MS`,
    connectTimeoutMs: `${environmentPrefix}_CONNECT_TIMEOUT_MS`,
    maxConnections: `${environmentPrefix}_MAX_CONNECTIONS`,
    maxSessionBytes: `${environmentPrefix}_MAX_SESSION_BYTES`,
    maxListBytes: `${environmentPrefix}_MAX_LIST_BYTES`,
  };
}

/** The names of all variables that are read. */
export function environmentVariables(definitions: readonly ProviderDefinition[]): string[] {
  const ofVendors = definitions.flatMap((definition) => Object.values(variablesOf(definition)));
  return [...Object.keys(serverSettings.shape), ...ofVendors];
}

/**
 * @param environment a variable that is blank counts as not set, since compose files and CI systems make such
 * @throws {ConfigError} with every fault at once
 */
export function loadConfig(environment: Environment, definitions: readonly ProviderDefinition[]): Config {
  const faults: string[] = [];
  const set = withoutBlanks(environment);
  const server = serverSettings.safeParse(set);
  for (const issue of server.error?.issues ?? []) faults.push(`${issue.path.join('.')} ${issue.message}`);

  const providers: Partial<Record<SessionProvider, ProviderSettings>> = {};
  for (const definition of definitions) {
    const variables = variablesOf(definition);
    // A vendor without a credential is off; its other variables are checked all the same, with a stand-in credential.
    const input = { credential: 'none', ...pick(set, variables) };
    const parsed = providerSettings(definition.defaultBaseUrl).safeParse(input);
    for (const { path, message } of parsed.error?.issues ?? []) {
      faults.push(`${variables[path[0] as keyof typeof variables]} ${message}`);
    }
    const isOn = definition.credentialVariable in set;
    if (isOn && parsed.success) providers[definition.provider] = Object.freeze(parsed.data);
  }
  const noneIsOn = definitions.every(({ credentialVariable }) => !(credentialVariable in set));
  if (noneIsOn) faults.push(noProvider(definitions));
  if (faults.length > 0 || !server.success) throw new ConfigError(faults);
  return Object.freeze({ server: Object.freeze(server.data), providers: Object.freeze(providers) });
}

function noProvider(definitions: readonly ProviderDefinition[]): string {
  const variables = definitions.map(({ credentialVariable }) => credentialVariable).join(', ');
  return `No vendor has a credential. Set at least one of ${variables}, or try \`npm run sandbox\`, which needs none.`;
}

function withoutBlanks(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

function pick(set: Record<string, string>, variables: Record<string, string>): Record<string, string> {
  const names = Object.entries(variables).filter(([, variable]) => variable in set);
  return Object.fromEntries(names.map(([name, variable]) => [name, set[variable] as string]));
}
