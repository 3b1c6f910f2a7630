/** What all reads of lists have in common. */
export const listOperation = {
  maxBytes: 'maxListBytes',
  nullWhenNotFound: false,
  lifetimeMs: (_: unknown, { cacheListMs }: { readonly cacheListMs: number }) => cacheListMs,
  // Lists are long, and fresh only for seconds.
  cachedIn: 'process',
  purgedWith: 'any session',
  skippedRows: ({ skippedRows }: { readonly skippedRows: number }) => skippedRows,
} as const;
