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
  query: `# One graph over the sessions that are kept with Chatwize, duohub, OpenCX and Zep.
#
# Which of the four this server can read is what the query below tells: run it with
# Ctrl-Enter. A session is read by its global id, \`session(id:)\`, or by its vendor and
# the vendor's own id, \`sessionByExternalId(provider:, externalId:)\`; select a vendor's
# own fields with an inline fragment, \`... on ZepSession { facts }\`.
#
# Ctrl-Space completes fields; the book at the left opens the documentation of the schema.

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
