import type { SessionFeedFilter, SessionProvider, SessionStatus } from './gql/graphql.ts';
import { vendors } from './vendors.ts';

/** The filter of the list, as it is in the address of the page, so that a link shows the same list. */
export interface ListFilter {
  readonly providers: readonly SessionProvider[];
  readonly statuses: readonly SessionStatus[];
  /** Days, such as `2026-03-01`. */
  readonly from: string;
  readonly to: string;
}

export const statuses: readonly SessionStatus[] = ['OPEN', 'ENDED', 'DELETED'];

/** An address can contain anything, such as `2026-02-30`. */
const isDay = (text: string | null): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? '') && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;

export function readFilter(search: URLSearchParams): ListFilter {
  const dayOf = (name: string) => {
    const day = search.get(name);
    return isDay(day) ? day : '';
  };
  return {
    providers: vendors.filter((vendor) => search.getAll('vendor').includes(vendor)),
    statuses: statuses.filter((status) => search.getAll('status').includes(status)),
    from: dayOf('from'),
    to: dayOf('to'),
  };
}

export function writeFilter({ providers, statuses: chosen, from, to }: ListFilter): URLSearchParams {
  const search = new URLSearchParams();
  for (const provider of providers) search.append('vendor', provider);
  for (const status of chosen) search.append('status', status);
  if (from) search.set('from', from);
  if (to) search.set('to', to);
  return search;
}

/** Days are those of the reader. The graph leaves out sessions that started exactly at a limit. */
export function feedFilter({ providers, statuses: chosen, from, to }: ListFilter): SessionFeedFilter {
  return {
    ...(providers.length && { providers: [...providers] }),
    ...(chosen.length && { statuses: [...chosen] }),
    ...(from && { createdAfter: new Date(new Date(`${from}T00:00`).getTime() - 1).toISOString() }),
    ...(to && { createdBefore: endOfDay(to) }),
  };
}

function endOfDay(day: string): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + 1);
  return date.toISOString();
}
