import { z } from 'zod';
import { isLoopback } from '../../model/loopback.ts';
import { scopesOf } from '../../model/scopes.ts';
import { listOf, wholeNumber } from '../../model/setting-types.ts';
import { providers } from '../../providers/index.ts';

/** Every scope that a caller can have. */
export const knownScopes = scopesOf(providers.map(({ id }) => id));

/** Where introspection is off, only callers who were given this scope by name have the schema. */
const usualScopes = knownScopes.filter((scope) => scope !== 'schema');

const scope = z.enum(knownScopes, { error: `must be a list of scopes: ${knownScopes.join(', ')}` });

const jwksUrl = z
  .string()
  .transform((text) => URL.parse(text))
  .refine(
    (url): url is URL =>
      url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))),
    { error: 'must be a URL that begins with https:// (http:// is allowed for a loopback address only)' },
  );

const origin = z
  .string()
  .refine(isOrigin, { error: 'must be a list of origins, for example https://app.example' });

/** Exactly as browsers send it: without a path, in lower case, and without a default port. */
function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

/** The settings that decide who may ask, by environment variable. */
export const authSettings = {
  AUTH_JWKS_URL: jwksUrl.optional(),
  AUTH_JWKS_FILE: z.string().optional(),
  AUTH_ISSUER: z.string().optional(),
  AUTH_AUDIENCE: z.string().optional(),
  AUTH_API_KEYS_FILE: z.string().optional(),
  AUTH_ANONYMOUS: z.enum(['loopback', 'off', 'on'], { error: 'must be loopback, off or on' }).optional(),
  AUTH_ANONYMOUS_SCOPES: listOf(scope).default(usualScopes),
  AUTH_DEFAULT_SCOPES: listOf(scope).default([]),
  AUTH_TENANT_CLAIM: z.string().optional(),
  TENANTS_FILE: z.string().optional(),
  CORS_ORIGINS: listOf(origin).default([]),
  TRUSTED_DOCUMENTS_FILE: z.string().optional(),
  TRUSTED_DOCUMENTS: z
    .enum(['off', 'report', 'enforce'], { error: 'must be off, report or enforce' })
    .default('off'),
  MAX_ACTIVE_TENANTS: wholeNumber(1, 100_000).default(100),
};

const schema = z.object(authSettings);

export type AuthSettings = z.output<typeof schema>;

export type AnonymousPolicy = NonNullable<AuthSettings['AUTH_ANONYMOUS']>;

/** How callers without a credential are treated. */
export function anonymousPolicy(settings: AuthSettings): AnonymousPolicy {
  return settings.AUTH_ANONYMOUS ?? (hasCredentials(settings) ? 'off' : 'loopback');
}

/** @returns what is wrong with the settings as a whole */
export function authErrors(settings: AuthSettings & { readonly HOST: string }): string[] {
  return [
    ...jwksErrors(settings),
    ...tenantErrors(settings),
    ...documentErrors(settings),
    ...accessErrors(settings),
  ];
}

function hasCredentials({ AUTH_JWKS_URL, AUTH_JWKS_FILE, AUTH_API_KEYS_FILE }: AuthSettings): boolean {
  return Boolean(AUTH_JWKS_URL ?? AUTH_JWKS_FILE ?? AUTH_API_KEYS_FILE);
}

function jwksErrors({ AUTH_JWKS_URL, AUTH_JWKS_FILE, AUTH_ISSUER, AUTH_AUDIENCE }: AuthSettings): string[] {
  const hasKeys = AUTH_JWKS_URL !== undefined || AUTH_JWKS_FILE !== undefined;
  const claims = { AUTH_ISSUER, AUTH_AUDIENCE };
  const names = Object.keys(claims) as (keyof typeof claims)[];
  return [
    ...(AUTH_JWKS_URL && AUTH_JWKS_FILE
      ? ['AUTH_JWKS_URL and AUTH_JWKS_FILE are both set: use one of them']
      : []),
    ...names
      .filter((name) => (claims[name] !== undefined) !== hasKeys)
      .map((name) =>
        hasKeys
          ? `${name} must be set with AUTH_JWKS_URL or AUTH_JWKS_FILE`
          : `${name} needs AUTH_JWKS_URL or AUTH_JWKS_FILE`,
      ),
  ];
}

function tenantErrors({ AUTH_TENANT_CLAIM, TENANTS_FILE }: AuthSettings): string[] {
  return AUTH_TENANT_CLAIM !== undefined && TENANTS_FILE === undefined
    ? ['AUTH_TENANT_CLAIM needs TENANTS_FILE']
    : [];
}

function documentErrors({ TRUSTED_DOCUMENTS, TRUSTED_DOCUMENTS_FILE }: AuthSettings): string[] {
  const needsFile = TRUSTED_DOCUMENTS !== 'off' && TRUSTED_DOCUMENTS_FILE === undefined;
  return needsFile ? ['TRUSTED_DOCUMENTS needs TRUSTED_DOCUMENTS_FILE'] : [];
}

const ways =
  'Set AUTH_JWKS_URL or AUTH_JWKS_FILE with AUTH_ISSUER and AUTH_AUDIENCE, or AUTH_API_KEYS_FILE. ' +
  'To serve everybody who reaches the port, set AUTH_ANONYMOUS=on';

function accessErrors(settings: AuthSettings & { readonly HOST: string }): string[] {
  if (hasCredentials(settings)) return [];
  const policy = anonymousPolicy(settings);
  if (policy === 'off') return [`AUTH_ANONYMOUS is off and nobody can authenticate. ${ways}`];
  if (policy === 'on' || isLoopback(settings.HOST)) return [];
  return [`HOST is not a loopback address and nobody can authenticate. ${ways}`];
}
