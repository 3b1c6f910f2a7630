import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { isLoopback } from '../model/loopback.ts';
import { Failure } from './failure.ts';

/** Addresses that no public host has: of this machine, private networks, link-local with the clouds' metadata, multicast. */
const blocked = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  blocked.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  // Unspecified, loopback, and the IPv4 addresses in old notations.
  ['::', 96],
  // Translated IPv4 addresses, which can be private ones.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const) {
  blocked.addSubnet(network, prefix, 'ipv6');
}

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !blocked.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a URL may be called. A host name is judged only when it is resolved. */
export function isAllowedHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return isLoopback(host) || isIP(host) === 0 || isPublicAddress(host);
}

/**
 * Resolves host names, and fails for one with any address that is not public. Every connection resolves its host anew, so a
 * name cannot change its address after the check.
 */
export function publicLookup(resolve: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses: LookupAddress[] = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (error || !first) return callback(error ?? new Error('no address'), '');
      if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(notPublic(), '');
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

export function notPublic(): Failure {
  return new Failure(
    'UPSTREAM_UNAVAILABLE',
    'has an address that is not public (see ALLOW_PRIVATE_UPSTREAMS)',
  );
}
