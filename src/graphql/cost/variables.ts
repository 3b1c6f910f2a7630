/** What an estimate can depend on: a number, or the length of a list. */
export function sizeIn(value: unknown): number | string {
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? `list of ${value.length}` : String(value === null ? undefined : typeof value);
}

/** The variables, which notes the names of those that are read. */
export function recording(variables: Readonly<Record<string, unknown>>, read: Set<string>): typeof variables {
  return new Proxy(variables, {
    get(target, name) {
      read.add(String(name));
      return target[String(name)];
    },
  });
}
