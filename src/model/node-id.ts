import { badUserInput } from './errors.ts';

export interface NodeKey {
  /** The name of a GraphQL object type. */
  readonly type: string;
  readonly externalId: string;
}

/** Fits the longest external id and type name. A longer argument is rejected before it is decoded. */
const maxLength = 1024;

/** @returns the global id: base64url of `Type:externalId` */
export function encodeNodeId({ type, externalId }: NodeKey): string {
  return Buffer.from(`${type}:${externalId}`).toString('base64url');
}

/**
 * @param argument the argument's name, for the message
 * @throws {SessionGraphError} BAD_USER_INPUT for anything that `encodeNodeId` did not produce
 */
export function decodeNodeId(id: string, argument: string): NodeKey {
  const text = id.length > maxLength ? '' : Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  const key = { type: text.slice(0, colon), externalId: text.slice(colon + 1) };
  // Decoding ignores invalid base64url and repairs broken UTF-8, so an id is valid only if it survives a round trip.
  if (colon < 1 || encodeNodeId(key) !== id)
    throw badUserInput(`${argument} is not a global id of this graph.`);
  return key;
}
