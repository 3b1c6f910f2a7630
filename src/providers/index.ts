import { chatwize } from './chatwize/index.ts';
import { duohub } from './duohub/index.ts';
import { opencx } from './opencx/index.ts';
import type { Provider } from './provider.ts';
import { zep } from './zep/index.ts';

/** Every provider of the graph. Adding one takes one line here. */
export const providers: readonly Provider[] = [chatwize, duohub, opencx, zep];
