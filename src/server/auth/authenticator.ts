import type { IncomingHttpHeaders } from 'node:http';
import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from '../../model/logger.ts';
import { isLoopback } from '../../model/loopback.ts';
import { parseApiKeys, type ApiKeys } from './api-keys.ts';
import { createRemoteKeySet, parseKeySet } from './key-set.ts';
import { presentedCredential } from './presented.ts';
import type { Principal } from './principal.ts';
import { refused, unauthenticated } from './refusal.ts';
import { anonymousPolicy, knownScopes, type AuthSettings } from './settings.ts';
import { verifyToken } from './tokens.ts';
import type { WatchedFiles } from '../files/watched-file.ts';

/** What authentication needs to know of a request. */
export interface Asking {
  readonly headers: IncomingHttpHeaders;
  /** The host name of the `Host` header, without the port. */
  readonly hostname: string;
}

export interface Authenticator {
  /** @throws {AuthError} */
  authenticate(asking: Asking): Promise<Principal>;
  close(): void;
}

export interface AuthenticatorOptions {
  readonly settings: AuthSettings & { readonly HOST: string };
  /** Whether the host of the keys may have a private address. */
  readonly allowPrivate: boolean;
  /** Opens the files with keys. */
  readonly files: WatchedFiles;
  readonly log: Logger;
}

export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { settings, allowPrivate, files, log } = options;
  const keys = files.open('AUTH_API_KEYS_FILE', settings.AUTH_API_KEYS_FILE, (text) =>
    parseApiKeys(text, knownScopes),
  );
  const keySetFile = files.open('AUTH_JWKS_FILE', settings.AUTH_JWKS_FILE, parseKeySet);
  const remote = settings.AUTH_JWKS_URL && createRemoteKeySet(settings.AUTH_JWKS_URL, { allowPrivate, log });
  const getKey: JWTVerifyGetKey | undefined =
    remote?.getKey ?? (keySetFile && ((...of) => keySetFile.value(...of)));

  return {
    async authenticate(asking) {
      const presented = presentedCredential(asking.headers);
      if (!presented) return anonymous(asking, settings);
      const principal =
        presented.kind === 'token'
          ? await verified(presented.value, getKey, settings)
          : ownerOf(presented.value, keys?.value);
      return { scopes: settings.AUTH_DEFAULT_SCOPES, ...principal };
    },
    close: () => remote?.close(),
  };
}

/** What proxies add. */
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

function anonymous({ headers, hostname }: Asking, settings: AuthenticatorOptions['settings']): Principal {
  const policy = anonymousPolicy(settings);
  if (policy === 'off' || (policy === 'loopback' && !isLoopback(settings.HOST))) {
    throw unauthenticated('A token or an API key is required.');
  }
  // A page of another site can make a browser send requests here under that site's name.
  if (policy === 'loopback' && !isLoopback(hostname)) {
    throw refused('Without a credential, the Host header must be localhost, 127.0.0.0/8 or [::1].');
  }
  // Whoever is behind a proxy on this machine is somewhere else.
  if (policy === 'loopback' && forwarding.some((name) => name in headers)) {
    throw refused('Without a credential, requests must not come through a proxy (see AUTH_ANONYMOUS).');
  }
  return { name: 'anonymous', scopes: settings.AUTH_ANONYMOUS_SCOPES };
}

async function verified(
  token: string,
  getKey: JWTVerifyGetKey | undefined,
  { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_TENANT_CLAIM: tenantClaim }: AuthSettings,
): Promise<Principal> {
  if (!getKey || issuer === undefined || audience === undefined) {
    throw unauthenticated('This server accepts no tokens.');
  }
  return verifyToken(token, { getKey, issuer, audience, tenantClaim });
}

function ownerOf(key: string, keys: ApiKeys | undefined): Principal {
  const owner = keys?.find(key);
  if (!owner) throw unauthenticated('The API key is invalid.');
  return owner;
}
