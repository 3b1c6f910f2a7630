const maxLength = 100;

/** The name of an operation for logs and traces. Clients choose it, so it can be as long as a request. */
export function shortName(name: string): string {
  return name.slice(0, maxLength);
}
