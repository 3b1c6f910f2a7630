import type { IncomingHttpHeaders } from 'node:http';

/**
 * The host name that the client asked for, without the port. Not Fastify's `hostname`: behind a trusted proxy it can come from
 * `X-Forwarded-Host`, which a web page can set.
 */
export function hostnameOf({ host = '' }: IncomingHttpHeaders): string {
  return URL.parse(`http://${host}/`)?.hostname ?? '';
}
