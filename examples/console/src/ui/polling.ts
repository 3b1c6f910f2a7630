import { useEffect, useEffectEvent } from 'react';

/** Reads at an interval while the page is visible, and at once when it becomes visible again. */
export function usePolling(read: () => void, ms: number): void {
  const readIfVisible = useEffectEvent(() => {
    if (!document.hidden) read();
  });
  useEffect(() => {
    const timer = setInterval(readIfVisible, ms);
    document.addEventListener('visibilitychange', readIfVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', readIfVisible);
    };
  }, [ms]);
}
