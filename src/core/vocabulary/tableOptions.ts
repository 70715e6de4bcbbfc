import {
  type Found,
  ifGiven,
  note,
  orDefault,
  type Path,
  readArray,
  readBoolean,
  readChoice,
  readOptions,
  readRecord,
} from "../check/index.ts";
import { MISSING_TEXTS } from "./csvText.ts";
import type { ColumnKind, ColumnRole } from "./table.ts";

/** What is known of a column before its cells are read; what is left out is inferred. */
export interface ColumnOptions {
  /** Default: inferred from the cells. */
  readonly kind?: ColumnKind;
  /** Default: `id` by name (`id`, `learner`, `person`, or a name with the word id at either end), `ignored` for times, else `feature`. */
  readonly role?: ColumnRole;
  /** Of a category: the values it may have, in order where `ordered`. Default: those that occur, sorted. */
  readonly categories?: readonly string[];
  /** Of a category with `categories`: true where their order means something. Default false. */
  readonly ordered?: boolean;
}

/** How rows or columns become a table. */
export interface TableOptions {
  /** What is known of the columns. Those not named are inferred. */
  readonly columns?: Readonly<Record<string, ColumnOptions>>;
  /** `"csv"` reads numbers, truth values and times out of strings. Default: strings are categories and nothing else. */
  readonly coerce?: "csv";
  /** With `coerce`: the strings that stand for a missing cell. Default "", NA, N/A, NaN, null and NULL. */
  readonly missing?: readonly string[];
  /** Of rows: what a row that lacks a column is. Default `"refuse"`; `"missing"` reads the cell as missing. */
  readonly absent?: "refuse" | "missing";
}

/** Column options as read: a plain copy. */
export interface KnownColumn {
  readonly kind: ColumnKind | undefined;
  readonly role: ColumnRole | undefined;
  readonly categories: readonly string[] | undefined;
  readonly ordered: boolean;
}

/** Table options as read. */
export interface KnownTable {
  readonly columns: ReadonlyMap<string, KnownColumn>;
  /** The spellings of a missing cell, or `null` where strings are left alone. */
  readonly coerce: ReadonlySet<string> | null;
  readonly absentIsMissing: boolean;
}

/** A column of which nothing is known. */
export const UNKNOWN_COLUMN: KnownColumn = {
  kind: undefined,
  role: undefined,
  categories: undefined,
  ordered: false,
};

const readColumnOptions = (found: Found, path: Path, value: unknown): KnownColumn => {
  const options = readOptions(found, path, value, ["kind", "role", "categories", "ordered"]);
  const kind = ifGiven(options["kind"], (given) =>
    readChoice<ColumnKind>(found, [...path, "kind"], given, ["number", "category", "boolean", "time"]),
  );
  const role = ifGiven(options["role"], (given) =>
    readChoice<ColumnRole>(found, [...path, "role"], given, ["feature", "id", "protected", "ignored"]),
  );
  const categories = ifGiven(options["categories"], (given) => readCategories(found, [...path, "categories"], given));
  const ordered = orDefault(options["ordered"], false, (given) => readBoolean(found, [...path, "ordered"], given));
  if (categories !== undefined && kind !== undefined && kind !== "category")
    note(found, [...path, "categories"], "inconsistent", `no categories on a ${kind} column`, categories);
  if (ordered && categories === undefined)
    note(
      found,
      [...path, "categories"],
      "missing",
      "the categories in their order, because ordered is true",
      undefined,
    );
  return { kind: categories === undefined ? kind : "category", role, categories, ordered };
};

const readString = (found: Found, path: Path, value: unknown, what: string): string => {
  if (typeof value === "string") return value;
  note(found, path, value === undefined ? "missing" : "wrong-type", what, value);
  return "";
};

const readCategories = (found: Found, path: Path, value: unknown): readonly string[] => {
  const seen = new Set<string>();
  return readArray(found, path, value, (element, where) => {
    const category = readString(found, where, element, "a category as a string");
    if (seen.has(category)) note(found, where, "duplicate", "each category once", element);
    seen.add(category);
    return category;
  });
};

/** Reads table options. */
export const readTableOptions = (found: Found, value: unknown): KnownTable => {
  const options = readOptions(found, [], value, ["columns", "coerce", "missing", "absent"]);
  const columns = orDefault<Readonly<Record<string, KnownColumn>>>(options["columns"], {}, (given) =>
    readRecord(found, ["columns"], given, (column, path) => readColumnOptions(found, path, column)),
  );
  const coerce = ifGiven(options["coerce"], (given) => readChoice(found, ["coerce"], given, ["csv"]));
  const missing = orDefault<readonly string[]>(options["missing"], MISSING_TEXTS, (given) =>
    readArray(found, ["missing"], given, (text, path) =>
      readString(found, path, text, "a string that stands for a missing cell"),
    ),
  );
  if (options["missing"] !== undefined && coerce === undefined)
    note(
      found,
      ["missing"],
      "inconsistent",
      'coerce: "csv" beside it, because only then strings are looked into',
      missing,
    );
  const absent = orDefault<"refuse" | "missing">(options["absent"], "refuse", (given) =>
    readChoice(found, ["absent"], given, ["refuse", "missing"]),
  );
  return {
    columns: new Map(Object.entries(columns)),
    coerce: coerce === undefined ? null : new Set(missing),
    absentIsMissing: absent === "missing",
  };
};
