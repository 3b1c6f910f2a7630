// In your own project, import it from 'session-graph'.
import { createSessionGraph, type SessionGraph } from '../../../dist/index.js';

/** The session graph without a server. In this example it reads from the vendors' stand-ins. */
export function createGraph(standIns: string): SessionGraph {
  const credential = 'sandbox-key';
  return createSessionGraph({
    providers: {
      CHATWIZE: { credential, baseUrl: `${standIns}/chatwize/api/v1` },
      DUOHUB: { credential, baseUrl: `${standIns}/duohub` },
      OPENCX: { credential, baseUrl: `${standIns}/opencx` },
      ZEP: { credential, baseUrl: `${standIns}/zep/api/v2` },
    },
  });
}
