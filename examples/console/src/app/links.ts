import { readFilter, writeFilter } from '../filter.ts';

/** The filter of the list stays in every address. */
function withFilter(path: string, search: string, own: Record<string, string> = {}): string {
  const parameters = writeFilter(readFilter(new URLSearchParams(search)));
  for (const [name, value] of Object.entries(own)) parameters.set(name, value);
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

export interface Person {
  readonly id?: string | null | undefined;
  readonly email?: string | null | undefined;
}

export const listHref = (search: string): string => withFilter('/', search);

export const sessionHref = (id: string, search: string): string => withFilter(`/sessions/${id}`, search);

export const personHref = ({ id, email }: Person, search: string): string =>
  withFilter('/people', search, { ...(id && { person: id }), ...(email && { email }) });
