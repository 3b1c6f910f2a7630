import type { z } from 'zod';
import type { SessionProvider } from '../model/generated.ts';
import type { Logger } from '../model/logger.ts';
import { providers } from '../providers/index.ts';
import { providerSettings as settingsOf, type ProviderSettings } from '../providers/settings.ts';
import { graphSettingNames, graphSettings, type GraphSettings } from '../reads/settings.ts';
import type { Observer } from '../upstream/observer.ts';

/** How one vendor is reached: the credential, and every setting that differs from its default. */
export type ProviderOptions = Pick<ProviderSettings, 'credential'> &
  Partial<Omit<ProviderSettings, 'credential' | 'baseUrl'>> & { readonly baseUrl?: string | URL };

/** The vendors' accounts, by provider. */
export type ProvidersOptions = Readonly<Partial<Record<SessionProvider, ProviderOptions>>>;

export interface SessionGraphOptions extends Partial<GraphSettings> {
  /** The enabled providers. The others stay in the schema, and their fields fail with `PROVIDER_NOT_CONFIGURED`. */
  readonly providers: ProvidersOptions;
  /**
   * For how many tenants the accounts stay open. The account that was not used for the longest time is closed first.
   * Default: 100.
   */
  readonly maxActiveTenants?: number;
  /** Where upstream failures are logged. Default: nowhere. */
  readonly logger?: Logger;
  /** Receives events between the graph and the vendors. */
  readonly observer?: Observer;
}

const optionNames = new Set<string>([
  ...graphSettingNames,
  'providers',
  'maxActiveTenants',
  'logger',
  'observer',
]);

/** @throws {TypeError} if the options are invalid; the message lists every error */
export function parseOptions(options: SessionGraphOptions) {
  if (!isObject(options) || !isObject(options.providers)) throw invalid([shape]);
  const settings = graphSettings.safeParse(options);
  const ofProviders = readProviders(options.providers);
  const errors = [...unknownOptions(options), ...errorsOf(settings.error), ...ofProviders.errors];
  if (settings.success && errors.length === 0) {
    return { settings: settings.data, providerSettings: ofProviders.settings };
  }
  throw invalid(errors);
}

/** @throws {TypeError} if the options are invalid; the message lists every error */
export function parseProviders(given: ProvidersOptions): ReadonlyMap<SessionProvider, ProviderSettings> {
  const { settings, errors } = readProviders(given);
  if (errors.length > 0) throw invalid(errors);
  return settings;
}

function readProviders(given: ProvidersOptions = {}) {
  const settings = new Map<SessionProvider, ProviderSettings>();
  const errors = unknownProviders(given);
  for (const provider of providers) {
    const own = given[provider.id];
    const parsed = own === undefined ? undefined : settingsOf(provider).safeParse(own);
    if (parsed?.success) settings.set(provider.id, parsed.data);
    errors.push(...errorsOf(parsed?.error, ['providers', provider.id]));
  }
  return { settings, errors };
}

/** For callers without TypeScript. */
const shape = `providers must be an object, for example { providers: { ${providers.at(-1)?.id}: { credential: "…" } } }`;

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function invalid(errors: readonly string[]): TypeError {
  return new TypeError(`Invalid options of the session graph: ${errors.join('; ')}`);
}

/** Without TypeScript a misspelt option would silently have no effect. */
function unknownOptions(options: object): string[] {
  return Object.keys(options)
    .filter((name) => !optionNames.has(name))
    .map((name) => `${name} is not an option`);
}

function unknownProviders(given: object): string[] {
  const known = providers.map(({ id }): string => id);
  return Object.keys(given)
    .filter((id) => !known.includes(id))
    .map((id) => `providers.${id} is not one of ${known.join(', ')}`);
}

function errorsOf(error: z.ZodError | undefined, parent: readonly string[] = []): string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${[...parent, ...path].join('.')} ${message}`);
}
