import { encodeNodeId } from '../../model/node-id.ts';

/** All that is known of a chatbot before its sessions are read. */
export interface ChatbotModel {
  readonly __typename: 'ChatwizeChatbot';
  readonly id: string;
  readonly externalId: string;
}

export function toChatbot(externalId: string): ChatbotModel {
  return {
    __typename: 'ChatwizeChatbot',
    id: encodeNodeId({ type: 'ChatwizeChatbot', externalId }),
    externalId,
  };
}
