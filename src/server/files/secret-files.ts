import { readFileSync } from 'node:fs';

export interface FromFiles {
  /** The variables, those whose value is in a file included. */
  readonly set: Readonly<Record<string, string>>;
  readonly errors: readonly string[];
}

/**
 * Reads the variables whose `…_FILE` names a file with the value, as Docker and Kubernetes mount secrets.
 * @param names the variables that may be in a file
 */
export function readSecretFiles(set: Readonly<Record<string, string>>, names: readonly string[]): FromFiles {
  const values: Record<string, string> = { ...set };
  const errors: string[] = [];
  for (const name of names) {
    const variable = `${name}_FILE`;
    const path = set[variable];
    if (path === undefined) continue;
    if (name in set) errors.push(`${name} and ${variable} are both set: use one of them`);
    else {
      const value = readValue(path);
      if (value) values[name] = value;
      else errors.push(`${variable} names a file that is empty or cannot be read`);
    }
  }
  return { set: values, errors };
}

function readValue(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
