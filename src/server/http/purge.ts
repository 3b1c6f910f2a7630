import type { FastifyInstance } from 'fastify';
import { SessionGraphError } from '../../model/errors.ts';
import type { SessionGraph } from '../../library/session-graph.ts';
import type { SessionProvider } from '../../model/generated.ts';
import type { Tenants } from '../auth/tenants.ts';
import type { WatchedFile } from '../files/watched-file.ts';
import type { ProvidersSettings } from '../provider-config.ts';
import { hasBearer } from './bearer.ts';
import { refuse } from './errors.ts';
import { Guesses, tooManyGuesses } from './guesses.ts';

interface Route {
  readonly Params: { readonly provider: string; readonly externalId?: string };
  readonly Querystring: { readonly tenant?: string };
}

const wrongToken = {
  status: 401,
  message: 'The operator token is missing or invalid.',
  code: 'UNAUTHORIZED',
};
const unknownProvider = { status: 404, message: 'The provider does not exist or is not enabled.' };

const unknownTenant = { status: 404, message: 'The tenant does not exist.' };

export interface PurgeOptions {
  readonly token: string;
  /** Undefined if the server has no tenants. */
  readonly tenants: WatchedFile<Tenants> | undefined;
  readonly onWrongToken: () => void;
}

/**
 * For operators: `DELETE /cache/zep` drops everything cached from a provider, `DELETE /cache/zep/<externalId>` one session,
 * on every replica. With `?tenant=<name>` only what this tenant has cached, otherwise what all have.
 */
export function registerPurge(
  app: FastifyInstance,
  graph: SessionGraph,
  { token, tenants, onWrongToken }: PurgeOptions,
): void {
  const guesses = new Guesses(onWrongToken);
  for (const url of ['/cache/:provider', '/cache/:provider/:externalId']) {
    app.delete<Route>(url, async ({ headers, params, query, ip, log }, reply) => {
      if (await guesses.isBlocked(ip)) return refuse(reply.header('retry-after', '60'), tooManyGuesses);
      if (!hasBearer(headers, token)) {
        await guesses.count(ip, log);
        return refuse(reply, wrongToken);
      }
      const owners = ownersOf(query.tenant, tenants?.value);
      if (!owners) return refuse(reply, unknownTenant);
      const provider = params.provider.toUpperCase() as SessionProvider;
      const isKnown = owners.some((own) => own && provider in own) || graph.enabled.includes(provider);
      if (!isKnown) return refuse(reply, unknownProvider);
      try {
        for (const own of owners) await graph.purge(provider, params.externalId, own);
      } catch (error) {
        if (!(error instanceof SessionGraphError)) throw error;
        return refuse(reply, { status: 400, message: error.message, code: error.code });
      }
      return reply.code(204).send();
    });
  }
}

/** @returns whose answers are dropped, undefined for those of the graph itself; nothing if the tenant is unknown */
function ownersOf(
  tenant: string | undefined,
  tenants: Tenants = new Map(),
): readonly (ProvidersSettings | undefined)[] | undefined {
  if (tenant === undefined) return [undefined, ...tenants.values()];
  const own = tenants.get(tenant);
  return own && [own];
}
