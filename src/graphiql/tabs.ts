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
# This query tells which of them the server
# can read: Ctrl-Enter runs it. To read a session:
#
#   session(id:)
#     by its global id
#   sessionByExternalId(provider:, externalId:)
#     by the vendor's own id
#   ... on ZepSession { facts }
#     selects a vendor's own fields
#
# Ctrl-Space completes, the book at the top left
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

/** The server's examples as tabs; none when it has none, or when they cannot be had. */
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
 * What the editors show at first. GraphiQL keeps the open tab's query but fills its variables from elsewhere, and would
 * open the first tab, and after a reload the stored one, without them.
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
