/** A panel of the dashboard with what Prometheus has for its expressions. */
export interface Panel {
  readonly type: string;
  readonly title: string;
  /** In 24 columns, and rows of the same height. */
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly unit: string;
  readonly series: readonly {
    readonly label: string;
    /** One for each time; null where there is no sample. */
    readonly values: readonly (number | null)[];
  }[];
}

export interface Dashboard {
  readonly title: string;
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly panels: readonly Panel[];
}
