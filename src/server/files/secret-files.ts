import { readFileSync } from 'node:fs';

export interface FromFiles {
  /** The variables, those whose value is in a file included. */
  readonly set: Readonly<Record<string, string>>;
  readonly errors: readonly string[];
}

/**
 * Reads the variables whose `…_FILE` names a file with the value, as Docker and Kubernetes mount secrets.
 * @param names the variables that may be in a file
 * @param read throws if the file cannot be read. Default: reads it once
 */
export function readSecretFiles(
  set: Readonly<Record<string, string>>,
  names: readonly string[],
  read: (path: string) => string = readText,
): FromFiles {
  const values: Record<string, string> = { ...set };
  const errors: string[] = [];
  for (const name of names) {
    const variable = `${name}_FILE`;
    const path = set[variable];
    if (path === undefined) continue;
    if (name in set) errors.push(`${name} and ${variable} are both set: use one of them`);
    else {
      try {
        const value = read(path).trim();
        if (value) values[name] = value;
        else errors.push(`${variable} names a file that is empty`);
      } catch (error) {
        errors.push(`${variable} names a file that cannot be read (${codeOf(error)})`);
      }
    }
  }
  return { set: values, errors };
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

/** Node's own message contains the path. */
function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}
