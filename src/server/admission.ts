import type { Logger } from '../model/logger.ts';
import { providers } from '../providers/index.ts';
import { createAuthenticator, type Authenticator } from './auth/authenticator.ts';
import { parseTenants, type Tenants } from './auth/tenants.ts';
import { WatchedFiles, type WatchedFile } from './files/watched-file.ts';
import type { Config } from './config.ts';
import { parseManifest } from './documents/manifest.ts';
import type { TrustedDocumentsOptions } from './documents/trusted-documents.ts';

/** Who may ask, and what. */
export interface Admission {
  readonly authenticator: Authenticator;
  /** Undefined if the server has no tenants. */
  readonly tenants: WatchedFile<Tenants> | undefined;
  /** Undefined if any document may be sent, and none by its id. */
  readonly documents: TrustedDocumentsOptions | undefined;
  /** The origins whose pages may call the server from a browser. */
  readonly origins: readonly (string | RegExp)[];
  close(): void;
}

export interface AdmissionOptions {
  /** Origins besides those of the configuration. */
  readonly origins: readonly RegExp[];
  readonly log: Logger;
}

/** @throws {ConfigError} that lists every file that cannot be used */
export function openAdmission(
  { server, graph, tenantDefaults }: Config,
  { origins, log }: AdmissionOptions,
): Admission {
  const files = new WatchedFiles(log);
  const authenticator = createAuthenticator({
    settings: server,
    allowPrivate: graph.allowPrivateUpstreams,
    files,
    log,
  });
  const tenants = files.open('TENANTS_FILE', server.TENANTS_FILE, (text, readFile) =>
    parseTenants(text, { providers, defaults: tenantDefaults, readFile }),
  );
  const manifest = files.open('TRUSTED_DOCUMENTS_FILE', server.TRUSTED_DOCUMENTS_FILE, parseManifest);
  files.assertUsable();
  const { TRUSTED_DOCUMENTS: policy } = server;
  return {
    authenticator,
    tenants,
    documents: manifest && policy !== 'off' ? { manifest, policy } : undefined,
    origins: [...server.CORS_ORIGINS, ...origins],
    close() {
      authenticator.close();
      files.close();
    },
  };
}
