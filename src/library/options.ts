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

export interface SessionGraphOptions extends Partial<GraphSettings> {
  /** The enabled providers. The others stay in the schema, and their fields fail with `PROVIDER_NOT_CONFIGURED`. */
  readonly providers: Readonly<Partial<Record<SessionProvider, ProviderOptions>>>;
  /** Where upstream failures are logged. Default: nowhere. */
  readonly logger?: Logger;
  /** Receives events between the graph and the vendors. */
  readonly observer?: Observer;
}

const optionNames = new Set<string>([...graphSettingNames, 'providers', 'logger', 'observer']);

/** @throws {TypeError} if the options are invalid; the message lists every error */
export function parseOptions(options: SessionGraphOptions) {
  const { providers: given = {} } = options;
  const errors = [...unknownOptions(options), ...unknownProviders(given)];
  const settings = graphSettings.safeParse(options);
  errors.push(...errorsOf(settings.error));
  const providerSettings = new Map<SessionProvider, ProviderSettings>();
  for (const provider of providers) {
    const own = given[provider.id];
    const parsed = own === undefined ? undefined : settingsOf(provider).safeParse(own);
    if (parsed?.success) providerSettings.set(provider.id, parsed.data);
    errors.push(...errorsOf(parsed?.error, ['providers', provider.id]));
  }
  if (settings.success && errors.length === 0) return { settings: settings.data, providerSettings };
  throw new TypeError(`Invalid options of the session graph: ${errors.join('; ')}`);
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
