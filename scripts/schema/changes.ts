import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, isTypeDefinitionNode, parse, print } from 'graphql';
import type { Contract } from './contract.ts';

/** Changes of the contract that affect its users, one sentence each. */
export interface Changes {
  /** An operation or a supergraph that works now would stop working. */
  readonly breaking: readonly string[];
  /** A client may not be prepared for the change, for example a new enum value. */
  readonly dangerous: readonly string[];
}

export async function changesBetween(committed: Contract, now: Contract): Promise<Changes> {
  const changes = await diff(buildSchema(committed['schema.graphql']), buildSchema(now['schema.graphql']));
  const messages = (level: CriticalityLevel): string[] =>
    changes.filter(({ criticality }) => criticality.level === level).map(({ message }) => message);
  return {
    breaking: [
      ...messages(CriticalityLevel.Breaking),
      ...lostDirectives(committed['subgraph.graphql'], now['subgraph.graphql']),
    ],
    dangerous: messages(CriticalityLevel.Dangerous),
  };
}

/** Directives such as `@key`, which other graphs use to refer to entities. The API schema does not show them. */
function lostDirectives(committed: string, now: string): string[] {
  const kept = new Set(directivesOf(now));
  const lost = directivesOf(committed).filter((use) => !kept.has(use));
  return lost.map((use) => `${use} was removed from the subgraph`);
}

function directivesOf(sdl: string): string[] {
  return parse(sdl)
    .definitions.filter(isTypeDefinitionNode)
    .flatMap(({ name, directives = [] }) => directives.map((use) => `${name.value} ${print(use)}`));
}
