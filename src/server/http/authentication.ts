import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../auth/authenticator.ts';
import type { Principal } from '../auth/principal.ts';
import { AuthError, refused } from '../auth/refusal.ts';
import type { Tenants } from '../auth/tenants.ts';
import type { WatchedFile } from '../files/watched-file.ts';
import type { ProvidersSettings } from '../provider-config.ts';
import { refuse } from './errors.ts';
import { hostnameOf } from './host.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request. Set before its body is read. */
    principal: Principal | undefined;
    /** The providers of the caller's tenant; undefined without tenants. */
    tenantProviders: ProvidersSettings | undefined;
  }
}

export interface AuthenticationOptions {
  readonly authenticator: Authenticator;
  /** Undefined if the server has no tenants. */
  readonly tenants: WatchedFile<Tenants> | undefined;
}

/** Authenticates every request of the routes in this scope, before its body is read. */
export function registerAuthentication(
  scope: FastifyInstance,
  { authenticator, tenants }: AuthenticationOptions,
): void {
  scope.decorateRequest('principal', undefined);
  scope.decorateRequest('tenantProviders', undefined);
  scope.addHook('onRequest', async (request, reply) => {
    try {
      request.principal = await authenticator.authenticate({
        headers: request.headers,
        hostname: hostnameOf(request.headers),
      });
      if (tenants) request.tenantProviders = providersOf(request.principal, tenants.value);
      return undefined;
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      return refuseCaller(request, reply, error);
    }
  });
}

function providersOf({ tenant }: Principal, tenants: Tenants): ProvidersSettings {
  const providers = tenant === undefined ? undefined : tenants.get(tenant);
  if (!providers) throw refused('The caller does not belong to a tenant of this server.');
  return providers;
}

function refuseCaller({ log }: FastifyRequest, reply: FastifyReply, error: AuthError): FastifyReply {
  const { status, code, message } = error;
  log.debug({ status, code, reason: message }, 'request refused');
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  const retryable = status === 503;
  if (retryable) reply.header('retry-after', '5');
  return refuse(reply, { status, code, message, retryable });
}
