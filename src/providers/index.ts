import { chatwize } from './chatwize/index.ts';
import { duohub } from './duohub/index.ts';
import { opencx } from './opencx/index.ts';
import type { ProviderDefinition } from './provider.ts';
import { zep } from './zep/index.ts';

/** Every vendor of the graph: a new one is one line here. */
export const providerDefinitions: readonly ProviderDefinition[] = [chatwize, duohub, opencx, zep];
