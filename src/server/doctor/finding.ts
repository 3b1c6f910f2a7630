/** `unknown`: it could not be checked. Only `failed` means that something is wrong. */
export type Verdict = 'ok' | 'warning' | 'unknown' | 'failed';

/** What one check has found. It contains no credential, URL or body. */
export interface Finding {
  /** A provider's id, `Configuration`, `Redis`, `Authentication` or `Tenants`. */
  readonly subject: string;
  readonly check: string;
  readonly verdict: Verdict;
  readonly detail: string;
  /** How long the checked step took. */
  readonly milliseconds?: number;
}

export type Found = Omit<Finding, 'subject'>;
