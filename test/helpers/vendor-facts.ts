import type { SessionProvider } from '../../src/model/generated.ts';
import { chatwizeFacts } from '../providers/chatwize/facts.ts';
import { duohubFacts } from '../providers/duohub/facts.ts';
import { opencxFacts } from '../providers/opencx/facts.ts';
import { zepFacts } from '../providers/zep/facts.ts';

/** What a vendor documents of its single-session call, written down a second time: the code must agree with it. */
export interface VendorFacts {
  /** The call's path below the base URL. */
  readonly path: (encodedId: string) => string;
  readonly headers: (credential: string) => Record<string, string>;
  /** Ids of sessions as this vendor has them. */
  readonly ids: readonly [string, ...string[]];
  /** Whether an id can be any string. */
  readonly takesAnyId: boolean;
  /** The vendor's answer of a session that has nothing but this id (or whatever else stands in its place). */
  readonly answer: (id: unknown) => object;
  /** The statuses that the vendor documents for this call, besides 200, with a body of the documented shape. */
  readonly failures: readonly { readonly status: number; readonly body: object }[];
}

/** A new vendor does not compile before it has its facts here. */
export const vendorFacts: Readonly<Record<SessionProvider, VendorFacts>> = {
  CHATWIZE: chatwizeFacts,
  DUOHUB: duohubFacts,
  OPENCX: opencxFacts,
  ZEP: zepFacts,
};
