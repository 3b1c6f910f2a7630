/** Why Redis is down, in words of our own: an error's message contains the address, and its text is the server's. */
export type RedisFault =
  | 'authentication refused'
  | 'connection refused'
  | 'connection closed'
  | 'name not found'
  | 'timeout'
  | 'TLS';

const authentication = /\b(WRONGPASS|NOAUTH|NOPERM)\b|invalid (username|password)/;
const tls = /^(ERR_SSL|ERR_TLS|CERT_|EPROTO|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

export function faultOf(error: unknown): RedisFault {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  const name = typeof code === 'string' ? code : '';
  if (authentication.test(String(message))) return 'authentication refused';
  if (name === 'ECONNREFUSED') return 'connection refused';
  if (name === 'ENOTFOUND' || name.startsWith('EAI_')) return 'name not found';
  if (name === 'ETIMEDOUT') return 'timeout';
  return tls.test(name) ? 'TLS' : 'connection closed';
}
