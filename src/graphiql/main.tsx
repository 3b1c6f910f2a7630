import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { createFetcher } from './fetcher.ts';
import { createStorage } from './storage.ts';
import { defaultTabs, loadExamples, openTab } from './tabs.ts';
import { provideWorkers } from './workers.ts';

// All addresses are relative to the page's own, so the page works behind any path prefix.
const page = new URL(location.href);
const fetcher = createFetcher(new URL('graphql', page));
const examples = await loadExamples(new URL('graphiql/examples.json', page));
const tabs = defaultTabs(examples);
const storage = createStorage(`session-graph:${page.pathname}:${examples.length > 0 ? 'examples' : 'plain'}`);
const { query, variables } = openTab(storage, tabs[0]);

const root = document.getElementById('graphiql');
if (!root) throw new Error('index.html has no element #graphiql.');

provideWorkers();
createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    storage={storage}
    defaultTabs={tabs}
    initialQuery={query}
    initialVariables={variables}
    defaultEditorToolsVisibility={examples.some((tab) => tab.variables !== '')}
    // Headers can contain a credential, so they are never stored, and the setting for it is hidden.
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo>session-graph</GraphiQL.Logo>
  </GraphiQL>,
);
