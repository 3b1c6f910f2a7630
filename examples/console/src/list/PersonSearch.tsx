import type { FormEvent, KeyboardEvent } from 'react';
import { useLocation, useSearch } from 'wouter';
import { personHref } from '../app/links.ts';

/** Text with an `@` is an email address, any other text an id. */
export function PersonSearch() {
  const [, navigate] = useLocation();
  const search = useSearch();

  function find(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('person')).trim();
    if (text) navigate(personHref(text.includes('@') ? { email: text } : { id: text }, search));
  }

  return (
    <form className="search" role="search" onSubmit={find}>
      <label className="hidden" htmlFor="person-search">
        Find a person
      </label>
      <input
        id="person-search"
        name="person"
        type="search"
        placeholder="Find a person by id or email"
        autoComplete="off"
        onKeyDown={leave}
      />
      <button type="submit">Find</button>
    </form>
  );
}

/** Gives the focus back to the page, where the arrow keys reach the list. */
function leave({ key, currentTarget }: KeyboardEvent<HTMLInputElement>): void {
  if (key !== 'Escape') return;
  currentTarget.value = '';
  currentTarget.blur();
}
