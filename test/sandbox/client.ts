import type { SessionProvider } from '../../src/model/generated.ts';
import { providers } from '../../src/providers/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { vendorFacts } from '../helpers/vendor-facts.ts';

export { until } from '../helpers/until.ts';

export type Json = Record<string, unknown>;

export const PROVIDERS: readonly SessionProvider[] = providers.map(({ id }) => id);

export function authHeaders(provider: SessionProvider, key: string): Record<string, string> {
  return vendorFacts[provider].headers(key);
}

export function sessionUrl(sandbox: Sandbox, provider: SessionProvider, id: string): string {
  return sandbox.baseUrls[provider] + vendorFacts[provider].path(encodeURIComponent(id));
}

/** @param init.headers replaces the credential */
export function getSession(
  sandbox: Sandbox,
  provider: SessionProvider,
  id = sandbox.samples.sessions[provider],
  init: RequestInit = {},
): Promise<Response> {
  const headers = authHeaders(provider, sandbox.credential);
  const body = vendorFacts[provider].body?.(id);
  const call: RequestInit = body ? { method: 'POST', body: JSON.stringify(body), headers } : { headers };
  return fetch(sessionUrl(sandbox, provider, id), { ...call, ...init });
}

/** The session's record, without what its vendor wraps it in. */
export async function readSession(sandbox: Sandbox, provider: SessionProvider, id?: string): Promise<Json> {
  const body = await jsonOf(await getSession(sandbox, provider, id));
  const { recordIn } = vendorFacts[provider];
  return recordIn ? (recordIn(body) as Json) : body;
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
