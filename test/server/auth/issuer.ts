import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTHeaderParameters,
} from 'jose';

/** A key pair whose public half the issuer can publish. */
export interface IssuerKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

export async function createKey(kid: string, alg = 'ES256'): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg } };
}

export const issuer = 'https://issuer.example/';
export const audience = 'session-graph';

export interface TokenFields {
  readonly key: IssuerKey;
  /** Claims; undefined removes one of the usual ones. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Partial<JWTHeaderParameters>;
}

const seconds = (from = 0): number => Math.floor(Date.now() / 1000) + from;

export function sign({ key, claims = {}, header = {} }: TokenFields): Promise<string> {
  const usual = { iss: issuer, aud: audience, sub: 'alice', exp: seconds(300), iat: seconds() };
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg: key.jwk.alg ?? 'ES256', kid: key.jwk.kid ?? '', ...header })
    .sign(key.privateKey);
}

export interface IssuerHost extends AsyncDisposable {
  readonly url: string;
  /** The answer to the next requests: a set of keys, any text, a status, or none at all. */
  answer: readonly JWK[] | string | number | 'hang';
  /** How often the keys were read. */
  readonly reads: number;
}

/** The host that publishes an issuer's keys. */
export async function startIssuer(...keys: readonly IssuerKey[]): Promise<IssuerHost> {
  const host = { answer: keys.map(({ jwk }) => jwk) as IssuerHost['answer'], reads: 0 };
  const server = createServer((_, response) => {
    host.reads += 1;
    const { answer } = host;
    if (answer === 'hang') return;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.end(typeof answer === 'string' ? answer : JSON.stringify({ keys: answer }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(host, {
    url: `http://127.0.0.1:${port}/.well-known/jwks.json`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  });
}
