import { SessionGraphError } from '../model/errors.ts';
import type { SessionProvider } from '../model/generated.ts';
import { includesScope, sessionsScope, type Scope } from '../model/scopes.ts';

/** Further fields of the same answer are null without an error, so that a large list does not become a list of errors. */
const maxErrors = 100;

/** What the caller of one request may read. */
export class Access {
  /** Equal for callers with the same scopes. */
  readonly key: string;
  /** Undefined if the caller may read everything. */
  readonly #scopes: ReadonlySet<string> | undefined;
  /** Whether the caller may read fields with personal data. */
  readonly personalData: boolean;
  #errors = 0;

  constructor(scopes?: readonly string[]) {
    // Not joined by a separator: a token can have a scope that contains it.
    this.key = JSON.stringify(scopes?.toSorted() ?? null);
    this.#scopes = scopes && new Set(scopes);
    this.personalData = this.allows('personal-data');
  }

  allows(scope: Scope): boolean {
    return this.#scopes === undefined || includesScope(this.#scopes, scope);
  }

  allowsSessions(provider: SessionProvider): boolean {
    return this.allows(sessionsScope(provider));
  }

  /**
   * @returns whether the caller has the scope
   * @throws {SessionGraphError} FORBIDDEN, for the first 100 fields of a request that need a missing scope
   */
  check(scope: Scope): boolean {
    if (this.allows(scope)) return true;
    this.#errors += 1;
    if (this.#errors > maxErrors) return false;
    throw forbidden(scope);
  }

  checkSessions(provider: SessionProvider): boolean {
    return this.check(sessionsScope(provider));
  }
}

function forbidden(scope: Scope): SessionGraphError {
  return new SessionGraphError('FORBIDDEN', `The scope ${scope} is required.`);
}

export function forbiddenSessions(provider: SessionProvider): SessionGraphError {
  return forbidden(sessionsScope(provider));
}
