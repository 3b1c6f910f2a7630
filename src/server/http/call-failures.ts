import type { ServerResponse } from 'node:http';
import type { Logger } from '../../model/logger.ts';

const limited = 'upstream call failed';
const maxLines = 20;

/** Passes on the first 20 lines "upstream call failed" of a request, then one line with the number of the others. */
export function limitCallFailures(log: Logger, response: ServerResponse): Logger {
  let lines = 0;
  const at =
    (level: keyof Logger): Logger[keyof Logger] =>
    (fields, message) => {
      if (message === limited) lines += 1;
      if (message !== limited || lines <= maxLines) log[level](fields, message);
    };
  response.once('close', () => {
    if (lines > maxLines) log.warn({ calls: lines - maxLines }, 'more upstream calls failed');
  });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
