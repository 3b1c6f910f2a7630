import type { Provider } from '../provider.ts';
import { getSession } from './operations.ts';

export const duohub: Provider = {
  id: 'DUOHUB',
  name: 'duohub',
  credentialVariable: 'DUOHUB_API_KEY',
  defaultBaseUrl: 'https://api.duohub.ai',
  authorize: (credential) => ({ 'x-api-key': credential }),
  sessionType: 'DuohubSession',
  sessionField: 'duohubSession',
  operations: { getSession },
  standIn: () => import('./stand-in.ts'),
};
