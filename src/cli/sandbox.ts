import { providers } from '../providers/index.ts';
import { startSandbox } from '../sandbox/index.ts';
import { loadConfig } from '../server/config.ts';
import { loopbackOrigin } from '../server/http/cors.ts';
import { describeSandbox, sandboxEnvironment, sandboxExamples, useSandbox } from './sandbox-mode.ts';
import { runServer } from './serve.ts';

/** Starts the stand-ins of all vendors, and the server for them. */
export async function serveSandbox(): Promise<void> {
  const config = loadConfig(sandboxEnvironment(process.env), providers);
  const { SANDBOX_HOST: host, SANDBOX_PORT: port } = config.server;
  const sandbox = await startSandbox({ host, port });
  const server = await runServer(useSandbox(config, sandbox), {
    examples: sandboxExamples(sandbox),
    origins: [loopbackOrigin],
    afterStop: () => sandbox.close(),
  });
  process.stdout.write(describeSandbox(sandbox, server.url, config.graph.cache));
}
