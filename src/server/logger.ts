import { setTimeout as delay } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import { pino, type Logger } from 'pino';

/** Lines that the reader of the log has not taken yet. Beyond it lines are dropped: nobody may hold the server by not reading. */
const maxWaitingBytes = 1024 * 1024;

/** How long the last lines may take, in milliseconds. */
const lastLinesMs = 1000;

/** Logs JSON lines, or human-readable lines in a terminal. */
export async function createLogger(
  level: string,
  stdout: Writable & { readonly isTTY?: boolean },
): Promise<Logger> {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  // Not pino.destination: at exit it writes synchronously, and never ends if the reader has gone or does not read.
  if (!stdout.isTTY) return pino(options, droppingLines(stdout));
  const { default: pretty } = await import('pino-pretty');
  return pino(options, pretty({ sync: true }));
}

function droppingLines(stdout: Writable): { write(line: string): void } {
  let dropped = 0;
  // A reader that has gone must not end the server. Node goes on to discard what is written.
  stdout.on('error', () => undefined);
  return {
    write(line) {
      if (stdout.writableLength > maxWaitingBytes) dropped += 1;
      else {
        if (dropped > 0)
          stdout.write(`${JSON.stringify({ level: 40, dropped, msg: 'log lines were dropped' })}\n`);
        dropped = 0;
        stdout.write(line);
      }
    },
  };
}

/** Waits until the lines are written, or until the reader has had its time. */
export async function flushLog(stdout: Writable): Promise<void> {
  if (stdout.writableLength === 0 || stdout.destroyed) return;
  const drained = new Promise<void>((resolve) => stdout.write('', () => resolve()));
  await Promise.race([drained, delay(lastLinesMs)]);
}
