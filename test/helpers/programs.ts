import { spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';

type Describe = (title: string, body: () => void) => void;

/** Tests that need programs. They are skipped on a machine without them, and fail in CI. */
function describeWith(...programs: readonly string[]): Describe {
  return (title, body) => {
    const missing = programs.filter((name) => spawnSync(name, ['--version']).error);
    if (missing.length === 0 || process.env['CI']) describe(title, body);
    else describe.skip(`${title} (skipped: there is no ${missing.join(', ')} on this machine)`, body);
  };
}

export const describeWithRedis = describeWith('redis-server');
export const describeWithPrometheus = describeWith('prometheus', 'promtool');
export const describeWithOpenSsl = describeWith('openssl');
export const describeWithHaproxy = describeWith('haproxy', 'openssl');
