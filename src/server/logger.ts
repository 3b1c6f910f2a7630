import { pino, type Logger } from 'pino';

/** Logs JSON lines, or human-readable lines in a terminal. */
export async function createLogger(level: string, isTerminal: boolean): Promise<Logger> {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (!isTerminal) return pino(options);
  const { default: pretty } = await import('pino-pretty');
  return pino(options, pretty({ sync: true }));
}
