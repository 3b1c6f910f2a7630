import type { SessionProvider } from '../model/generated.ts';
import { encodeNodeId } from '../model/node-id.ts';
import { providers } from '../providers/index.ts';
import { graphiqlExamples, type ExampleQuery } from '../sandbox/examples.ts';
import type { Sandbox } from '../sandbox/index.ts';
import type { Config } from '../server/config.ts';
import { SANDBOX_CREDENTIAL } from '../stand-in/stand-in.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment with every provider enabled, and without the addresses of real vendors, which would reject the
 * sandbox's credential. Cache, quotas and breakers are off by default, so that a fault or a limit has an effect as soon
 * as it is switched on.
 */
export function sandboxEnvironment(environment: Environment = {}): Environment {
  const defaults = providers.flatMap(({ id }) => [
    [`${id}_QUOTA`, '0'],
    [`${id}_BREAKER_FAILURE_PERCENT`, '100'],
  ]);
  const vendors = providers.flatMap(({ id, credentialVariable }) => [
    [credentialVariable, SANDBOX_CREDENTIAL],
    [`${id}_BASE_URL`, ''],
  ]);
  return { CACHE: 'off', ...Object.fromEntries(defaults), ...environment, ...Object.fromEntries(vendors) };
}

/** The configuration with every vendor's address replaced by that of its stand-in. */
export function useSandbox(config: Config, { baseUrls, samples }: Sandbox): Config {
  const { small, middling, big } = samples.chatbots;
  const settings = Object.entries(config.providers).map(([id, own]) => [
    id,
    {
      ...own,
      baseUrl: new URL(baseUrls[id as SessionProvider]),
      ...(own.chatbotIds?.length === 0 && { chatbotIds: [small, middling, big] }),
    },
  ]);
  const urls = Object.entries(baseUrls).map(([id, url]) => [`${id}_BASE_URL`, url]);
  const tenantDefaults = { ...config.tenantDefaults, ...Object.fromEntries(urls) };
  return { ...config, providers: Object.fromEntries(settings), tenantDefaults };
}

export function sandboxExamples(sandbox: Sandbox): readonly ExampleQuery[] {
  return graphiqlExamples(sandbox.samples, sampleIds(sandbox));
}

/** What `npm run sandbox` prints: addresses and ids to copy, each on its own line. */
export function describeSandbox(sandbox: Sandbox, serverUrl: string, isCached: boolean): string {
  const ids = Object.entries(sampleIds(sandbox));
  const cache = isCached
    ? 'Answers are cached, so a fault shows once they are stale.'
    : 'Nothing is cached, so faults show immediately. Set CACHE=on to change that.';
  return `
GraphQL    ${serverUrl}/graphql
GraphiQL   ${serverUrl}/graphiql
Stand-ins  ${sandbox.url}
Faults     ${sandbox.url}/control

A session of each vendor, by its global id:
${ids.map(([provider, id]) => `${provider.padEnd(9)}  ${id}`).join('\n')}

A Chatwize chatbot, by its externalId:
${sandbox.samples.chatbot}

${cache}

`;
}

function sampleIds({ samples }: Sandbox): Record<string, string> {
  const ids = providers.map(({ id, sessionType }) => [
    id,
    encodeNodeId({ type: sessionType, externalId: samples.sessions[id] }),
  ]);
  return Object.fromEntries(ids);
}
