import { useEffect, useEffectEvent } from 'react';
import { useQuery, type CombinedError } from 'urql';
import { clock } from '../dates.ts';
import { failureOf } from '../errors.ts';
import { graphql, type DocumentType } from '../gql/index.ts';
import type { SessionFeedFilter } from '../gql/graphql.ts';
import { SessionPageQuery } from '../list/SessionList.tsx';
import { usePolling } from '../ui/polling.ts';
import { vendorName, vendors } from '../vendors.ts';

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

const SourcesQuery = graphql(`
  query Sources($filter: SessionFeedFilter) {
    sessions(first: 1, filter: $filter) {
      sources {
        provider
        state
        code
      }
    }
  }
`);

type Info = NonNullable<DocumentType<typeof VendorsQuery>['sessionProviders']>[number];
type Source = NonNullable<DocumentType<typeof SourcesQuery>['sessions']>['sources'][number];

/** What each vendor does at the moment: known to the server, and seen in the list. */
export function VendorStrip({ filter }: { readonly filter: SessionFeedFilter }) {
  const [{ data }, read] = useQuery({ query: VendorsQuery });
  const sources = useSources(filter);
  usePolling(() => read({ requestPolicy: 'network-only' }), 15_000);
  return (
    <ul className="strip" aria-label="Vendors">
      {data?.sessionProviders?.map((info) => {
        const source = sources.find(({ provider }) => provider === info.provider);
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

/** A vendor can fail or recover after the list was read, so the beginning of the list is read again. */
function useSources(filter: SessionFeedFilter): readonly Source[] {
  // The list reads the same page. urql sends one request for both.
  const [page] = useQuery({
    query: SessionPageQuery,
    variables: { after: null, filter },
    requestPolicy: 'cache-first',
  });
  const [check, read] = useQuery({ query: SourcesQuery, variables: { filter }, pause: true });
  const isChecked = check.data ?? check.error;
  const readAgain = () => read({ requestPolicy: 'network-only' });
  const onNewPage = useEffectEvent(() => {
    if (isChecked) readAgain();
  });
  useEffect(() => onNewPage(), [page.data, page.error]);
  usePolling(readAgain, 30_000);
  const { data, error } = isChecked ? check : page;
  return data?.sessions?.sources ?? allFailed(filter, error);
}

/** The list as a whole fails only if every vendor failed. */
function allFailed({ providers }: SessionFeedFilter, error: CombinedError | undefined): Source[] {
  const code = error?.graphQLErrors[0]?.extensions['code'] as string | undefined;
  if (!code) return [];
  return (providers ?? vendors).map((provider) => ({ provider, state: 'FAILED', code }));
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
