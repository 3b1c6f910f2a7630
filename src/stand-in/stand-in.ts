import type { IncomingHttpHeaders } from 'node:http';
import type { SessionProvider } from '../model/generated.ts';
import type { FaultName } from './faults.ts';

export const SANDBOX_CREDENTIAL = 'sandbox-key';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The part of a request that can name what is read, apart from its path. */
export interface StandInRequest {
  readonly query: URLSearchParams;
  /** The parsed body; undefined if there is none, or if it is not JSON. */
  readonly body: unknown;
}

/** One kind of request that the vendor answers. */
export interface StandInRoute {
  /** Default: GET, which includes HEAD. */
  readonly method?: 'GET' | 'POST';
  /** Below the prefix. A segment `:id` is the id. */
  readonly path: string;
  /** Reads the id from a request whose path does not contain it. Without a string the request is an unknown path. */
  readonly idIn?: (request: StandInRequest) => unknown;
  readonly answer: (id: string, request: StandInRequest) => Answer;
  /** True where fault ids have an effect: for the single-session call, and for a list of a person's sessions. */
  readonly knowsFaultIds?: boolean;
}

export interface StandInSamples {
  /** A session that has every field of the vendor. */
  readonly session: string;
  /** Well-formed, but no session has it. */
  readonly unknownSession: string;
  readonly deletedSession?: string;
  readonly forbiddenSession?: string;
  readonly chatbots?: ChatbotSamples;
}

export interface ChatbotSamples {
  readonly small: string;
  readonly middling: string;
  readonly empty: string;
  readonly big: string;
}

/** The state of a vendor's rate limit after a call. */
export interface LimitWindow {
  readonly limit: number;
  readonly remaining: number;
  /** Unix seconds. */
  readonly resetAt: number;
  readonly retryAfterSeconds: number;
  readonly exceeded: boolean;
}

/** Everything that sets one vendor's fake apart. One host serves them all. */
export interface StandIn {
  readonly provider: SessionProvider;
  /** Where the vendor's own paths begin on the sandbox. */
  readonly prefix: string;
  readonly routes: readonly StandInRoute[];
  /** The vendor's answer to a missing or wrong credential; undefined for the right one. */
  readonly refuse: (headers: IncomingHttpHeaders) => Answer | undefined;
  readonly unknownPath: Answer;
  readonly rateLimited: Answer;
  readonly serverError: Answer;
  /** For a vendor that sends its limits in headers. */
  readonly limitHeaders?: (window: LimitWindow) => Record<string, string>;
  readonly faultIds: Readonly<Record<FaultName, string>>;
  readonly samples: StandInSamples;
}

/** The vendor's name in the paths under `/control`. */
export function vendorName(provider: SessionProvider): string {
  return provider.toLowerCase();
}
