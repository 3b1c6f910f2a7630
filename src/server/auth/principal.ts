/** Who sent a request, and what this caller may do. */
export interface Principal {
  /** The name for logs, and for sharing by caller. Contains no secret. */
  readonly name: string;
  /** Undefined if the caller may do everything. */
  readonly scopes?: readonly string[];
  readonly tenant?: string;
}
