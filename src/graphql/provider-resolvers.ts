import type { Collection, Provider } from '../providers/provider.ts';
import type { GraphContext } from '../reads/context.ts';
import { toConnection, type SessionsArgs } from './connection.ts';
import { sessionResolvers } from './messages.ts';
import { newestFirst, sortInTurns } from '../paging/order.ts';
import type { Resolvers } from './resolvers.ts';
import { nextTurn } from '../model/turns.ts';
import { inTurns } from './turns.ts';

interface ExternalId {
  readonly externalId: string;
}

interface ExternalIds {
  readonly externalIds: readonly string[];
}

type Connection = ReturnType<typeof toConnection>;

interface Owner extends ExternalId {
  readonly id: string;
}

/** The resolvers of one provider, derived from what it declares. The names of its fields are known only at runtime. */
export function providerResolvers(provider: Provider): Resolvers {
  const { sessionField, sessionType, collections = [] } = provider;
  const session = (_: unknown, { externalId }: ExternalId, { loaders }: GraphContext) =>
    loaders.session(sessionType, externalId);
  const owners = collections.map((collection) => ownerResolvers(collection, provider));
  return {
    ...Object.assign({ [sessionType]: sessionResolvers }, ...owners.map(({ types }) => types)),
    Query: Object.assign({ [sessionField]: session }, ...owners.map(({ fields }) => fields)),
  };
}

/** The fields of `Query` that return owners of lists, and the type of the owners. */
function ownerResolvers(collection: Collection, { sessionType }: Provider) {
  const { type, field, listField, maxIds: max, flags } = collection;
  const types = {
    [`${sessionType}Connection`]: {
      edges: ({ edges }: Connection, _: unknown, { fields }: GraphContext) => inTurns(edges(), fields),
      nodes: ({ nodes }: Connection, _: unknown, { fields }: GraphContext) => inTurns(nodes(), fields),
    },
    [type]: {
      sessions: async (owner: Owner, args: SessionsArgs, { loaders }: GraphContext) => {
        const listOf = { owner: owner.id, sessionType, flags };
        // Rejects invalid arguments before a whole list is read for them.
        toConnection(emptyList, args, listOf);
        const list = await loaders.sessionList(type, owner.externalId);
        // Requests that share one call continue at the same time.
        await nextTurn();
        await sortInTurns(list.rows, args.orderBy ?? newestFirst);
        return toConnection(list, args, listOf);
      },
    },
  };
  const fields = {
    [field]: (_: unknown, { externalId }: ExternalId, { loaders }: GraphContext) =>
      loaders.owner(type, externalId),
    [listField]: (_: unknown, { externalIds: ids }: ExternalIds, { loaders }: GraphContext) =>
      loaders.many({ ids, argument: 'externalIds', max }, (externalId) => loaders.owner(type, externalId)),
  };
  return { types, fields };
}

const emptyList = { rows: [], session: () => undefined, fetchedAt: '', stale: false };
