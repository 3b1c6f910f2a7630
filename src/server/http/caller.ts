import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** Identifies who sent a request, for sharing by caller: the owner of the credential, otherwise the client's network. */
export function callerOf({ ip, principal }: Pick<FastifyRequest, 'ip' | 'principal'>): string {
  if (!principal || principal.name === 'anonymous') return `address:${networkOf(ip)}`;
  return principal.tenant === undefined ? principal.name : `${principal.tenant}/${principal.name}`;
}

/** One client can use every address of an IPv6 network of 64 bits, so these count as one. */
export function networkOf(address: string): string {
  const [ip = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = ip.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const groups = tail === undefined ? left : [...left, ...zeros, ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
