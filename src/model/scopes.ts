import type { SessionProvider } from './generated.ts';

/** Opens the sessions of every provider. */
const allSessions = 'sessions:*';

/** The scopes that do not belong to a provider. */
const generalScopes = [allSessions, 'personal-data', 'messages', 'schema'] as const;

/** What a caller may do: read a provider's sessions, see personal data, transcripts, or the schema. */
export type Scope = (typeof generalScopes)[number] | `sessions:${Lowercase<SessionProvider>}`;

export function sessionsScope(provider: SessionProvider): Scope {
  return `sessions:${provider.toLowerCase() as Lowercase<SessionProvider>}`;
}

/** Every scope that exists. */
export function scopesOf(providers: readonly SessionProvider[]): readonly Scope[] {
  return [...generalScopes, ...providers.map(sessionsScope)];
}

/** Whether the scopes of a caller include one, by itself or through `sessions:*`. */
export function includesScope(held: ReadonlySet<string>, scope: Scope): boolean {
  return held.has(scope) || (scope.startsWith('sessions:') && held.has(allSessions));
}
