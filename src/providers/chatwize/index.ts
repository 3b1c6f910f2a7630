import type { ProviderDefinition } from '../provider.ts';
import { chatwizeApi } from './operations.ts';
import { toChatbot } from './chatbot.ts';
import { chatwizeResolvers } from './resolvers.ts';

export const chatwize: ProviderDefinition = {
  provider: 'CHATWIZE',
  name: 'Chatwize',
  sessionType: 'ChatwizeSession',
  environmentPrefix: 'CHATWIZE',
  credentialVariable: 'CHATWIZE_API_TOKEN',
  defaultBaseUrl: 'https://app.chatwize.ai/api/v1',
  authorize: (credential) => ({ authorization: `Bearer ${credential}` }),
  nodes: { ChatwizeChatbot: toChatbot },
  resolvers: chatwizeResolvers,
  connect: chatwizeApi,
};
