import { z } from 'zod';
import type { SessionProvider } from '../model/generated.ts';
import type { ProviderDefinition } from '../providers/provider.ts';
import { graphSettingNames, graphSettings, type GraphSettings } from '../reads/settings.ts';
import {
  onOff,
  providerSettingNames,
  providerSettings,
  wholeNumber,
  type ProviderSettings,
} from '../providers/settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of the vendors that are on. */
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

/** What the environment says, checked and with its defaults. */
export interface Config {
  readonly server: Readonly<z.output<typeof serverSettings>>;
  readonly providers: ProvidersSettings;
  /** What all vendors share. */
  readonly graph: GraphSettings;
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

/** `timeoutMs` is `TIMEOUT_MS`. */
function variableOf(setting: string): string {
  return setting.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** Which environment variable holds which setting of a vendor. */
function variablesOf({ credentialVariable, environmentPrefix }: ProviderDefinition): Record<string, string> {
  const names = providerSettingNames.map((name) => [name, `${environmentPrefix}_${variableOf(name)}`]);
  return { ...Object.fromEntries(names), credential: credentialVariable };
}

const graphVariables = Object.fromEntries(graphSettingNames.map((name) => [name, variableOf(name)]));

/** The names of all variables that are read. */
export function environmentVariables(definitions: readonly ProviderDefinition[]): string[] {
  const ofVendors = definitions.flatMap((definition) => Object.values(variablesOf(definition)));
  return [...Object.keys(serverSettings.shape), ...Object.values(graphVariables), ...ofVendors];
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

  const graph = graphSettings.safeParse(pick(set, graphVariables));
  faults.push(...faultsOf(graph.error, graphVariables));

  const providers: Partial<Record<SessionProvider, ProviderSettings>> = {};
  for (const definition of definitions) {
    const variables = variablesOf(definition);
    // A vendor without a credential is off; its other variables are checked all the same, with a stand-in credential.
    const input = { credential: 'none', ...pick(set, variables) };
    const parsed = providerSettings(definition).safeParse(input);
    faults.push(...faultsOf(parsed.error, variables));
    const isOn = definition.credentialVariable in set;
    if (isOn && parsed.success) providers[definition.provider] = Object.freeze(parsed.data);
  }
  const noneIsOn = definitions.every(({ credentialVariable }) => !(credentialVariable in set));
  if (noneIsOn) faults.push(noProvider(definitions));
  if (faults.length > 0 || !server.success || !graph.success) throw new ConfigError(faults);
  return Object.freeze({
    server: Object.freeze(server.data),
    providers: Object.freeze(providers),
    graph: Object.freeze(graph.data),
  });
}

function faultsOf(error: z.ZodError | undefined, variables: Record<string, string>): string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${variables[String(path[0])]} ${message}`);
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
