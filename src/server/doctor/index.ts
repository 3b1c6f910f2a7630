import { providers } from '../../providers/index.ts';
import type { Config } from '../config.ts';
import { checkAuthentication } from './authentication.ts';
import type { Finding, Found } from './finding.ts';
import { checkRedis } from './redis.ts';
import { checkTenants } from './tenants.ts';
import { checkVendor } from './vendor.ts';

/** Everything that is checked together. */
export interface Subject {
  readonly name: string;
  check(): Promise<readonly Finding[]>;
}

/** What the server would use with this configuration. */
export function subjectsOf(config: Config): readonly Subject[] {
  const { server, graph, providers: enabled } = config;
  const vendors = providers.flatMap((provider) => {
    const settings = enabled[provider.id];
    if (!settings) return [];
    const options = { provider, settings, allowPrivate: graph.allowPrivateUpstreams };
    return [subject(provider.id, () => checkVendor(options))];
  });
  const { redisUrl } = graph;
  return [
    ...vendors,
    ...(redisUrl === undefined ? [] : [subject('Redis', () => checkRedis(redisUrl))]),
    subject('Authentication', () => checkAuthentication(config)),
    ...(server.TENANTS_FILE === undefined ? [] : [subject('Tenants', () => checkTenants(config))]),
  ];
}

function subject(name: string, check: () => Promise<readonly Found[]>): Subject {
  const named = (found: Found): Finding => ({ subject: name, ...found });
  return { name, check: async () => (await check()).map(named) };
}

export function isInOrder(findings: readonly Finding[]): boolean {
  return !findings.some(({ verdict }) => verdict === 'failed');
}
