import { type Found, note, orDefault, type Path, readChoice, readNumber } from "../../core/check/index.ts";
import type { Evidence } from "../../core/vocabulary/index.ts";
import { readColumnName, type TruthRule } from "../columns.ts";
import type { MissingRule } from "../completeRows.ts";

/**
 * How rows came into their arms: `"randomised"` where chance decided, with probabilities that were logged or held by design; `"observed"`
 * where people, managers or rules decided. Words follow it: only what was randomised is said to be caused.
 */
export type Assignment = "randomised" | "observed";

/** What the comparisons of two arms have in common. */
export interface ComparisonOptions {
  /** Column with the outcome: numbers, or truth values counted as 1 and 0. */
  readonly outcome: string;
  /** Column that is true (or 1) in the treated arm, false (or 0) in the other; or any column of two values, with `treated`. */
  readonly treatment: string;
  /** The value of `treatment` in the treated arm: `"yes"`, `"variant"`. Default: the column holds truth values, or 1 and 0. */
  readonly treated?: string | number | boolean;
  /** Column with the team, class or course that was treated as one; default: every row stands for itself. */
  readonly cluster?: string;
  /** How rows came into their arms; default `"observed"`. */
  readonly assignment?: Assignment;
  /** Coverage of the interval, in (0, 1); default 0.95. */
  readonly level?: number;
  /** What to do with rows that lack a value; default `"refuse"`. */
  readonly missing?: MissingRule;
}

/** The options of a comparison, checked. */
export interface Comparison {
  readonly outcome: string;
  readonly treatment: string;
  readonly treated: TruthRule;
  readonly cluster: string | null;
  readonly assignment: Assignment;
  readonly level: number;
  readonly missing: MissingRule;
}

/** The keys of `ComparisonOptions`. */
export const COMPARISON_KEYS: readonly string[] = [
  "outcome",
  "treatment",
  "treated",
  "cluster",
  "assignment",
  "level",
  "missing",
];

/** Reads what comparisons have in common. */
export const readComparison = (found: Found, options: Readonly<Record<string, unknown>>): Comparison => ({
  outcome: readColumnName(found, ["outcome"], options["outcome"]),
  treatment: readColumnName(found, ["treatment"], options["treatment"]),
  treated: { option: "treated", so: readTreatedValue(found, options["treated"]) },
  cluster: orDefault<string | null>(options["cluster"], null, (name) => readColumnName(found, ["cluster"], name)),
  assignment: readAssignment(found, options["assignment"]),
  level: readLevel(found, options["level"]),
  missing: orDefault<MissingRule>(options["missing"], "refuse", (rule) =>
    readChoice(found, ["missing"], rule, ["refuse", "drop"]),
  ),
});

const readTreatedValue = (found: Found, value: unknown): string | number | boolean | null => {
  if (value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean" || Number.isFinite(value))
    return value as string | number | boolean; // only a number is finite
  note(found, ["treated"], "wrong-type", "a string, a finite number or a truth value", value);
  return null;
};

/** Notes a column that an option names although another has named it: one column cannot play two parts. */
export const noteSharedColumns = (
  found: Found,
  parts: readonly { readonly path: Path; readonly column: string | null }[],
): void => {
  parts.forEach(({ path, column }, at) => {
    const first = parts.findIndex((part) => part.column === column);
    if (column !== null && column !== "" && first < at)
      note(found, path, "duplicate", `another column than ${parts[first]?.path.join(".") ?? ""} has`, column);
  });
};

/** The parts that every comparison has. */
export const partsOf = ({
  outcome,
  treatment,
  cluster,
}: Comparison): readonly { readonly path: Path; readonly column: string | null }[] => [
  { path: ["outcome"], column: outcome },
  { path: ["treatment"], column: treatment },
  { path: ["cluster"], column: cluster },
];

/** How rows came into their arms, from an option. */
export const readAssignment = (found: Found, value: unknown): Assignment =>
  orDefault<Assignment>(value, "observed", (how) => readChoice(found, ["assignment"], how, ["observed", "randomised"]));

/** The coverage of an interval, from an option. */
export const readLevel = (found: Found, value: unknown): number =>
  orDefault(value, 0.95, (level) => readNumber(found, ["level"], level, { above: 0, below: 1 }));

/** What an assignment allows to say. */
export const evidenceOf = (assignment: Assignment): Evidence =>
  assignment === "randomised" ? "randomised" : "association";
