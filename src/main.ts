import { type Config, ConfigError, loadConfig } from './server/config.ts';
import { providerDefinitions } from './providers/index.ts';
import type { App, AppOptions } from './server/server.ts';

const oldestNode = [22, 18] as const;

async function main(): Promise<void> {
  checkNode(process.versions.node);
  if (process.argv[2] === 'sandbox') await startSandboxMode();
  else await start(loadConfig(process.env, providerDefinitions));
}

async function startSandboxMode(): Promise<void> {
  // Loaded here alone: production has no stand-ins.
  const [{ startSandbox }, mode] = await Promise.all([
    import('./sandbox/index.ts'),
    import('./cli/sandbox-mode.ts'),
  ]);
  const environment = mode.sandboxEnvironment(providerDefinitions, process.env);
  const config = loadConfig(environment, providerDefinitions);
  const sandbox = await startSandbox({ port: config.server.SANDBOX_PORT });
  const app = await start(mode.useSandbox(config, sandbox), {
    examples: mode.sandboxExamples(sandbox, providerDefinitions),
    stop: () => sandbox.close(),
  });
  const described = { serverUrl: app.url, isCached: config.graph.cache };
  process.stdout.write(mode.describeSandbox(sandbox, providerDefinitions, described));
}

async function start(
  config: Config,
  extra: Pick<AppOptions, 'examples'> & { stop?: () => Promise<void> } = {},
): Promise<App> {
  const [{ startApp }, { createLogger }, { startTracing }] = await Promise.all([
    import('./server/server.ts'),
    import('./server/logger.ts'),
    import('./server/tracing/sdk.ts'),
  ]);
  const logger = await createLogger(config.server.LOG_LEVEL, process.stdout.isTTY);
  const tracing = await startTracing(process.env, logger);
  const app = await startApp(config, { logger, ...extra });
  stopOnSignals(async () => {
    logger.info({}, 'stopping');
    await app.stop();
    await extra.stop?.();
    await tracing?.stop();
    logger.info({}, 'stopped');
  });
  logger.info(whatIsOn(config, app), 'started');
  // The port may be known from nowhere else.
  if (!logger.isLevelEnabled('info')) process.stdout.write(`ready at ${app.url}/graphql\n`);
  return app;
}

function whatIsOn({ server, providers, graph }: Config, { url }: App): object {
  return {
    url,
    providers: Object.keys(providers),
    graphiql: server.GRAPHIQL,
    introspection: server.INTROSPECTION,
    metrics: server.METRICS,
    cache: graph.cache,
    redis: graph.redisUrl !== undefined,
    clientCacheControl: server.CLIENT_CACHE_CONTROL,
    debugUpstream: server.DEBUG_UPSTREAM,
    purge: server.OPERATOR_TOKEN !== undefined,
    tracePropagation: graph.tracePropagation,
  };
}

/** Ctrl-C reaches the process twice when npm started it: from the terminal, and from npm. */
const oneRequestMs = 500;

function stopOnSignals(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = (): void => {
    if (stoppingSince !== undefined) {
      // Who asks twice does not want to wait.
      if (performance.now() - stoppingSince > oneRequestMs) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

function checkNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new ConfigError([
    `Node ${oldestNode.join('.')} or later is needed, this is ${version}. Start it by npm.`,
  ]);
}

function fail(error: unknown): never {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { message, stack, syscall } = error as NodeJS.ErrnoException;
  const isAddress = syscall === 'listen' || syscall === 'getaddrinfo';
  if (isAddress) return `The server cannot listen: ${message}. See HOST, PORT and SANDBOX_PORT.`;
  return String(stack ?? error);
}

main().catch(fail);
