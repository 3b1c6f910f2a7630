/** A running server. */
export interface Service {
  /** The GraphQL endpoint. */
  readonly url: string;
  stop(): Promise<void>;
}
