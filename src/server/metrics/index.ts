import type { ApolloServerPlugin } from '@apollo/server';
import { Registry } from 'prom-client';
import type { SessionProvider } from '../../model/generated.ts';
import type { GraphContext } from '../../reads/context.ts';
import type { ProvidersOptions } from '../../library/options.ts';
import type { SessionGraph } from '../../library/session-graph.ts';
import type { Observer } from '../../upstream/observer.ts';
import { describeBuild } from './build.ts';
import { countOperations, countRepeated } from './operations.ts';
import { countRefusals, type RefusalLimit } from './refusals.ts';
import { runtimeMetrics } from './runtime.ts';
import { stateMetrics } from './state.ts';
import { observeUpstream } from './upstream.ts';

/** The Prometheus metrics of one server. No label contains an id, a credential or an address. */
export interface Metrics {
  /** Counts events between the graph and the vendors. */
  readonly observer: Observer;
  /** Counts GraphQL operations. */
  readonly plugin: ApolloServerPlugin<GraphContext>;
  /** Counts an answer that was sent again. */
  repeated(): void;
  /** Counts a request that was refused because its caller has sent too many. */
  refused(limit: RefusalLimit): void;
  /** All metrics, including the state of this graph. */
  pageOf(graph: SessionGraph, callable: Callable): MetricsPage;
}

/** What a graph can call. */
export interface Callable {
  /** The providers for which it or a tenant can have a credential. */
  readonly providers: readonly SessionProvider[];
  /** Returns the accounts of all tenants. Omitted if the server has no tenants. */
  readonly tenants?: () => Iterable<ProvidersOptions>;
}

/** What Prometheus reads. */
export interface MetricsPage {
  readonly contentType: string;
  read(): Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  describeBuild(registry);
  const { observer, startAtZero } = observeUpstream(registry);
  return {
    observer,
    plugin: countOperations(registry),
    repeated: countRepeated(registry),
    refused: countRefusals(registry),
    pageOf(graph, { providers, tenants }) {
      startAtZero(providers);
      const update = stateMetrics(registry, graph, tenants);
      return {
        contentType: registry.contentType,
        async read() {
          await update();
          const texts = await Promise.all([registry.metrics(), runtimeMetrics().metrics()]);
          return texts.join('\n');
        },
      };
    },
  };
}
