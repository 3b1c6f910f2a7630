import { Counter, Histogram, type Registry } from 'prom-client';
import type { SessionProvider } from '../../model/generated.ts';
import type { Observer } from '../../upstream/observer.ts';
import { cuts } from '../../upstream/operation.ts';
import { durationBuckets } from './buckets.ts';

export interface UpstreamMetrics {
  readonly observer: Observer;
  /** Starts the counters of rare events at 0, so that an alert sees their first increase. */
  startAtZero(providers: readonly SessionProvider[]): void;
}

export function observeUpstream(registry: Registry): UpstreamMetrics {
  const observed = [observeCalls(registry), observeCache(registry), observeGuards(registry)];
  return {
    observer: Object.assign({}, ...observed.map(({ observer }) => observer)) as Observer,
    startAtZero: (providers) => {
      for (const provider of providers) {
        for (const { rareEvents, startAtZero } of observed) {
          for (const counter of rareEvents) counter.inc({ provider }, 0);
          startAtZero?.(provider);
        }
      }
    },
  };
}

interface Observed {
  readonly observer: Observer;
  /** Counters of rare events, labelled only by provider. */
  readonly rareEvents: readonly Counter<'provider'>[];
  /** Starts those that have further labels. */
  readonly startAtZero?: (provider: SessionProvider) => void;
}

function observeCalls(registry: Registry): Observed {
  const common = { registers: [registry], labelNames: ['provider', 'operation'] as const };
  const calls = new Counter({
    ...common,
    name: 'session_graph_upstream_calls_total',
    help: 'Completed calls to a vendor. outcome: OK, an error code, or ABANDONED if every client disconnected.',
    labelNames: ['provider', 'operation', 'outcome'],
  });
  const attempts = new Counter({
    ...common,
    name: 'session_graph_upstream_attempts_total',
    help: 'HTTP requests sent to a vendor, including retries.',
  });
  const retries = new Counter({
    ...common,
    name: 'session_graph_upstream_retries_total',
    help: 'HTTP requests to a vendor that repeated a failed one.',
  });
  const durations = new Histogram({
    ...common,
    name: 'session_graph_upstream_call_duration_seconds',
    help: 'Duration of calls to a vendor, including waits and retries. Calls that sent nothing are left out.',
    buckets: durationBuckets,
  });
  const responses = new Counter({
    name: 'session_graph_upstream_responses_total',
    help: 'HTTP responses of a vendor. status: 429, or the class of the status (2xx, 3xx, 4xx, 5xx).',
    registers: [registry],
    labelNames: ['provider', 'status'],
  });
  return {
    rareEvents: [],
    observer: {
      callEnded({ provider, operation, outcome, attempts: sent, retries: repeated, durationMs }) {
        const labels = { provider, operation };
        calls.inc({ ...labels, outcome });
        attempts.inc(labels, sent);
        retries.inc(labels, repeated);
        if (sent > 0) durations.observe(labels, durationMs / 1000);
      },
      responded: ({ provider, status }) =>
        responses.inc({ provider, status: status === 429 ? '429' : `${Math.floor(status / 100)}xx` }),
    },
  };
}

function observeCache(registry: Registry): Observed {
  const reads = new Counter({
    name: 'session_graph_cache_reads_total',
    help: 'Reads by requests. outcome: hit, stale, coalesced (with a read in flight), miss or failed.',
    registers: [registry],
    labelNames: ['provider', 'operation', 'outcome'],
  });
  const leftOut = new Counter({
    name: 'session_graph_rows_left_out_total',
    help: 'Rows of lists skipped because they have no usable id.',
    registers: [registry],
    labelNames: ['provider'],
  });
  const cut = new Counter({
    name: 'session_graph_reads_cut_total',
    help: 'Reads of several pages that ended before the last one. reason: bound, quota, deadline or inconsistent.',
    registers: [registry],
    labelNames: ['provider', 'reason'],
  });
  const feedSources = new Counter({
    name: 'session_graph_feed_sources_total',
    help: 'What vendors contributed to pages of Query.sessions, by state.',
    registers: [registry],
    labelNames: ['provider', 'state'],
  });
  return {
    rareEvents: [leftOut],
    startAtZero: (provider) => {
      for (const reason of cuts) cut.inc({ provider, reason }, 0);
    },
    observer: {
      feedSource: (labels) => feedSources.inc({ ...labels }),
      cacheRead: (labels) => reads.inc({ ...labels }),
      readCut: ({ provider, reason }) => cut.inc({ provider, reason }),
      rowsLeftOut: ({ provider, rows }) => leftOut.inc({ provider }, rows),
    },
  };
}

function observeGuards(registry: Registry): Observed {
  const waits = new Histogram({
    name: 'session_graph_queue_wait_seconds',
    help: 'How long calls waited for their turn. Refused calls are left out.',
    registers: [registry],
    labelNames: ['provider'],
    buckets: durationBuckets,
  });
  const opened = new Counter({
    name: 'session_graph_breaker_opened_total',
    help: 'How often the breaker opened for all callers.',
    registers: [registry],
    labelNames: ['provider'],
  });
  const openedForOne = new Counter({
    name: 'session_graph_caller_breaker_opened_total',
    help: 'How often the breaker opened for one caller, whose own calls failed.',
    registers: [registry],
    labelNames: ['provider'],
  });
  return {
    rareEvents: [opened, openedForOne],
    observer: {
      waited: ({ provider, waitedMs }) => waits.observe({ provider }, waitedMs / 1000),
      breakerChanged({ provider, state, ofOneCaller }) {
        if (state === 'open') (ofOneCaller ? openedForOne : opened).inc({ provider });
      },
    },
  };
}
