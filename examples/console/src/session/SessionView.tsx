import { useState } from 'react';
import { useQuery } from 'urql';
import { Link, useSearch } from 'wouter';
import { listHref, personHref } from '../app/links.ts';
import { useReturnToRow } from '../app/shortcuts.ts';
import { clockWithSeconds, dateAndTime } from '../dates.ts';
import { failuresOf } from '../errors.ts';
import { graphql, readFragment, type FragmentType } from '../gql/index.ts';
import { useHeading } from '../ui/heading.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Stale, Status, Vendor } from '../ui/Vendor.tsx';
import { Conversation } from './Conversation.tsx';
import { Metadata } from './Metadata.tsx';
import { RawRecord } from './RawRecord.tsx';
import { VendorFields } from './VendorFields.tsx';

const SessionQuery = graphql(`
  query Session($id: ID!) {
    session(id: $id) {
      id
      ...SessionHeader
      ...VendorFields
      ...Metadata
    }
  }
`);

export function SessionView({ id }: { readonly id: string }) {
  const search = useSearch();
  const [{ data, error, fetching, stale }, read] = useQuery({ query: SessionQuery, variables: { id } });
  const [refreshes, setRefreshes] = useState(0);
  useReturnToRow(id);
  function refresh(): void {
    read({ requestPolicy: 'network-only' });
    setRefreshes(refreshes + 1);
  }
  const session = data?.session;
  return (
    <article className="pane">
      <Link className="back" href={listHref(search)}>
        ← All sessions
      </Link>
      {!session && <h1>Session</h1>}
      {failuresOf(error).map((failure) => (
        <FailureNotice key={failure.title} failure={failure} onRetry={refresh} busy={fetching || stale} />
      ))}
      {!session && fetching && <p role="status">Reading…</p>}
      {!session && !fetching && !error && <Notice kind="hint" title="This session does not exist any more" />}
      {session && (
        <>
          <Header session={session} onRefresh={refresh} busy={fetching || stale} />
          <div className="session-body">
            <Conversation id={session.id} refreshes={refreshes} />
            <aside className="fields" aria-label="About this session">
              <VendorFields session={session} />
              <Metadata session={session} />
              <RawRecord id={session.id} />
            </aside>
          </div>
        </>
      )}
    </article>
  );
}

const SessionHeaderFragment = graphql(`
  fragment SessionHeader on Session {
    provider
    externalId
    createdAt
    endedAt
    status
    fetchedAt
    stale
    participant {
      externalId
      name
      email
      phone
      verified
    }
  }
`);

interface HeaderProps {
  readonly session: FragmentType<typeof SessionHeaderFragment>;
  readonly onRefresh: () => void;
  readonly busy: boolean;
}

function Header({ session, onRefresh, busy }: HeaderProps) {
  const search = useSearch();
  const { provider, externalId, createdAt, endedAt, status, fetchedAt, stale, participant } = readFragment(
    SessionHeaderFragment,
    session,
  );
  const name = participant?.name ?? participant?.email ?? participant?.externalId;
  const heading = useHeading(name ?? 'Unknown person');
  // The id of an OpenCX contact means nothing to the other vendors.
  const person = { id: provider === 'OPENCX' ? null : participant?.externalId, email: participant?.email };
  return (
    <header className="pane-header">
      <h1 ref={heading} tabIndex={-1}>
        {name ?? 'Unknown person'}
        {participant?.verified && <span className="badge badge-verified">Verified</span>}
      </h1>
      <p className="row-facts">
        <Vendor provider={provider} />
        {status && <Status status={status} />}
        {stale && <Stale />}
        <span className="quiet">
          {createdAt && `Started ${dateAndTime(createdAt)}`}
          {endedAt && ` · ended ${dateAndTime(endedAt)}`}
        </span>
      </p>
      <p className="quiet contact">
        {[participant?.email, participant?.phone, externalId].filter(Boolean).map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
      <p className="pane-actions">
        {(person.id || person.email) && (
          <Link className="button" href={personHref(person, search)}>
            Everything about this person
          </Link>
        )}
        <button type="button" onClick={onRefresh} disabled={busy}>
          {busy ? 'Reading…' : 'Refresh'}
        </button>
        <span className="quiet">Read at {clockWithSeconds(fetchedAt)}</span>
      </p>
    </header>
  );
}
