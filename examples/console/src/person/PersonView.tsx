import { useQuery } from 'urql';
import { Link, useSearch, useSearchParams } from 'wouter';
import { listHref, type Person } from '../app/links.ts';
import { graphql, type DocumentType } from '../gql/index.ts';
import type { SessionFeedFilter, SessionProvider } from '../gql/graphql.ts';
import { SessionList } from '../list/SessionList.tsx';
import { useHeading } from '../ui/heading.ts';
import { Notice } from '../ui/Notice.tsx';
import { vendorName } from '../vendors.ts';

const PersonQuery = graphql(`
  query Person($person: SessionFeedParticipantFilter!) {
    sessions(first: 20, filter: { providers: [CHATWIZE], participant: $person }) {
      edges {
        node {
          id
          participant {
            externalId
            name
            email
            phone
            verified
          }
        }
      }
    }
  }
`);

/** Chatwize knows a person by both the id and the email, so it can tell the one that is missing. */
export function PersonView() {
  const [parameters] = useSearchParams();
  const search = useSearch();
  const asked = { id: parameters.get('person') ?? '', email: parameters.get('email') ?? '' };
  const person = asked.id ? { externalId: asked.id } : { email: asked.email };
  const [{ data, fetching }] = useQuery({
    query: PersonQuery,
    variables: { person },
    pause: !asked.id && !asked.email,
  });
  const known = knownAbout(data);
  const both = { id: asked.id || known?.externalId, email: asked.email || known?.email };
  const name = known?.name ?? (asked.email || asked.id || 'Nobody');
  const heading = useHeading(name);
  return (
    <article className="pane" key={search}>
      <header className="pane-header">
        <Link className="back" href={listHref(search)}>
          ← All sessions
        </Link>
        <h1 ref={heading} tabIndex={-1}>
          {name}
        </h1>
        <dl className="facts">
          <Fact name="Id" value={both.id} />
          <Fact name="Email" value={both.email} />
          <Fact name="Phone" value={known?.phone} />
        </dl>
      </header>
      <div className="pane-body">{fetching ? <p role="status">Reading…</p> : <Lists person={both} />}</div>
    </article>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string | null | undefined }) {
  return (
    value && (
      <div>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    )
  );
}

/** Vendors with email addresses are searched by email, the others by id, so no session is in both lists. */
function Lists({ person }: { readonly person: Person }) {
  const { id, email } = person;
  const byEmail: SessionProvider[] = email ? ['CHATWIZE', 'OPENCX'] : [];
  const byId: SessionProvider[] = id
    ? (['CHATWIZE', 'DUOHUB', 'ZEP'] as const).filter((each) => !byEmail.includes(each))
    : [];
  return (
    <>
      {email && <Found by="email" vendors={byEmail} participant={{ email }} />}
      {id && <Found by="id" vendors={byId} participant={{ externalId: id }} />}
      {!email && (
        <Notice kind="hint" title="OpenCX cannot be searched">
          It knows people by their email address, and none is known for this person.
        </Notice>
      )}
      {!id && (
        <Notice kind="hint" title="duohub and Zep cannot be searched">
          They know people by your own id, and none is known for this person.
        </Notice>
      )}
    </>
  );
}

interface FoundProps {
  readonly by: string;
  readonly vendors: readonly SessionProvider[];
  readonly participant: NonNullable<SessionFeedFilter['participant']>;
}

function Found({ by, vendors, participant }: FoundProps) {
  const names = new Intl.ListFormat('en').format(vendors.map((vendor) => vendorName[vendor]));
  return (
    <section className="found scroller">
      <h2>
        {names} <small>found by {by}</small>
      </h2>
      <SessionList filter={{ providers: [...vendors], participant }} label={`Sessions at ${names}`} />
    </section>
  );
}

type Known = NonNullable<
  NonNullable<DocumentType<typeof PersonQuery>['sessions']>['edges'][number]['node']['participant']
>;

/** The first value of each field, verified sessions first. */
function knownAbout(data: DocumentType<typeof PersonQuery> | undefined): Known | undefined {
  const people = (data?.sessions?.edges ?? []).flatMap(({ node }) => node.participant ?? []);
  const sorted = people.toSorted((a, b) => Number(b.verified ?? false) - Number(a.verified ?? false));
  const [first] = sorted;
  if (!first) return undefined;
  const firstOf = (field: 'externalId' | 'name' | 'email' | 'phone') =>
    sorted.find((one) => one[field])?.[field] ?? null;
  return {
    ...first,
    externalId: firstOf('externalId'),
    name: firstOf('name'),
    email: firstOf('email'),
    phone: firstOf('phone'),
  };
}
