/** What a column holds. */
export type ColumnKind = "number" | "category" | "boolean" | "time";

/** What a column may be used for. A `protected` column is used nowhere unless an option names it on purpose. */
export type ColumnRole = "feature" | "id" | "protected" | "ignored";

/** One column's declaration. */
export interface ColumnSpec<K extends ColumnKind = ColumnKind> {
  readonly kind: K;
  readonly role: ColumnRole;
  /** Of a category: its values, in order where `ordered`. */
  readonly categories?: readonly string[];
  readonly ordered?: boolean;
}

/** The columns of a table, by name. */
export type Schema = Readonly<Record<string, ColumnSpec>>;

/** Numbers; NaN is missing. */
export interface NumberColumn {
  readonly kind: "number";
  readonly values: Float64Array;
}

/** Indices into `categories`; -1 is missing. */
export interface CategoryColumn {
  readonly kind: "category";
  readonly codes: Int32Array;
  readonly categories: readonly string[];
  readonly ordered: boolean;
}

/** 1 true, 0 false, -1 missing. */
export interface BooleanColumn {
  readonly kind: "boolean";
  readonly values: Int8Array;
}

/** Epoch milliseconds; NaN is missing. */
export interface TimeColumn {
  readonly kind: "time";
  readonly values: Float64Array;
}

/** The column of a kind. */
export type Column<K extends ColumnKind = ColumnKind> = Extract<
  NumberColumn | CategoryColumn | BooleanColumn | TimeColumn,
  { readonly kind: K }
>;

/** Columns of equal length with a schema: the form in which data enter fits and estimators. */
export interface Table<S extends Schema = Schema> {
  readonly schema: S;
  readonly rowCount: number;
  readonly columns: { readonly [C in keyof S]: Column<S[C]["kind"]> };
}
