import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isLoopback } from '../model/loopback.ts';
import { Failure } from './failure.ts';

/** Whether an address is of a public host: not of this machine, a private network, a cloud's metadata, or a special use. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
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
