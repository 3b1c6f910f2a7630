import { chatwize } from '../../../src/providers/chatwize/index.ts';
import { providerSettings } from '../../../src/providers/settings.ts';

/** Of a Chatwize account with two chatbots. */
export const silentSettings = providerSettings(chatwize).parse({ credential: 'key', chatbotIds: ['0', '1'] });
