import { z } from 'zod';
import type { Provider } from '../../providers/provider.ts';
import { accountVariables, readProviders, type ProvidersSettings } from '../provider-config.ts';
import { readSecretFiles } from '../files/secret-files.ts';
import { parseJsonFile } from '../files/json-file.ts';
import { FileError, type ReadFile } from '../files/watched-file.ts';

/** The providers of each tenant, by the tenant's name. */
export type Tenants = ReadonlyMap<string, ProvidersSettings>;

export interface TenantsOptions {
  readonly providers: readonly Provider[];
  /** The providers' variables that every tenant has. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Reads the files that contain credentials. */
  readonly readFile?: ReadFile;
}

/** @throws {FileError} that names tenants and variables, never a value */
export function parseTenants(text: string, { providers, defaults, readFile }: TenantsOptions): Tenants {
  const own = providers.flatMap(accountVariables);
  const allowed = own.flatMap((name) => [name, `${name}_FILE`]);
  const entry = z.partialRecord(z.enum(allowed), z.string().min(1));
  const { tenants } = parseJsonFile(text, z.strictObject({ tenants: z.record(z.string().min(1), entry) }));
  const parsed = Object.entries(tenants).map(([name, variables]) => {
    const { set, errors: fileErrors } = readSecretFiles(variables as Record<string, string>, own, readFile);
    const { settings, errors } = readProviders({ ...defaults, ...set }, providers);
    return { name, settings, errors: [...fileErrors, ...errors].map((error) => `tenants.${name}: ${error}`) };
  });
  const errors = parsed.flatMap((tenant) => tenant.errors);
  if (errors.length > 0) throw new FileError(errors.join('; '));
  return new Map(parsed.map(({ name, settings }) => [name, settings]));
}
