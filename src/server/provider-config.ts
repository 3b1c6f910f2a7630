import type { z } from 'zod';
import type { SessionProvider } from '../model/generated.ts';
import type { Provider } from '../providers/provider.ts';
import { providerSettings, settingNames, type ProviderSettings } from '../providers/settings.ts';

/** The settings of the enabled providers. */
export type ProvidersSettings = Readonly<Partial<Record<SessionProvider, ProviderSettings>>>;

type Variables = Readonly<Record<string, string>>;

/** The environment variable of each setting: `timeoutMs` becomes `TIMEOUT_MS`. */
export function variablesOf(settings: readonly string[], prefix = ''): Variables {
  const named = settings.map((setting) => [setting, `${prefix}${upperSnakeCase(setting)}`]);
  return Object.fromEntries(named);
}

function upperSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** The environment variable of each setting of a provider. */
export function providerVariables(provider: Provider): Variables {
  const { id, credentialVariable } = provider;
  return { ...variablesOf(settingNames(provider), `${id}_`), credential: credentialVariable };
}

/** The variables that say which account of a vendor is used, where, and what of it is listed. */
export function accountVariables(provider: Provider): readonly string[] {
  const { id, credentialVariable } = provider;
  const owners = settingNames(provider).includes('chatbotIds') ? [`${id}_CHATBOT_IDS`] : [];
  return [credentialVariable, `${id}_BASE_URL`, ...owners];
}

/** What a tenant's own variables are added to: everything that the environment says about providers, but no credential. */
export function tenantDefaults(set: Variables, providers: readonly Provider[]): Variables {
  const names = providers.flatMap((provider) => Object.values(providerVariables(provider)));
  const credentials = new Set(providers.map(({ credentialVariable }) => credentialVariable));
  const kept = names.filter((name) => name in set && !credentials.has(name));
  return Object.fromEntries(kept.map((name) => [name, set[name] as string]));
}

/** Reads the providers that have a credential. */
export function readProviders(
  set: Variables,
  providers: readonly Provider[],
): { readonly settings: ProvidersSettings; readonly errors: readonly string[] } {
  const settings: Partial<Record<SessionProvider, ProviderSettings>> = {};
  const errors: string[] = [];
  for (const provider of providers) {
    const variables = providerVariables(provider);
    // The variables of a provider without a credential are validated too, with a placeholder for the credential.
    const parsed = providerSettings(provider).safeParse({ credential: 'none', ...pick(set, variables) });
    errors.push(...errorsOf(parsed.error, variables));
    const isEnabled = provider.credentialVariable in set;
    if (isEnabled && parsed.success) settings[provider.id] = Object.freeze(parsed.data);
  }
  return { settings, errors };
}

export function errorsOf(error: z.ZodError | undefined, variables: Variables): string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${variables[String(path[0])]} ${message}`);
}

export function pick(set: Variables, variables: Variables): Record<string, string> {
  const names = Object.entries(variables).filter(([, variable]) => variable in set);
  return Object.fromEntries(names.map(([name, variable]) => [name, set[variable] as string]));
}
