import { Gauge, type Registry } from 'prom-client';
import type { ProvidersOptions } from '../../library/options.ts';
import type { SessionGraph } from '../../library/session-graph.ts';

type Tenants = (() => Iterable<ProvidersOptions>) | undefined;

/**
 * Creates gauges of the graph's current state.
 * @param tenants returns the accounts of all tenants; undefined if the server has no tenants
 * @returns a function that updates them
 */
export function stateMetrics(registry: Registry, graph: SessionGraph, tenants: Tenants): () => Promise<void> {
  const updates = [
    watchCache(registry, graph),
    watchQueues(registry, graph),
    watchBreakers(registry, graph),
    watchCredentials(registry, graph, tenants),
    watchQuotas(registry, graph),
    watchRedis(registry, graph),
  ];
  return async () => {
    await Promise.all(updates.map((update) => update()));
  };
}

type Update = () => void | Promise<void>;

function watchCache(registry: Registry, graph: SessionGraph): Update {
  const registers = [registry];
  const entries = new Gauge({
    name: 'session_graph_cache_entries',
    help: 'Sessions and lists cached in memory.',
    registers,
  });
  const bytes = new Gauge({
    name: 'session_graph_cache_bytes',
    help: 'Bytes of JSON cached in memory.',
    registers,
  });
  return () => {
    const size = graph.cacheSize();
    entries.set(size.entries);
    bytes.set(size.bytes);
  };
}

function watchQueues(registry: Registry, graph: SessionGraph): Update {
  const length = new Gauge({
    name: 'session_graph_queue_length',
    help: 'Calls that wait for their turn.',
    registers: [registry],
    labelNames: ['provider'],
  });
  return () => {
    length.reset();
    for (const [provider, queued] of graph.queued()) length.set({ provider }, queued);
  };
}

const breakerStates = ['closed', 'half-open', 'open'] as const;

function watchBreakers(registry: Registry, graph: SessionGraph): Update {
  const isState = new Gauge({
    name: 'session_graph_breaker_state',
    help: 'Whether the breaker of all callers is in this state (1) or not (0). state: closed, half-open (each caller may try one call) or open (no calls).',
    registers: [registry],
    labelNames: ['provider', 'state'],
  });
  const callers = new Gauge({
    name: 'session_graph_breaker_refused_callers',
    help: 'Callers whose calls are refused because their own calls failed.',
    registers: [registry],
    labelNames: ['provider'],
  });
  return () => {
    isState.reset();
    callers.reset();
    for (const [provider, { state: current, refusedCallers }] of graph.breakers()) {
      callers.set({ provider }, refusedCallers);
      for (const state of breakerStates) isState.set({ provider, state }, state === current ? 1 : 0);
    }
  };
}

function watchCredentials(registry: Registry, graph: SessionGraph, tenants: Tenants): Update {
  const refused = new Gauge({
    name: 'session_graph_refused_credentials',
    help: 'Credentials in use that the vendor refuses. owner: server or tenant, whose credentials those of TENANTS_FILE are.',
    registers: [registry],
    labelNames: ['provider', 'owner'],
  });
  return () => {
    for (const [provider, { own, tenants: ofTenants }] of graph.refusedCredentials(tenants?.())) {
      if (graph.enabled.includes(provider)) refused.set({ provider, owner: 'server' }, own ? 1 : 0);
      if (tenants) refused.set({ provider, owner: 'tenant' }, ofTenants);
    }
  };
}

function watchQuotas(registry: Registry, graph: SessionGraph): Update {
  const common = { registers: [registry], labelNames: ['provider'] as const };
  const limit = new Gauge({
    ...common,
    name: 'session_graph_quota_limit',
    help: 'Calls that the vendor allows per window, as advertised by the vendor or else as configured. Absent if unknown.',
  });
  const remaining = new Gauge({
    ...common,
    name: 'session_graph_quota_remaining',
    help: 'Calls left in the window. Absent if no limit is known.',
  });
  const paused = new Gauge({
    ...common,
    name: 'session_graph_upstream_paused_seconds',
    help: 'How long calls to the vendor are paused, after a 429, with an exhausted quota or while the breaker is open.',
  });
  return async () => {
    for (const [provider, { quota, retryAt = 0 }] of await graph.statuses()) {
      paused.set({ provider }, Math.max(0, retryAt - Date.now()) / 1000);
      if (!quota) continue;
      limit.set({ provider }, quota.limit);
      remaining.set({ provider }, quota.remaining);
    }
  };
}

function watchRedis(registry: Registry, graph: SessionGraph): Update {
  if (graph.redisIsUp() === undefined) return () => undefined;
  const isUp = new Gauge({
    name: 'session_graph_redis_up',
    help: 'Whether Redis answers (1) or not (0). Absent if none is configured.',
    registers: [registry],
  });
  return () => isUp.set(graph.redisIsUp() ? 1 : 0);
}
