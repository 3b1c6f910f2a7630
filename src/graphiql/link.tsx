import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import type { Tab } from './tabs.ts';

/**
 * A link to a query and its variables, without headers, which can contain a credential. They are in the fragment, which
 * browsers do not send, so no log has them.
 */
function linkTo(page: URL, { query, variables }: Tab): string {
  const link = new URL(page);
  link.hash = new URLSearchParams({ query, ...(variables && { variables }) }).toString();
  return link.href;
}

/** The query of a link, which is removed from the address: it is not what the page shows after the next edit. */
export function takeLinkedTab(): Tab | undefined {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const query = parameters.get('query');
  if (query === null) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return { query, variables: parameters.get('variables') ?? '' };
}

/** Copies a link to the open tab. Where pages have no clipboard, as over plain http, the address bar has the link. */
export function ShareButton() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const [label, setLabel] = useState('Copy a link to this query');

  async function share() {
    const tab = { query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' };
    const link = linkTo(new URL(location.href), tab);
    try {
      await navigator.clipboard.writeText(link);
      setLabel('Link copied');
    } catch {
      history.replaceState(null, '', link);
      setLabel('The link is in the address bar');
    }
  }

  return (
    <ToolbarButton
      label={label}
      onClick={() => void share()}
      onBlur={() => setLabel('Copy a link to this query')}
    >
      <LinkIcon />
    </ToolbarButton>
  );
}

function LinkIcon() {
  return (
    <svg
      className="graphiql-toolbar-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      <path
        strokeWidth="1.5"
        strokeLinecap="round"
        d="M10 14a4 4 0 0 0 6 .5l3.5-3.5a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.5L4.5 13a4 4 0 0 0 5.7 5.7L12 17"
      />
    </svg>
  );
}
