import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { listHref } from './links.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

const row = (which: string) => document.querySelector<HTMLElement>(`.sidebar .row${which}`);
const hasNoFocus = (): boolean => document.activeElement === document.body;

/** `/` goes to the search, Escape back to the list, and an arrow key into it. */
export function useShortcuts(): void {
  const [location, navigate] = useLocation();
  const search = useSearch();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '/') {
        event.preventDefault();
        document.getElementById('person-search')?.focus();
      }
      if (event.key === 'Escape' && location !== '/') navigate(listHref(search));
      if (/^Arrow(Up|Down)$/.test(event.key) && hasNoFocus()) {
        event.preventDefault();
        (row('[aria-current]') ?? row(''))?.focus();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [location, navigate, search]);
}

/** Whoever leaves a session goes on in the list from there. */
export function useReturnToRow(id: string): void {
  useEffect(
    () => () => {
      if (hasNoFocus()) row(`[data-session="${CSS.escape(id)}"]`)?.focus();
    },
    [id],
  );
}
