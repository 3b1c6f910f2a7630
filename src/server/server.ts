import { randomUUID } from 'node:crypto';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { openAdmission } from './admission.ts';
import type { Tenants } from './auth/tenants.ts';
import type { Config } from './config.ts';
import type { WatchedFile } from './files/watched-file.ts';
import { createSessionGraph, type SessionGraph } from '../library/session-graph.ts';
import { providers as allProviders } from '../providers/index.ts';
import { clientErrorHandler, frameworkErrors, registerErrors } from './http/errors.ts';
import { registerGraphiql, type GraphiqlExample } from './http/graphiql.ts';
import { registerGraphql } from './http/graphql.ts';
import { registerHealth, type Readiness } from './http/health.ts';
import { registerMetrics } from './http/metrics.ts';
import { createMetrics, type Callable } from './metrics/index.ts';
import { boundSending } from './http/sending.ts';
import { securityHeaders } from './http/security-headers.ts';
import { registerPurge } from './http/purge.ts';
import { Running } from './http/running.ts';

export interface ServerOptions {
  readonly logger: FastifyBaseLogger;
  /** The tabs that GraphiQL opens with. */
  readonly examples?: readonly GraphiqlExample[];
  /** Origins that browsers may call from, besides `CORS_ORIGINS`. */
  readonly origins?: readonly RegExp[];
}

export interface Server {
  /** The origin that the server listens on, with the actual port. */
  readonly url: string;
  /**
   * Rejects new requests, finishes running ones, then closes everything. Requests that still run after
   * `SHUTDOWN_TIMEOUT_MS` are aborted and answered with the fields that are ready.
   */
  stop(): Promise<void>;
}

/** Starts the server. */
export async function startServer(whole: Config, options: ServerOptions): Promise<Server> {
  const { server: config, providers, graph: settings } = whole;
  const { logger, examples = [], origins = [] } = options;
  const admission = openAdmission(whole, { origins, log: logger });
  const metrics = config.METRICS ? createMetrics() : undefined;
  const observed = metrics && { observer: metrics.observer };
  const graph = createSessionGraph({
    ...settings,
    providers,
    maxActiveTenants: config.MAX_ACTIVE_TENANTS,
    logger,
    ...observed,
  });
  const running = new Running();
  let readiness: Readiness = 'starting';

  const app = createFastify(config, logger);
  const canSend = boundSending(app, config.SEND_TIMEOUT_MS);
  registerErrors(app);
  registerHealth(app, () => readiness, graph.redisIsUp);
  if (config.OPERATOR_TOKEN !== undefined) {
    registerPurge(app, graph, {
      token: config.OPERATOR_TOKEN,
      tenants: admission.tenants,
      onWrongToken: () => metrics?.refused('token'),
    });
  }
  if (metrics) {
    await registerMetrics(app, metrics.pageOf(graph, callableBy(graph, admission.tenants)), {
      ...config,
      onWrongToken: () => metrics.refused('token'),
    });
  }
  if (config.GRAPHIQL) await registerGraphiql(app, { examples });
  await registerGraphql(app, graph, {
    config,
    settings,
    running,
    metrics,
    admission,
    canSend,
  });
  app.addHook('onClose', async () => {
    admission.close();
    await graph.stop();
  });

  const url = await listen(app, config);
  readiness = 'ready';
  return {
    url,
    async stop() {
      readiness = 'draining';
      const timer = setTimeout(() => abortAll(app, running), config.SHUTDOWN_TIMEOUT_MS);
      // The server listens while it drains, so that load balancers see /readyz fail.
      await running.idle();
      // A request that is sent slowly, or never to its end, has no operation and must not delay the stop.
      const closing = setTimeout(() => app.server.closeAllConnections(), lastAnswersMs);
      await app.close();
      clearTimeout(closing);
      clearTimeout(timer);
    },
  };
}

function callableBy(graph: SessionGraph, tenants: WatchedFile<Tenants> | undefined): Callable {
  if (!tenants) return { providers: graph.enabled };
  return { providers: allProviders.map(({ id }) => id), tenants: () => tenants.value.values() };
}

async function listen(app: FastifyInstance, { HOST, PORT }: Config['server']): Promise<string> {
  try {
    return await app.listen({
      host: HOST,
      port: PORT,
      listenTextResolver: (address) => `ready at ${address}/graphql`,
    });
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** How long the headers of a request may take, in milliseconds. */
const maxHeadersMs = 10_000;

function createFastify(config: Config['server'], logger: FastifyBaseLogger): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger,
    // Fastify's request lines contain the URL, and so the variables of a GET.
    logController: new LogController({ disableRequestLogging: true }),
    // Health checks are answered while the server drains. registerHealth rejects everything else.
    return503OnClosing: false,
    frameworkErrors,
    clientErrorHandler,
    requestTimeout: config.RECEIVE_TIMEOUT_MS,
    http: {
      headersTimeout: Math.min(maxHeadersMs, config.RECEIVE_TIMEOUT_MS),
      // Node checks both only this often, every 30 seconds by default.
      connectionsCheckingInterval: Math.min(1000, config.RECEIVE_TIMEOUT_MS),
    },
    bodyLimit: config.MAX_REQUEST_BYTES,
    trustProxy: config.TRUSTED_PROXIES.length > 0 && [...config.TRUSTED_PROXIES],
    // Fits the longest session id in the path of a purge, with each byte percent-encoded.
    routerOptions: { maxParamLength: 3 * 512 },
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    },
  });
  app.server.maxConnections = config.MAX_CONNECTIONS;
  // Pages of other origins can send text/plain without a CORS preflight, and nothing here needs it.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...securityHeaders, 'x-request-id': request.id });
  });
  return app;
}

/** How long aborted requests have to send their answers. */
const lastAnswersMs = 1000;

function abortAll(app: FastifyInstance, running: Running): void {
  running.abort();
  setTimeout(() => app.server.closeAllConnections(), lastAnswersMs).unref();
}
