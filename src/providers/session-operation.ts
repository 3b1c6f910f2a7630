import type { Operation } from '../upstream/operation.ts';
import type { MappedSession } from './provider.ts';
import { isRecord, type VendorRecord } from './values.ts';

type GetSession<S> = Pick<Operation<S | null>, 'request'> & { decode(json: unknown, externalId: string): S };

/** The read of a single session, with the rules that all providers share. */
export function sessionOperation<S extends MappedSession>({
  request,
  decode,
}: GetSession<S>): Operation<S | null> {
  return {
    name: 'getSession',
    request,
    decode,
    maxBytes: 'maxSessionBytes',
    nullWhenNotFound: true,
    lifetimeMs: ({ status }, limits) =>
      status === 'ENDED' || status === 'DELETED' ? limits.cacheEndedMs : limits.cacheOpenMs,
    cachedIn: 'redis',
    purgedWith: 'its session',
  };
}

/**
 * Checks that the vendor sent the session that was asked for. Another record must not appear under this id.
 * @param idField the field of the record that contains its id
 * @throws {Error} otherwise
 */
export function assertIdentity(json: unknown, idField: string, externalId: string): VendorRecord {
  if (!isRecord(json) || json[idField] !== externalId) throw new Error('not the requested session');
  return json;
}
