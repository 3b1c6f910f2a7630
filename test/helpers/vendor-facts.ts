import type { SessionProvider } from '../../src/model/generated.ts';
import { providers } from '../../src/providers/index.ts';
import { json, readText, type Answer } from './server.ts';

type Json = Readonly<Record<string, unknown>>;

/** A status and a body, with `anyText` where the vendor's wording does not matter. */
type Failure = readonly [status: number, body: object];

/** What a vendor documents of its single-session call, written down a second time: the code must agree with it. */
export interface VendorFacts {
  /** The call's path below the base URL, with its query. */
  readonly path: (encodedId: string) => string;
  /** The call's body, sent as JSON by POST. Omitted for a GET. */
  readonly body?: (id: string) => object;
  readonly headers: (credential: string) => Record<string, string>;
  /** Ids of sessions as this vendor has them. */
  readonly ids: readonly [string, ...string[]];
  /** Whether an id can be any string. */
  readonly takesAnyId: boolean;
  /** The vendor's answer of a session that has nothing but this id (or whatever else stands in its place). */
  readonly answer: (id: unknown) => object;
  /** Takes the session's record out of an answer. Omitted if the answer is the record. */
  readonly recordIn?: (answer: Json) => unknown;
  /** The field of the record that contains the id. */
  readonly idField: string;
  /** All documented fields of the record. */
  readonly fields: readonly string[];
  /** The statuses that the vendor documents for this call, besides 200, with a body of the documented shape. */
  readonly failures: readonly { readonly status: number; readonly body: object }[];
  /** What the vendor answers to a call without a credential, and to one with a wrong credential. */
  readonly refusals: { readonly missing: Failure; readonly wrong: Failure };
  /** The body of the 404 for an unknown id. */
  readonly notFound: object;
}

/** The facts of every provider, from its folder under `test/providers/`. */
export const vendorFacts = Object.fromEntries(
  await Promise.all(providers.map(async ({ id }) => [id, await loadFacts(id)] as const)),
) as Readonly<Record<SessionProvider, VendorFacts>>;

async function loadFacts(id: SessionProvider): Promise<VendorFacts> {
  return ((await import(`../providers/${id.toLowerCase()}/facts.ts`)) as { facts: VendorFacts }).facts;
}

/** Answers as a vendor that has every session it is asked for. */
export function anySession({ path, body, answer }: VendorFacts): Answer {
  if (!body) {
    return (request, response) => {
      const id = decodeURIComponent(between(path, request.url).replaceAll('+', '%20'));
      json(answer(id))(request, response);
    };
  }
  const text = (id: string): string => JSON.stringify(body(id));
  return async (request, response) => {
    const id = JSON.parse(`"${between(text, await readText(request))}"`) as string;
    json(answer(id))(request, response);
  };
}

/** The id in a text that is made of an id, wherever it is. */
function between(textOf: (id: string) => string, text = ''): string {
  const [before = '', after = ''] = textOf('<id>').split('<id>');
  const start = text.lastIndexOf(before) + before.length;
  return text.slice(start, text.length - after.length);
}
