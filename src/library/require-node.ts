import { nodeVersionError } from '../model/node-version.ts';

// On an older Node, single fields would fail later, without a reason that helps.
if (nodeVersionError !== undefined) throw new Error(nodeVersionError);
