import { encodeNodeId } from '../model/node-id.ts';
import type { VendorRecord } from './values.ts';

/** How fresh a session is. */
export interface Freshness {
  /** When the vendor sent it, as an ISO 8601 date. */
  readonly fetchedAt: string;
  /** Whether its lifetime has passed. */
  readonly stale: boolean;
}

/**
 * A session whose fields are read from the vendor's record when they are selected. Most queries select a few, and most rows of
 * a list are not on the page.
 */
export abstract class SessionModel {
  abstract readonly __typename: string;
  readonly externalId: string;
  /** The vendor's record. */
  readonly raw: VendorRecord;
  readonly fetchedAt: string;
  readonly stale: boolean;

  constructor(externalId: string, raw: VendorRecord, { fetchedAt, stale }: Freshness = justMapped) {
    this.externalId = externalId;
    this.raw = raw;
    this.fetchedAt = fetchedAt;
    this.stale = stale;
  }

  get id(): string {
    return encodeNodeId({ type: this.__typename, externalId: this.externalId });
  }

  /** @returns the same session with the freshness of the read that it comes from */
  withFreshness(freshness: Freshness): this {
    return new (this.constructor as new (...values: ConstructorParameters<typeof SessionModel>) => this)(
      this.externalId,
      this.raw,
      freshness,
    );
  }
}

/** Sessions are cached like this. Each read that returns one sets its freshness. */
const justMapped: Freshness = { fetchedAt: '', stale: false };
