import { useEffect } from 'react';
import { useQuery } from 'urql';
import { clock } from '../dates.ts';
import { failureOf } from '../errors.ts';
import { graphql, type DocumentType } from '../gql/index.ts';
import type { SessionFeedFilter } from '../gql/graphql.ts';
import { SessionPageQuery } from '../list/SessionList.tsx';
import { vendorName } from '../vendors.ts';

const VendorsQuery = graphql(`
  query Vendors {
    sessionProviders {
      provider
      enabled
      availability
      credentialRefused
      retryAt
      quota {
        limit
        remaining
      }
    }
  }
`);

type Info = NonNullable<DocumentType<typeof VendorsQuery>['sessionProviders']>[number];
type Source = NonNullable<DocumentType<typeof SessionPageQuery>['sessions']>['sources'][number];

const pollMs = 15_000;

/** What each vendor does at the moment: known to the server, and seen in the list. */
export function VendorStrip({ filter }: { readonly filter: SessionFeedFilter }) {
  const [{ data }, read] = useQuery({ query: VendorsQuery });
  // The list reads its first page itself. Here its result is taken from the cache.
  const [{ data: page }] = useQuery({
    query: SessionPageQuery,
    variables: { after: null, filter },
    requestPolicy: 'cache-only',
  });
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) read({ requestPolicy: 'network-only' });
    }, pollMs);
    return () => clearInterval(timer);
  }, [read]);
  return (
    <ul className="strip" aria-label="Vendors">
      {data?.sessionProviders?.map((info) => {
        const source = page?.sessions?.sources.find(({ provider }) => provider === info.provider);
        const { tone, text } = stateOf(info, source);
        return (
          <li key={info.provider} className={`strip-${tone}`}>
            <span className="dot" aria-hidden="true" />
            <span className="strip-name">{vendorName[info.provider]}</span>
            <span className="strip-state">{text}</span>
          </li>
        );
      })}
    </ul>
  );
}

interface State {
  readonly tone: 'good' | 'warn' | 'bad' | 'off';
  readonly text: string;
}

function stateOf(info: Info, source: Source | undefined): State {
  if (!info.enabled) return { tone: 'off', text: 'Not connected' };
  if (info.credentialRefused) return { tone: 'bad', text: 'Credential refused' };
  if (source?.state === 'FAILED') return { tone: 'bad', text: shortText(source) };
  const resumes = info.retryAt ? ` until ${clock(info.retryAt)}` : '';
  if (info.availability === 'UNAVAILABLE') return { tone: 'bad', text: `Paused${resumes}` };
  if (info.availability === 'DEGRADED') return { tone: 'warn', text: `Slowed down${resumes}` };
  if (source?.state === 'PARTIAL') return { tone: 'warn', text: 'Partial' };
  if (source?.state === 'UNSUPPORTED') return { tone: 'warn', text: 'Not with this filter' };
  if (source?.state === 'NOT_CONFIGURED') return { tone: 'off', text: 'Nothing to list' };
  const { quota } = info;
  return { tone: 'good', text: quota ? `${quota.remaining} of ${quota.limit} calls left` : 'Available' };
}

function shortText({ code, provider }: Source): string {
  if (code === 'UPSTREAM_RATE_LIMITED') return 'Over its limit';
  if (code === 'FORBIDDEN') return 'Not allowed';
  return failureOf({ code, provider }).title.replace(`${vendorName[provider]} `, '').replace(/^./, upper);
}

const upper = (letter: string): string => letter.toUpperCase();
