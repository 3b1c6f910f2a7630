import type { GraphContext } from '../reads/context.ts';
import { badUserInput, type SessionGraphError } from '../model/errors.ts';
import type { Loaders } from '../reads/loaders.ts';
import { normalizeExternalId } from '../providers/external-id.ts';
import { decodeNodeId, type NodeKey } from '../model/node-id.ts';
import type { ProviderRegistry } from '../reads/registry.ts';

/** What a router tells of an object it wants: its type, or the interface `Session`, and the fields of one key. */
type Representation = Readonly<Record<string, unknown>>;

interface EntitiesArgs {
  readonly representations: readonly unknown[];
}

/**
 * Resolves `_entities` as a whole instead of a `__resolveReference` for each type: there, one that throws at once and
 * one of an unknown type would fail all of them.
 */
export function entityResolvers({ maxRepresentations: most }: { readonly maxRepresentations: number }) {
  return {
    Query: {
      _entities: (_: unknown, { representations }: EntitiesArgs, { loaders, providers }: GraphContext) => {
        if (representations.length > most) {
          throw badUserInput(`representations must have at most ${most} entries.`);
        }
        return representations.map((representation) => loadEntity(representation, loaders, providers));
      },
    },
  };
}

/** A router asks by this name where another graph adds fields to every session (`@interfaceObject`). */
const entityInterface = 'Session';

type Entity = Awaited<ReturnType<Loaders['nodeByKey']>>;

async function loadEntity(
  representation: unknown,
  loaders: Loaders,
  providers: ProviderRegistry,
): Promise<Entity> {
  return loaders.nodeByKey(keyOf(toRepresentation(representation), providers));
}

function toRepresentation(value: unknown): Representation {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Representation;
  throw badUserInput('A representation must be an object.');
}

/** @throws {SessionGraphError} BAD_USER_INPUT unless everything in it names one and the same object */
function keyOf(representation: Representation, providers: ProviderRegistry): NodeKey {
  const typename = textOf(representation, '__typename');
  if (typename === undefined) throw badUserInput('A representation must have a __typename.');
  const id = textOf(representation, 'id');
  const named = id === undefined ? undefined : decodeNodeId(id, 'id');
  const concrete = typename === entityInterface ? undefined : typename;
  const type = agreed('type', [concrete, named?.type, sessionTypeOf(representation, providers)]);
  if (type === undefined) throw missingKey(typename);
  const spell = spellingOf(type, typename, providers);
  const externalIds = [named?.externalId, textOf(representation, 'externalId')];
  const externalId = agreed('externalId', externalIds.map(spell));
  if (externalId === undefined) throw missingKey(typename);
  return { type, externalId };
}

/** Checks that the type is an entity, and gives equal external ids of it one spelling. */
function spellingOf(type: string, typename: string, providers: ProviderRegistry) {
  const definition = providers.ofType(type)?.definition;
  if (!definition) throw badUserInput('__typename is not an entity of this graph.');
  const isSession = type === definition.sessionType;
  if (typename === entityInterface && !isSession) throw badUserInput('id is not the global id of a session.');
  return (externalId: string | undefined) =>
    externalId !== undefined && isSession ? normalizeExternalId(definition, externalId) : externalId;
}

function sessionTypeOf(representation: Representation, { all }: ProviderRegistry): string | undefined {
  const provider = textOf(representation, 'provider');
  if (provider === undefined) return undefined;
  const registered = all.find(({ definition }) => definition.provider === provider);
  if (!registered) throw badUserInput('provider is not a SessionProvider.');
  return registered.definition.sessionType;
}

function textOf(representation: Representation, field: string): string | undefined {
  const value = representation[field] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw badUserInput(`${field} of a representation must be a string.`);
}

/** The one value that is given, maybe more than once. */
function agreed(what: string, values: readonly (string | undefined)[]): string | undefined {
  const [value, ...others] = new Set(values.filter((given) => given !== undefined));
  if (others.length > 0)
    throw badUserInput(`The fields of a representation contradict each other on its ${what}.`);
  return value;
}

function missingKey(typename: string): SessionGraphError {
  const keys = typename === entityInterface ? 'id, or provider and externalId' : 'id or externalId';
  return badUserInput(`A representation of ${typename} must have ${keys}.`);
}
