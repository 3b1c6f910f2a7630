import { SessionGraphError } from '../model/errors.ts';
import type { SessionProvider } from '../model/generated.ts';
import type { ConnectedProvider } from './account.ts';
import { normalizeExternalId } from '../providers/external-id.ts';
import type { ProviderDefinition } from '../providers/provider.ts';

/** A vendor as this graph is set up: without `connection` where it has no credential. */
export interface RegisteredProvider {
  readonly definition: ProviderDefinition;
  readonly connection?: ConnectedProvider | undefined;
}

/** What is to be forgotten: one session of a vendor, or with no id all that was read of it. */
export interface Purge {
  readonly provider: SessionProvider;
  readonly externalId?: string | undefined;
}

/** Finds vendors by what a query names. */
export class ProviderRegistry {
  readonly all: readonly RegisteredProvider[];
  readonly #byType = new Map<string, RegisteredProvider>();

  constructor(
    definitions: readonly ProviderDefinition[],
    connections: ReadonlyMap<SessionProvider, ConnectedProvider>,
  ) {
    this.all = definitions.map((definition) => ({
      definition,
      connection: connections.get(definition.provider),
    }));
    for (const registered of this.all) {
      const { sessionType, nodes = {} } = registered.definition;
      for (const type of [sessionType, ...Object.keys(nodes)]) this.#byType.set(type, registered);
    }
  }

  /** @param type the name of one of the vendor's GraphQL types that are nodes */
  ofType(type: string): RegisteredProvider | undefined {
    return this.#byType.get(type);
  }

  ofProvider(provider: SessionProvider): RegisteredProvider {
    const found = this.all.find(({ definition }) => definition.provider === provider);
    if (!found) throw new Error(`No definition for ${provider}`);
    return found;
  }

  /** @throws {SessionGraphError} BAD_USER_INPUT when the vendor has no such ids */
  async purge({ provider, externalId }: Purge): Promise<void> {
    const { definition, connection } = this.ofProvider(provider);
    await connection?.purge(externalId && normalizeExternalId(definition, externalId));
  }
}

/** @throws {SessionGraphError} PROVIDER_NOT_CONFIGURED */
export function connectionOf({ definition, connection }: RegisteredProvider): ConnectedProvider {
  if (connection) return connection;
  const { provider, name } = definition;
  throw new SessionGraphError('PROVIDER_NOT_CONFIGURED', `This server has no credential for ${name}.`, {
    provider,
  });
}
