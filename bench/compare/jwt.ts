import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKey, issuer, audience, sign } from '../../test/server/auth/issuer.ts';

/** The settings of a server that accepts tokens, and the headers of a caller with one. */
export async function jwtSettings() {
  const key = await createKey('bench');
  const path = join(mkdtempSync(join(tmpdir(), 'session-graph-')), 'jwks.json');
  writeFileSync(path, JSON.stringify({ keys: [key.jwk] }));
  const scope = 'sessions:* personal-data';
  const token = await sign({ key, claims: { scope, exp: Math.floor(Date.now() / 1000) + 86_400 } });
  return {
    environment: { AUTH_JWKS_FILE: path, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience },
    headers: { authorization: `Bearer ${token}` },
  };
}
