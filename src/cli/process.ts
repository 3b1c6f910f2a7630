import type { Logger } from '../model/logger.ts';
import { ConfigError } from '../server/config-error.ts';

/** A mistake of the user. The message says all that helps. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** npm passes Ctrl-C on to a process that already got it from the terminal, so signals this close are one request. */
const sameSignalMs = 500;

/** Stops the process on SIGTERM and SIGINT. A second signal exits immediately. */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = (): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameSignalMs) process.exit(1);
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

/** Logs what nobody caught, without its message and properties, which can hold a request with its credentials, and exits. */
export function exitOnCrash(logger: Logger, flush: () => Promise<void>): void {
  process.on('uncaughtException', async (error: unknown) => {
    const { name, code, stack = '' } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
    const at = stack.split('\n').filter((line) => /^ {4}at /.test(line));
    logger.error({ error: name, code, at }, 'crashed');
    await flush();
    process.exit(1);
  });
}

/** Prints the error, without a stack if its cause is outside this program, and exits. */
export function fail(error: unknown): never {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  if (error instanceof ConfigError || error instanceof UserError) return error.message;
  const { message, stack, syscall } = error as NodeJS.ErrnoException;
  const isAddress = syscall === 'listen' || syscall === 'getaddrinfo';
  if (isAddress)
    return `The server cannot listen: ${message}. See HOST, PORT, SANDBOX_HOST and SANDBOX_PORT.`;
  return String(stack ?? error);
}
