import { SessionGraphError } from '../model/errors.ts';
import type { CallContext, ReadOptions, UpstreamClient } from '../upstream/client.ts';
import { isRecord } from './values.ts';

/** @returns null where the vendor answers 404 */
export async function readSession<S>(
  client: UpstreamClient,
  options: Omit<ReadOptions<S>, 'operation'>,
  call: CallContext,
): Promise<S | null> {
  try {
    return await client.read({ operation: 'getSession', ...options }, call);
  } catch (error) {
    if (error instanceof SessionGraphError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

/**
 * The vendor's record, if it is the one that was asked for. Anything else must not be shown under this id.
 * @param idField the record's field that holds its id
 */
export function identified(
  json: unknown,
  idField: string,
  externalId: string,
): Readonly<Record<string, unknown>> {
  if (!isRecord(json) || json[idField] !== externalId) throw new Error('not the session that was asked for');
  return json;
}
