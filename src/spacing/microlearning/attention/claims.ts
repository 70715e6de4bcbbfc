import {
  clean,
  type Found,
  note,
  orDefault,
  type Path,
  readArray,
  readBoolean,
  readFields,
  readNumber,
  readText,
  readUniqueId,
} from "../../../core/check/index.ts";

/** One portion of what a claim asks for. Portions are taken in order: the second only with the first. */
export interface AttentionPortion {
  /** How long it takes, in minutes, above 0. */
  readonly minutes: number;
  /** What it is worth, at least 0, on one scale for all claims: recall won, chance of finishing gained, points of a target level. */
  readonly value: number;
}

/** Something that asks for a learner's time. Further keys are left alone, unless they look like a misspelling. */
export interface AttentionClaim {
  /** Id of the claim, unique among them. */
  readonly id: string;
  /** What kind of claim it is, such as `"path"`, `"reviews"`, `"messages"`: the answer sums by it. */
  readonly kind: string;
  /** What it asks for, in the order in which it would be done; at least one portion. */
  readonly portions: readonly AttentionPortion[];
  /** Whether all of it has to be done, whatever it is worth. Left out, false. */
  readonly required?: boolean | undefined;
}

/** A claim that has been read. */
export interface ReadClaim {
  readonly id: string;
  readonly kind: string;
  readonly portions: readonly AttentionPortion[];
  readonly required: boolean;
}

const KEYS = ["id", "kind", "portions", "required"];
const MOST = 1e6;
/** More portions than this are no plan of one learner's week. */
const MOST_PORTIONS = 10_000;

const readPortions = (found: Found, path: Path, value: unknown): readonly AttentionPortion[] => {
  const portions = readArray(found, path, value, (one, where) => {
    const source = readFields(found, where, one, "a portion of a claim", ["minutes", "value"]);
    return {
      minutes: readNumber(found, [...where, "minutes"], source["minutes"], { above: 0, max: MOST }),
      value: readNumber(found, [...where, "value"], source["value"], { min: 0, max: Number.MAX_SAFE_INTEGER }),
    };
  });
  if (clean(found) && portions.length === 0) note(found, path, "empty", "at least one portion", value);
  if (portions.length > MOST_PORTIONS) note(found, path, "too-many", `at most ${MOST_PORTIONS} portions`, value);
  return portions;
};

/** Reads the claims: each id once. */
export const readClaims = (found: Found, value: unknown): readonly ReadClaim[] => {
  const seen = new Set<string>();
  return readArray(found, [], value, (one, path) => {
    const source = readFields(found, path, one, "a claim on attention", KEYS);
    const id = readUniqueId(found, [...path, "id"], source["id"], seen, "claim");
    return {
      id,
      kind: readText(found, [...path, "kind"], source["kind"]),
      portions: readPortions(found, [...path, "portions"], source["portions"]),
      required: orDefault(source["required"], false, (must) => readBoolean(found, [...path, "required"], must)),
    };
  });
};
