import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { FollowSystemTheme, RunOnce, ShareHeaders, WrapLines } from './editors.tsx';
import { examplesMenu } from './examples-menu.tsx';
import { loadExamples } from './examples.ts';
import { createFetcher } from './fetcher.ts';
import { ShareButton, takeLinkedTab } from './link.tsx';
import { SchemaNotice } from './schema-notice.tsx';
import { createStorage } from './storage.ts';
import { openTab } from './tabs.ts';
import { provideWorkers } from './workers.ts';

// All addresses are relative to the page's own, so the page works behind any path prefix.
const page = new URL(location.href);
const fetcher = createFetcher(new URL('graphql', page));
const examples = await loadExamples(new URL('graphiql/examples.json', page));
const [first] = examples;
const storage = createStorage(`session-graph:${page.pathname}:${first.title}`);
const linked = takeLinkedTab();
const { query, variables } = linked ?? openTab(storage, first);
const plugins = [examplesMenu(examples), explorerPlugin(), HISTORY_PLUGIN];
// Another link in the address bar does not load the page again by itself.
addEventListener('hashchange', () => location.reload());

const root = document.getElementById('graphiql');
if (!root) throw new Error('index.html has no element #graphiql.');

provideWorkers();
createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    storage={storage}
    defaultTabs={[...(linked ? [linked] : []), ...examples]}
    initialQuery={query}
    initialVariables={variables}
    defaultEditorToolsVisibility={examples.some((example) => example.variables !== '')}
    plugins={plugins}
    // Headers can contain a credential, so they are never stored, and the setting for it is hidden.
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo>session-graph</GraphiQL.Logo>
    <GraphiQL.Toolbar>
      {({ prettify, copy, merge }) => (
        <>
          {prettify}
          {merge}
          {copy}
          <ShareButton />
        </>
      )}
    </GraphiQL.Toolbar>
    <SchemaNotice />
    <WrapLines />
    <ShareHeaders />
    <FollowSystemTheme />
    {/* Never somebody else's link: who opens a link reads the query before it runs. */}
    {!linked && query === first.query && variables === first.variables && <RunOnce />}
  </GraphiQL>,
);
