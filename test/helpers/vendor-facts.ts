import type { SessionProvider } from '../../src/model/generated.ts';
import { providers } from '../../src/providers/index.ts';

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

/** The facts of every provider, from its folder under `test/providers/`. */
export const vendorFacts = Object.fromEntries(
  await Promise.all(providers.map(async ({ id }) => [id, await loadFacts(id)] as const)),
) as Readonly<Record<SessionProvider, VendorFacts>>;

async function loadFacts(id: SessionProvider): Promise<VendorFacts> {
  return ((await import(`../providers/${id.toLowerCase()}/facts.ts`)) as { facts: VendorFacts }).facts;
}
