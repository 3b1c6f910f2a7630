import type { Config } from '../server/config.ts';
import type { GraphiqlExample } from '../server/http/graphiql.ts';
import { encodeNodeId } from '../model/node-id.ts';
import type { ProviderDefinition } from '../providers/provider.ts';
import { graphiqlExamples } from '../sandbox/examples.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { SANDBOX_CREDENTIAL } from '../stand-in/stand-in.ts';

/*
 * How main.ts runs the server against the stand-ins instead of the vendors.
 */

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment with all vendors on; a real vendor's address is of no use beside the stand-ins' credential. Unless it
 * says otherwise nothing is cached, no quota is kept to and no breaker opens: who switches a fault or a limit on or off
 * wants to see it at once.
 */
export function sandboxEnvironment(
  definitions: readonly ProviderDefinition[],
  environment: Environment = {},
): Environment {
  const defaults = definitions.flatMap(({ environmentPrefix }) => [
    [`${environmentPrefix}_QUOTA`, '0'],
    [`${environmentPrefix}_BREAKER_FAILURE_PERCENT`, '100'],
  ]);
  const vendors = definitions.flatMap(({ credentialVariable, environmentPrefix }) => [
    [credentialVariable, SANDBOX_CREDENTIAL],
    [`${environmentPrefix}_BASE_URL`, ''],
  ]);
  return { CACHE: 'off', ...Object.fromEntries(defaults), ...environment, ...Object.fromEntries(vendors) };
}

/** The configuration with every vendor's address replaced by its stand-in's. */
export function useSandbox(config: Config, { baseUrls }: Sandbox): Config {
  const providers = Object.entries(config.providers).map(([provider, settings]) => [
    provider,
    { ...settings, baseUrl: new URL(baseUrls[provider as keyof typeof baseUrls]) },
  ]);
  return { ...config, providers: Object.fromEntries(providers) };
}

export function sandboxExamples(
  sandbox: Sandbox,
  definitions: readonly ProviderDefinition[],
): readonly GraphiqlExample[] {
  return graphiqlExamples(sandbox.samples, sampleIds(sandbox, definitions));
}

/** What a person who has just started it wants to copy: each on a line of its own. */
export function describeSandbox(
  sandbox: Sandbox,
  definitions: readonly ProviderDefinition[],
  { serverUrl, isCached }: { serverUrl: string; isCached: boolean },
): string {
  const ids = sampleIds(sandbox, definitions);
  return `
GraphQL    ${serverUrl}/graphql
GraphiQL   ${serverUrl}/graphiql
Stand-ins  ${sandbox.url}
Faults     ${sandbox.url}/control

A session of each vendor, by its global id:
${Object.entries(ids)
  .map(([provider, id]) => `${provider.padEnd(9)}  ${id}`)
  .join('\n')}

A Chatwize chatbot, by its externalId:
${sandbox.samples.chatbot}

${isCached ? 'Answers are cached: a fault shows when they are too old.' : 'Nothing is cached, so that faults show at once; CACHE=on changes that.'}

`;
}

function sampleIds({ samples }: Sandbox, definitions: readonly ProviderDefinition[]): Record<string, string> {
  const ids = definitions.map(({ provider, sessionType }) => [
    provider,
    encodeNodeId({ type: sessionType, externalId: samples.sessions[provider] }),
  ]);
  return Object.fromEntries(ids);
}
