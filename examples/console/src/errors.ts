import type { ErrorCode } from 'session-graph';
import type { CombinedError } from 'urql';
import type { SessionProvider } from './gql/graphql.ts';
import { vendorName } from './vendors.ts';

/** What went wrong, in the words of a reader of this page. */
export interface Failure {
  readonly title: string;
  readonly advice: string;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
}

interface Words {
  readonly title: (vendor: string) => string;
  readonly advice: string;
}

/** Every code of the graph. The compiler reports a code that is missing here. */
const words: Readonly<Record<ErrorCode, Words>> = {
  BAD_USER_INPUT: {
    title: () => 'This address is not valid',
    advice: 'Check the id or the filter. If you came from a bookmark, start again from the list.',
  },
  UNAUTHENTICATED: { title: () => 'You are signed out', advice: 'Sign in again to continue.' },
  FORBIDDEN: {
    title: () => 'You may not see this',
    advice: 'Ask an administrator for access to it.',
  },
  OPERATION_TOO_COMPLEX: {
    title: () => 'This page asked for too much at once',
    advice: 'Choose fewer vendors or a shorter time.',
  },
  TOO_MANY_REQUESTS: { title: () => 'Too many requests', advice: 'Wait a moment before you try again.' },
  PROVIDER_NOT_CONFIGURED: {
    title: (vendor) => `${vendor} is not connected`,
    advice: 'An administrator can add its credential.',
  },
  NOT_FOUND: { title: (vendor) => `${vendor} does not have this`, advice: 'It may have been deleted.' },
  UPSTREAM_UNAUTHORIZED: {
    title: (vendor) => `${vendor} refuses our credential`,
    advice: 'An administrator has to replace it.',
  },
  UPSTREAM_FORBIDDEN: {
    title: (vendor) => `${vendor} does not allow this`,
    advice: 'Our account there has no access to it.',
  },
  UPSTREAM_BAD_REQUEST: {
    title: (vendor) => `${vendor} did not accept the request`,
    advice: 'Report this, with the time when it happened.',
  },
  UPSTREAM_RATE_LIMITED: {
    title: (vendor) => `${vendor} allows no more requests for now`,
    advice: 'The other vendors are not affected.',
  },
  UPSTREAM_TIMEOUT: {
    title: (vendor) => `${vendor} takes too long to answer`,
    advice: 'The other vendors are not affected.',
  },
  UPSTREAM_UNAVAILABLE: {
    title: (vendor) => `${vendor} cannot be read`,
    advice: 'The other vendors are not affected.',
  },
  UPSTREAM_INVALID_RESPONSE: {
    title: (vendor) => `${vendor} sent something that cannot be read`,
    advice: 'Report this, with the time when it happened.',
  },
};

const unknown: Words = {
  title: () => 'Something went wrong here',
  advice: 'Report this, with the time when it happened.',
};

const retryableCodes: ReadonlySet<string> = new Set<ErrorCode>([
  'TOO_MANY_REQUESTS',
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
]);

interface Extensions {
  readonly code?: string | null;
  readonly provider?: SessionProvider;
  readonly retryable?: boolean;
  readonly retryAfterSeconds?: number | null;
}

export function failureOf({ code, provider, retryable, retryAfterSeconds }: Extensions): Failure {
  const { title, advice } = words[code as ErrorCode] ?? unknown;
  return {
    title: title(provider ? vendorName[provider] : 'The vendor'),
    advice,
    retryable: retryable ?? retryableCodes.has(code ?? ''),
    retryAfterSeconds: retryAfterSeconds ?? undefined,
  };
}

/** One failure for each title: a missing scope is an error of every field that needs it. */
export function failuresOf(error: CombinedError | undefined): Failure[] {
  if (!error) return [];
  if (error.networkError && !error.graphQLErrors.length) return [offline];
  const all = error.graphQLErrors.map(({ extensions }) => failureOf(extensions as Extensions));
  return [...new Map(all.map((failure) => [failure.title, failure])).values()];
}

const offline: Failure = {
  title: 'The server cannot be reached',
  advice: 'Check your connection.',
  retryable: true,
  retryAfterSeconds: undefined,
};
