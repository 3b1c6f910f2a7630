import { useEffect, useRef, useState, type ReactNode } from 'react';

/** An item of a list that shows its content as soon as the reader has scrolled near it. */
export function WhenNear({ children }: { readonly children: ReactNode }) {
  const [near, setNear] = useState(false);
  const mark = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!mark.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      // The margin counts only around the element that scrolls.
      { root: mark.current.closest('.scroller'), rootMargin: '600px 0px' },
    );
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, []);
  return near ? children : <li ref={mark} className="more" aria-hidden="true" />;
}
