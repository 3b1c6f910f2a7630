import type { Provider } from '../../src/providers/provider.ts';
import type { Conversation } from '../../src/reads/conversations.ts';
import { graphWith, type VendorGraph } from '../helpers/graph.ts';
import { startServer, type Answer } from '../helpers/server.ts';
import { transcriptFactsOf } from './transcripts.ts';

type Options = Parameters<typeof graphWith>[2];

export interface Reading extends AsyncDisposable {
  readonly graph: VendorGraph;
  readonly paths: readonly string[];
  read(signal?: AbortSignal): Promise<Conversation>;
}

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

/** Reads one conversation from vendors that answer as a test wants. */
export function conversationsOf({ id: provider, sessionType }: Provider) {
  const facts = transcriptFactsOf(provider);

  async function reading(answer: Answer, options: Options = {}): Promise<Reading> {
    const server = await startServer(answer);
    const graph = graphWith(provider, server.url, options);
    return {
      graph,
      paths: server.paths,
      async read(signal) {
        const { loaders } = graph.context(signal);
        return (await loaders.conversation({ type: sessionType, externalId: facts.id })) as Conversation;
      },
      async [Symbol.asyncDispose]() {
        await graph.stop();
        await server[Symbol.asyncDispose]();
      },
    };
  }

  async function readFrom(answer: Answer, options: Options = {}) {
    await using vendor = await reading(answer, options);
    const conversation = await vendor.read();
    const texts = conversation.transcript.rows.map((row) => conversation.message(row).text);
    const warned = vendor.graph.log.lines.filter(({ level }) => level === 'warn');
    return {
      conversation,
      texts,
      paths: vendor.paths,
      warned: warned.map(({ message }) => message),
      logged: vendor.graph.log.lines,
    };
  }

  return {
    facts,
    reading,
    readFrom,
    records: (count: number): unknown[] => numbers(count).map((number) => facts.record(number)),
    texts: (...shown: readonly number[]): string[] => shown.flatMap((number) => facts.texts(number)),
  };
}
