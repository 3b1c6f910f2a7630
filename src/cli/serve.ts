import { providers } from '../providers/index.ts';
import { anonymousPolicy } from '../server/auth/settings.ts';
import { loadConfig, type Config } from '../server/config.ts';
import { createLogger, flushLog } from '../server/logger.ts';
import { startServer, type Server, type ServerOptions } from '../server/server.ts';
import { startTracing } from '../server/tracing/sdk.ts';
import { exitOnCrash, stopOnSignals } from './process.ts';

/** Starts the server for the vendors whose credentials are in the environment. */
export async function serve(): Promise<void> {
  await runServer(loadConfig(process.env, providers));
}

interface RunOptions extends Pick<ServerOptions, 'examples' | 'origins'> {
  /** Runs after the server has stopped. */
  readonly afterStop?: () => Promise<void>;
}

/** Runs the server until the process gets a signal. */
export async function runServer(config: Config, options: RunOptions = {}): Promise<Server> {
  const { afterStop, ...serverOptions } = options;
  const logger = await createLogger(config.server.LOG_LEVEL, process.stdout);
  exitOnCrash(logger, () => flushLog(process.stdout));
  const tracing = await startTracing(process.env, logger);
  const server = await startServer(config, { logger, ...serverOptions });
  stopOnSignals(async () => {
    logger.info({}, 'stopping');
    await server.stop();
    await afterStop?.();
    await tracing?.stop();
    logger.info({}, 'stopped');
    await flushLog(process.stdout);
  });
  if (anonymousPolicy(config.server) === 'on') {
    logger.warn({}, 'AUTH_ANONYMOUS=on: everybody who reaches the port is served');
  }
  logger.info(describeSettings(config, server), 'started');
  // Without the log there is no other way to learn the port.
  if (!logger.isLevelEnabled('info')) process.stdout.write(`ready at ${server.url}/graphql\n`);
  return server;
}

function describeSettings({ server, providers: enabled, graph }: Config, { url }: Server): object {
  return {
    url,
    providers: Object.keys(enabled),
    graphiql: server.GRAPHIQL,
    introspection: server.INTROSPECTION,
    metrics: server.METRICS,
    cache: graph.cache,
    redis: graph.redisUrl !== undefined,
    clientCacheControl: server.CLIENT_CACHE_CONTROL,
    debugUpstream: server.DEBUG_UPSTREAM,
    purge: server.OPERATOR_TOKEN !== undefined,
    anonymous: anonymousPolicy(server),
    audit: server.AUDIT_LOG,
    tenants: server.TENANTS_FILE !== undefined,
    corsOrigins: server.CORS_ORIGINS,
    trustedDocuments: server.TRUSTED_DOCUMENTS,
    allowPrivateUpstreams: graph.allowPrivateUpstreams,
    tracePropagation: graph.tracePropagation,
  };
}
