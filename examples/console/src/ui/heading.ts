import { useEffect, useRef, type RefObject } from 'react';

/** Gives the page a title, and moves the focus to the heading of what was opened, as a page load would. */
export function useHeading(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Sessions`;
    return () => void (document.title = 'Sessions');
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return heading;
}
