import type { Storage } from '@graphiql/toolkit';

export interface Tab {
  readonly query: string;
  readonly variables: string;
}

interface Example {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const DEFAULT_TAB: Tab = {
  query: `# One graph over the sessions kept with
# Chatwize, duohub, OpenCX and Zep.
#
# This query lists the providers of this server.
# Ctrl-Enter runs it. To read a session:
#
#   session(id:)
#     by its global id
#   sessionByExternalId(provider:, externalId:)
#     by the vendor's own id
#   ... on ZepSession { facts }
#     selects a vendor's own fields
#
# Ctrl-Space completes. The book at the top left
# opens the documentation.

query Providers {
  sessionProviders {
    provider
    enabled
  }
}
`,
  variables: '',
};

/** Loads the server's examples as tabs. Returns no tabs if that fails. */
export async function loadExamples(url: URL): Promise<Tab[]> {
  try {
    const response = await fetch(url);
    const examples = (await response.json()) as Example[];
    return examples.map(toTab);
  } catch {
    return [];
  }
}

export const defaultTabs = (examples: readonly Tab[]): [Tab, ...Tab[]] => {
  const [first = DEFAULT_TAB, ...rest] = examples;
  return [first, ...rest];
};

/**
 * The initial content of the editors. GraphiQL restores the query of the open tab, but not its variables.
 */
export function openTab(storage: Storage, fallback: Tab): Tab {
  try {
    const { tabs, activeTabIndex } = JSON.parse(storage.getItem('graphiql:tabState') ?? '');
    const { query, variables } = tabs[activeTabIndex];
    return { query: query ?? '', variables: variables ?? '' };
  } catch {
    return fallback;
  }
}

function toTab({ query, variables }: Example): Tab {
  return { query, variables: variables ? JSON.stringify(variables, null, 2) : '' };
}
