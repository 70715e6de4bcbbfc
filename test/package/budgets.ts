/** What one function may weigh, bundled and gzipped, with everything that it needs. */
export interface Budget {
  readonly subpath: string;
  readonly name: string;
  /** Thousands of bytes, gzipped. */
  readonly kilobytes: number;
  /** Packages whose code it needs. */
  readonly packages?: readonly string[];
}

export const BUDGETS: readonly Budget[] = [{ subpath: "spacing", name: "review", kilobytes: 3 }];
