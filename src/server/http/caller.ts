import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import type { FastifyRequest } from 'fastify';

/** Identifies who sent a request, for sharing by caller: the owner of the credential, otherwise the client's network. */
export function callerOf({ ip, principal }: Pick<FastifyRequest, 'ip' | 'principal'>): string {
  if (!principal || principal.name === 'anonymous') return `address:${networkOf(ip)}`;
  return principal.tenant === undefined ? principal.name : `${principal.tenant}/${principal.name}`;
}

const networks = new LRUCache<string, string>({ max: 10_000 });

/** One client can use every address of an IPv6 network of 64 bits, so these count as one. */
export function networkOf(address: string): string {
  const known = networks.get(address);
  if (known !== undefined) return known;
  const network = parse(address);
  networks.set(address, network);
  return network;
}

function parse(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const ip = ipaddr.process(address);
  return ip instanceof ipaddr.IPv6
    ? `${ipaddr.IPv6.networkAddressFromCIDR(`${ip.toNormalizedString()}/64`)}/64`
    : ip.toString();
}
