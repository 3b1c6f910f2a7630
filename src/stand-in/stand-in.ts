import type { IncomingHttpHeaders } from 'node:http';
import type { SessionProvider } from '../model/generated.ts';
import type { FaultName } from '../sandbox/faults.ts';
import type { LimitWindow } from '../sandbox/limits.ts';

export const SANDBOX_CREDENTIAL = 'sandbox-key';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A GET of the vendor. Its path is below the prefix and has one parameter, written `:id`. */
export interface StandInRoute {
  readonly path: string;
  readonly answer: (id: string) => Answer;
  /** True for the single session call: only there the fault ids mean something. */
  readonly knowsFaultIds?: boolean;
}

export interface StandInSamples {
  /** A session with as many fields as the vendor has. */
  readonly session: string;
  /** Well-formed, but of no session. */
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

/** What one vendor is: the server that carries it is the same for all. */
export interface StandIn {
  readonly provider: SessionProvider;
  /** Its path on the sandbox, up to where the vendor's own paths start. */
  readonly prefix: string;
  readonly routes: readonly StandInRoute[];
  /** The vendor's answer to a missing or wrong credential; undefined if it is the right one. */
  readonly refuse: (headers: IncomingHttpHeaders) => Answer | undefined;
  readonly unknownPath: Answer;
  readonly rateLimited: Answer;
  readonly serverError: Answer;
  /** Only for a vendor that tells its limits in headers. */
  readonly limitHeaders?: (window: LimitWindow) => Record<string, string>;
  readonly faultIds: Readonly<Record<FaultName, string>>;
  readonly samples: StandInSamples;
}

/** The vendor's name in the control paths. */
export function vendorName(provider: SessionProvider): string {
  return provider.toLowerCase();
}
