import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { listHref } from './links.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** `/` goes to the search, Escape back to the list. */
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
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [location, navigate, search]);
}
