/** What a column holds. */
export type ColumnKind = "number" | "category" | "boolean" | "time";

/** What a column may be used for. A `protected` column is used nowhere unless an option names it on purpose. */
export type ColumnRole = "feature" | "id" | "protected" | "ignored";

/** One column's declaration. */
export interface ColumnSpec<K extends ColumnKind = ColumnKind> {
  /** What the column holds. */
  readonly kind: K;
  /** What the column may be used for. */
  readonly role: ColumnRole;
  /** Of a category: its values, in order where `ordered`. */
  readonly categories?: readonly string[];
  /** Of a category: true where the order of `categories` means something (novice, practised, expert). */
  readonly ordered?: boolean;
}

/** The columns of a table, by name. */
export type Schema = Readonly<Record<string, ColumnSpec>>;

/** Numbers; NaN is missing. */
export interface NumberColumn {
  /** The tag. */
  readonly kind: "number";
  /** One finite number or NaN for each row. */
  readonly values: Float64Array;
}

/** Indices into `categories`; -1 is missing. */
export interface CategoryColumn {
  /** The tag. */
  readonly kind: "category";
  /** For each row an index into `categories`, or -1. */
  readonly codes: Int32Array;
  /** The values, each once. */
  readonly categories: readonly string[];
  /** True where the order of `categories` means something. */
  readonly ordered: boolean;
}

/** 1 true, 0 false, -1 missing. */
export interface BooleanColumn {
  /** The tag. */
  readonly kind: "boolean";
  /** For each row 1, 0 or -1. */
  readonly values: Int8Array;
}

/** Epoch milliseconds; NaN is missing. */
export interface TimeColumn {
  /** The tag. */
  readonly kind: "time";
  /** For each row epoch milliseconds, or NaN. */
  readonly values: Float64Array;
}

/** The column of a kind. */
export type Column<K extends ColumnKind = ColumnKind> = Extract<
  NumberColumn | CategoryColumn | BooleanColumn | TimeColumn,
  {
    /** What the column holds. */
    readonly kind: K;
  }
>;

/** Columns of equal length with a schema: the form in which data enter fits and estimators. */
export interface Table<S extends Schema = Schema> {
  /** What each column holds and what it may be used for. */
  readonly schema: S;
  /** How many rows every column has. */
  readonly rowCount: number;
  /** The columns, by name. */
  readonly columns: { readonly [C in keyof S]: Column<S[C]["kind"]> };
}
