import { readFileSync } from 'node:fs';
import pLimit from 'p-limit';
import { providers } from '../../providers/index.ts';
import { parseTenants, type Tenants } from '../auth/tenants.ts';
import type { Config } from '../config.ts';
import type { Found } from './finding.ts';
import { checkCredential, type VendorOptions } from './vendor.ts';

/** How many credentials are checked at the same time. */
const maxConcurrent = 8;

/** Checks every credential of every tenant. */
export async function checkTenants(config: Config): Promise<readonly Found[]> {
  const tenants = readTenants(config);
  if (!tenants) {
    return [{ check: 'credentials', verdict: 'unknown', detail: 'not checked: TENANTS_FILE cannot be used' }];
  }
  const allowPrivate = config.graph.allowPrivateUpstreams;
  const credentials = [...tenants].flatMap(([tenant, own]) =>
    providers.flatMap((provider) => {
      const settings = own[provider.id];
      return settings ? [{ tenant, options: { provider, settings, allowPrivate } }] : [];
    }),
  );
  return pLimit(maxConcurrent).map(credentials, async ({ tenant, options }) => checkOne(tenant, options));
}

async function checkOne(tenant: string, options: VendorOptions): Promise<Found> {
  const found = await checkCredential(options);
  return { ...found, check: `${tenant}: ${options.provider.id} ${found.check}` };
}

/** @returns undefined if the file cannot be used, of which the checks of files say why */
function readTenants({ server, tenantDefaults: defaults }: Config): Tenants | undefined {
  try {
    return parseTenants(readFileSync(server.TENANTS_FILE ?? '', 'utf8'), { providers, defaults });
  } catch {
    return undefined;
  }
}
