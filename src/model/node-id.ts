import { badUserInput } from './errors.ts';

export interface NodeKey {
  /** The name of a GraphQL object type. */
  readonly type: string;
  readonly externalId: string;
}

/** A message and the session that it belongs to. */
export interface MessageKey {
  readonly session: NodeKey;
  /** Names the message in its session. */
  readonly message: string;
}

/** Fits the key of a message: two external ids and type names. A longer argument is rejected before it is decoded. */
const maxLength = 1536;

const messageType = 'SessionMessage';
/** External ids do not contain it. The key of a message can begin with it. */
const separator = '\0';

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

/** @returns the global id of a message */
export function encodeMessageId({ session, message }: MessageKey): string {
  const externalId = [session.type, session.externalId, message].join(separator);
  return encodeNodeId({ type: messageType, externalId });
}

/** @returns undefined if the key is not that of a message */
export function toMessageKey({ type, externalId: text }: NodeKey): MessageKey | undefined {
  const [, sessionType, externalId, message] = /^([^\0]+)\0([^\0]+)\0([^]+)$/.exec(text) ?? [];
  if (type !== messageType || !sessionType || !externalId || !message) return undefined;
  return { session: { type: sessionType, externalId }, message };
}
