import type { SessionProvider } from '../../src/model/generated.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';

export { until } from '../helpers/until.ts';

export type Json = Record<string, unknown>;

const SESSION_PATHS: Record<SessionProvider, string> = {
  CHATWIZE: '/session/',
  DUOHUB: '/sessions/get/',
  OPENCX: '/chat/sessions/',
  ZEP: '/sessions/',
};

export const PROVIDERS = Object.keys(SESSION_PATHS) as SessionProvider[];

/** The vendors' authentication, written down here a second time on purpose: the stand-ins must agree with it. */
export function authHeaders(provider: SessionProvider, key: string): Record<string, string> {
  if (provider === 'DUOHUB') return { 'X-API-Key': key };
  return { Authorization: `${provider === 'ZEP' ? 'Api-Key' : 'Bearer'} ${key}` };
}

export function sessionUrl(sandbox: Sandbox, provider: SessionProvider, id: string): string {
  return sandbox.baseUrls[provider] + SESSION_PATHS[provider] + encodeURIComponent(id);
}

export function getSession(
  sandbox: Sandbox,
  provider: SessionProvider,
  id = sandbox.samples.sessions[provider],
  init: RequestInit = {},
): Promise<Response> {
  const headers = authHeaders(provider, sandbox.credential);
  return fetch(sessionUrl(sandbox, provider, id), { headers, ...init });
}

/** The session itself, out of duohub's envelope. */
export async function readSession(sandbox: Sandbox, provider: SessionProvider, id?: string): Promise<Json> {
  const body = await jsonOf(await getSession(sandbox, provider, id));
  return provider === 'DUOHUB' ? (body['data'] as Json) : body;
}

export async function readChatbot(sandbox: Sandbox, chatbot: string): Promise<Json[]> {
  const answer = await fetch(`${sandbox.baseUrls.CHATWIZE}/chatbot/${chatbot}/sessions`, {
    headers: authHeaders('CHATWIZE', sandbox.credential),
  });
  return (await answer.json()) as Json[];
}

export async function jsonOf(answer: Response): Promise<Json> {
  return (await answer.json()) as Json;
}

export function control(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<Response> {
  const url = `${sandbox.url}/control${path}`;
  if (body === undefined) return fetch(url, { method });
  return fetch(url, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
}

/** The system's code of a broken connection. */
export async function failureCode(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return ((error as Error).cause as { code?: string } | undefined)?.code;
  }
}
