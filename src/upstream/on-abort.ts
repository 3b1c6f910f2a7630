const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Listens to a signal that many listen to at the same time, as the reads of one request do. An `AbortSignal` compares each new
 * listener with all that it has.
 * @returns stops listening
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const known = listeners.get(signal);
  const all = known ?? new Set();
  if (!known) {
    listeners.set(signal, all);
    signal.addEventListener('abort', () => {
      for (const each of all) each();
    });
  }
  all.add(listener);
  return () => void all.delete(listener);
}
