import type { GraphContext } from '../../src/reads/context.ts';
import { SessionGraphError } from '../../src/model/errors.ts';
import type { ProviderOptions } from '../../src/library/options.ts';
import { createSessionGraph } from '../../src/library/session-graph.ts';
import type { SessionProvider } from '../../src/model/generated.ts';
import { providers } from '../../src/providers/index.ts';
import type { Provider, Session } from '../../src/providers/provider.ts';
import { recordingLogger, type RecordingLogger } from './logger.ts';

export function providerOf(id: SessionProvider): Provider {
  const found = providers.find((provider) => provider.id === id);
  if (!found) throw new Error(`No provider ${id}`);
  return found;
}

export interface VendorGraph extends AsyncDisposable {
  readonly log: RecordingLogger;
  /** Reads a session in a request of its own. */
  read(externalId: string, signal?: AbortSignal): Promise<Session | null>;
  context(signal?: AbortSignal): GraphContext;
  stop(): Promise<void>;
}

/** A graph that has this one vendor, at this address. */
export function graphWith(
  provider: SessionProvider,
  baseUrl: string,
  options: Partial<Omit<ProviderOptions, 'baseUrl'>> = {},
): VendorGraph {
  const log = recordingLogger();
  const settings = { credential: 'test-credential', baseUrl, ...options };
  const graph = createSessionGraph({ providers: { [provider]: settings }, cache: false, logger: log });
  const context = (signal?: AbortSignal): GraphContext => graph.createContext(signal ? { signal } : {});
  return {
    log,
    context,
    read: (externalId, signal) =>
      context(signal).loaders.session(providerOf(provider).sessionType, externalId),
    stop: () => graph.stop(),
    [Symbol.asyncDispose]: () => graph.stop(),
  };
}

/** The error that the promise rejects with, which must be one of the contract's. */
export async function failureOf(promise: Promise<unknown>): Promise<SessionGraphError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof SessionGraphError) return error;
    throw new Error('rejected with an error that is not of the contract', { cause: error });
  }
  throw new Error('did not reject');
}

export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return (await failureOf(promise)).code;
}
