import type { Storage } from '@graphiql/toolkit';

type Entries = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'> & { keys(): string[] };

// GraphiQL's setting keeps headers out of every key except these two.
const HISTORY = new Set(['graphiql:queries', 'graphiql:favorites']);

/**
 * Stores GraphiQL's state in localStorage under a namespace, so that a sandbox, a real server and another path of the same
 * origin have separate tabs. Without localStorage, the state lasts as long as the page.
 */
export function createStorage(namespace: string): Storage {
  const entries = openLocalStorage() ?? createMemory();
  const prefix = `${namespace}:`;
  const ownKeys = () => entries.keys().filter((key) => key.startsWith(prefix));
  return {
    getItem: (key) => entries.getItem(prefix + key),
    setItem: (key, value) => entries.setItem(prefix + key, HISTORY.has(key) ? withoutHeaders(value) : value),
    removeItem: (key) => entries.removeItem(prefix + key),
    clear: () => ownKeys().forEach((key) => entries.removeItem(key)),
    get length() {
      return ownKeys().length;
    },
  };
}

/** Headers can contain a credential, which must not stay in the browser's storage. */
function withoutHeaders(history: string): string {
  return JSON.stringify(JSON.parse(history), (key, value: unknown) =>
    key === 'headers' ? undefined : value,
  );
}

function openLocalStorage(): Entries | undefined {
  try {
    const { localStorage } = globalThis;
    return {
      getItem: (key) => localStorage.getItem(key),
      setItem: (key, value) => localStorage.setItem(key, value),
      removeItem: (key) => localStorage.removeItem(key),
      keys: () => Object.keys(localStorage),
    };
  } catch {
    return undefined;
  }
}

function createMemory(): Entries {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}
