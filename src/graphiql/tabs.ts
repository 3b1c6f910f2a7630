import type { Storage } from '@graphiql/toolkit';

export interface Tab {
  readonly query: string;
  readonly variables: string;
}

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
