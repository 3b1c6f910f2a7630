import { Link, useRoute, useSearch } from 'wouter';
import { sessionHref } from '../app/links.ts';
import { day, dateAndTime } from '../dates.ts';
import { graphql, readFragment, type FragmentType } from '../gql/index.ts';
import { Stale, Status, Vendor } from '../ui/Vendor.tsx';

export const SessionRowFragment = graphql(`
  fragment SessionRow on Session {
    id
    provider
    createdAt
    status
    stale
    participant {
      name
      email
      externalId
    }
  }
`);

export function SessionRow({ session }: { readonly session: FragmentType<typeof SessionRowFragment> }) {
  const { id, provider, createdAt, status, stale, participant } = readFragment(SessionRowFragment, session);
  const [, open] = useRoute('/sessions/:id');
  const search = useSearch();
  const name = participant?.name ?? participant?.email ?? participant?.externalId;
  return (
    <Link
      href={sessionHref(id, search)}
      className="row"
      data-session={id}
      aria-current={open?.id === id ? 'page' : undefined}
    >
      <span className={name ? 'row-name' : 'row-name row-nobody'}>{name ?? 'Unknown person'}</span>
      {createdAt && (
        <time dateTime={createdAt} title={dateAndTime(createdAt)}>
          {day(createdAt)}
        </time>
      )}
      <span className="row-facts">
        <Vendor provider={provider} />
        {status && <Status status={status} />}
        {stale && <Stale />}
      </span>
    </Link>
  );
}
