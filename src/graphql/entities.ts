import type { GraphContext } from '../reads/context.ts';
import { badUserInput, type SessionGraphError } from '../model/errors.ts';
import type { Loaders } from '../reads/loaders.ts';
import { normalizeExternalId } from '../providers/external-id.ts';
import { decodeNodeId, type NodeKey } from '../model/node-id.ts';
import type { Registry } from '../reads/registry.ts';

/** How a router names an entity: its type, or the interface `Session`, and the fields of one key. */
type Representation = Readonly<Record<string, unknown>>;

interface EntitiesArgs {
  readonly representations: readonly unknown[];
}

/**
 * Resolves `_entities` as a whole. With a `__resolveReference` for each type, a synchronous throw or an unknown type would
 * fail every entity of the field.
 */
export function entityResolvers({ maxRepresentations: max }: { readonly maxRepresentations: number }) {
  return {
    Query: {
      _entities: (_: unknown, { representations }: EntitiesArgs, { loaders, providers }: GraphContext) => {
        if (representations.length > max) {
          throw badUserInput(
            `representations must have at most ${max} entries, got ${representations.length}.`,
          );
        }
        return representations.map((representation) => loadEntity(representation, loaders, providers));
      },
    },
  };
}

/** The type name that a router uses when another subgraph adds fields to every session (`@interfaceObject`). */
const entityInterface = 'Session';

type Entity = Awaited<ReturnType<Loaders['nodeByKey']>>;

async function loadEntity(representation: unknown, loaders: Loaders, providers: Registry): Promise<Entity> {
  return loaders.nodeByKey(keyOf(toRepresentation(representation), providers));
}

function toRepresentation(value: unknown): Representation {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Representation;
  throw badUserInput('A representation must be an object.');
}

/** @throws {SessionGraphError} BAD_USER_INPUT unless all its fields name the same object */
function keyOf(representation: Representation, providers: Registry): NodeKey {
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

/** Checks that the type is an entity, and returns the function that normalises its external ids. */
function spellingOf(type: string, typename: string, providers: Registry) {
  const provider = providers.ofType(type)?.provider;
  if (!provider) throw badUserInput('__typename is not an entity of this graph.');
  const isSession = type === provider.sessionType;
  if (typename === entityInterface && !isSession) throw badUserInput('id is not the global id of a session.');
  return (externalId: string | undefined) =>
    externalId !== undefined && isSession ? normalizeExternalId(provider, externalId) : externalId;
}

function sessionTypeOf(representation: Representation, { all }: Registry): string | undefined {
  const id = textOf(representation, 'provider');
  if (id === undefined) return undefined;
  const registered = all.find(({ provider }) => provider.id === id);
  if (!registered) throw badUserInput('provider is not a SessionProvider.');
  return registered.provider.sessionType;
}

function textOf(representation: Representation, field: string): string | undefined {
  const value = representation[field] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw badUserInput(`${field} of a representation must be a string.`);
}

/** The value that all given ones agree on. */
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
