/** Something that listens. */
export interface Service {
  /** Where it answers GraphQL. */
  readonly url: string;
  stop(): Promise<void>;
}
