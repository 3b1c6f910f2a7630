import type { KeyboardEvent } from 'react';
import { useQuery } from 'urql';
import { failureOf, failuresOf } from '../errors.ts';
import { graphql, type DocumentType } from '../gql/index.ts';
import type { SessionFeedFilter, SessionProvider } from '../gql/graphql.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { WhenNear } from '../ui/WhenNear.tsx';
import { vendorName } from '../vendors.ts';
import { SessionRow } from './SessionRow.tsx';

export const SessionPageQuery = graphql(`
  query SessionPage($after: String, $filter: SessionFeedFilter) {
    sessions(first: 50, after: $after, filter: $filter) {
      edges {
        node {
          id
          ...SessionRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      sources {
        provider
        state
        code
        retryAfterSeconds
      }
    }
  }
`);

interface SessionListProps {
  readonly filter: SessionFeedFilter;
  readonly label: string;
}

export function SessionList({ filter, label }: SessionListProps) {
  return (
    <ul className="sessions" aria-label={label} onKeyDown={moveWithArrows}>
      <Page after={null} filter={filter} failedBefore={[]} />
    </ul>
  );
}

interface PageProps {
  readonly after: string | null;
  readonly filter: SessionFeedFilter;
  /** The vendors that failed on the page before this one. */
  readonly failedBefore: readonly SessionProvider[];
}

/**
 * One page, and after it the next. Each page is a query of its own, so that a vendor that failed on it can be read again
 * in the same place. A failure that goes on is shown on the page on which it began.
 */
function Page({ after, filter, failedBefore }: PageProps) {
  const [{ data, error, fetching, stale }, read] = useQuery({
    query: SessionPageQuery,
    variables: { after, filter },
  });
  const retry = () => read({ requestPolicy: 'network-only' });
  const page = data?.sessions;
  if (!page) {
    if (fetching) return <Loading />;
    return failuresOf(error).map((failure) => (
      <li key={failure.title}>
        <FailureNotice failure={failure} onRetry={retry} busy={false} />
      </li>
    ));
  }
  const { edges, sources, pageInfo } = page;
  const failed = sources.filter(({ state }) => state === 'FAILED');
  return (
    <>
      {after === null && <Hints sources={sources} />}
      {failed
        .filter(({ provider }) => !failedBefore.includes(provider))
        .map((source) => (
          <li key={source.provider}>
            <FailureNotice failure={missing(source)} onRetry={retry} busy={fetching || stale} />
          </li>
        ))}
      {edges.map(({ node }) => (
        <li key={node.id}>
          <SessionRow session={node} />
        </li>
      ))}
      {pageInfo.hasNextPage && pageInfo.endCursor && (
        <WhenNear key={pageInfo.endCursor}>
          <Page
            after={pageInfo.endCursor}
            filter={filter}
            failedBefore={failed.map(({ provider }) => provider)}
          />
        </WhenNear>
      )}
      {!pageInfo.hasNextPage && (
        <li className="end">{after || edges.length ? 'No more sessions' : 'No sessions'}</li>
      )}
    </>
  );
}

type Source = NonNullable<DocumentType<typeof SessionPageQuery>['sessions']>['sources'][number];

/** What holds for the whole list. */
function Hints({ sources }: { readonly sources: readonly Source[] }) {
  return sources.map(({ provider, state }) => {
    const name = vendorName[provider];
    const hint =
      (state === 'PARTIAL' && `Some sessions of ${name} may be missing`) ||
      (state === 'UNSUPPORTED' && `${name} cannot be searched with this filter`);
    return (
      hint && (
        <li key={provider}>
          <Notice kind="hint" title={hint} />
        </li>
      )
    );
  });
}

function missing(source: Source) {
  const advice = `Its sessions are missing here.`;
  return { ...failureOf(source), advice };
}

function Loading() {
  return (
    <li className="loading" role="status">
      Reading…
    </li>
  );
}

function moveWithArrows(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a.row')];
  const next = rows[rows.indexOf(document.activeElement as HTMLAnchorElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
