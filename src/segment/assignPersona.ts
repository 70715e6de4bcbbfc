import { isLeft, map } from "fp-ts/lib/Either.js";
import { type Found, note, reading, readNumber, readObject } from "../core/check/index.ts";
import { type Reason, type Result, reason } from "../core/vocabulary/index.ts";
import { type CompiledPersonas, compilePersonas, isTooFar, noteTooFar, scaledValue } from "./compilePersonas.ts";
import { ELAPSED_DAYS } from "./featureMatrix.ts";
import { type AssignOptions, isAmbiguous, memberships, readClearLead, smallest } from "./membership.ts";
import type { PersonaModel } from "./personaModel.ts";

const NAME = "segment.assignPersona";

/** A difference of squares that is smaller than this part of their sum may be rounding, and rounding is no reason. */
const ROUNDING = 1e-12;

/** One learner's values by feature name: numbers, or true and false. Other keys are not read. */
export type PersonaRow = Readonly<Record<string, unknown>>;

/** Which persona one learner is nearest to. It says something about a person, so it is not for managers or boards. */
export interface PersonaAssignment {
  /** Whom this is about. */
  readonly subject: "person";
  /** Id of the nearest persona. */
  readonly persona: string;
  /** Id of the next nearest. */
  readonly runnerUp: string;
  /** For each persona how well it fits, in [0, 1], summing to 1. It describes distances; it is no tested probability. */
  readonly membership: Readonly<Record<string, number>>;
  /** Distance from the persona's centre, in scaled units. */
  readonly distance: number;
  /** Whether the two nearest fit almost alike: their memberships differ by less than `ambiguousBelow`. */
  readonly ambiguous: boolean;
  /** Whether it is farther from its persona than 999 of 1,000 rows of the fit were: no persona describes this learner well. */
  readonly outlier: boolean;
  /**
   * The features, at most two, that speak most for the persona against the next nearest: without the first, its lead would be smaller
   * by `pull`. Code `nearer-in-feature`.
   */
  readonly reasons: readonly Reason[];
}

// Indices below stay within the typed arrays they read (features below their number, personas below theirs), so `as number` is true.

const readRow = (found: Found, personas: CompiledPersonas, value: unknown): Float64Array => {
  const row = readObject(found, [], value, "a row with the model's features");
  const coordinates = new Float64Array(personas.features.length);
  for (let j = 0; j < coordinates.length; j += 1) {
    const name = personas.features[j] ?? "";
    const cell = row[name];
    const number = typeof cell === "boolean" ? Number(cell) : readNumber(found, [name], cell);
    const scaled = scaledValue(personas, j, number);
    if (isTooFar(scaled)) noteTooFar(found, [name], number);
    coordinates[j] = scaled;
  }
  if (personas.elapsedDays !== null && row[ELAPSED_DAYS] !== personas.elapsedDays) {
    const code = row[ELAPSED_DAYS] === undefined ? "missing" : "inconsistent";
    note(found, [ELAPSED_DAYS], code, `${personas.elapsedDays}, the day at which the model was cut`, row[ELAPSED_DAYS]);
  }
  return coordinates;
};

/** Squared distances of a point to every centre, into `into`. */
const distancesTo = ({ places, features }: CompiledPersonas, coordinates: Float64Array, into: Float64Array): void => {
  const d = features.length;
  for (let p = 0; p < into.length; p += 1) {
    let sum = 0;
    for (let j = 0; j < d; j += 1) {
      const difference = (coordinates[j] as number) - (places[p * d + j] as number);
      sum += difference * difference;
    }
    into[p] = sum;
  }
};

/** Feature j as a reason for `winner` and against `other`. */
const reasonAt = (
  personas: CompiledPersonas,
  coordinates: Float64Array,
  winner: number,
  other: number,
  j: number,
  pull: number,
): Reason => {
  const { ids, features, places, centres, scales } = personas;
  const d = features.length;
  const centre = centres[j] as number;
  const scale = scales[j] as number;
  return reason("nearer-in-feature", {
    feature: features[j] ?? "",
    value: centre + scale * (coordinates[j] as number),
    persona: ids[winner] ?? "",
    personaMean: centre + scale * (places[winner * d + j] as number),
    against: ids[other] ?? "",
    againstMean: centre + scale * (places[other * d + j] as number),
    pull,
  });
};

/** Why `winner` and not `other`: the lead in squared distance is a sum over features, and these are its two largest parts, the first on a tie. */
const reasonsFor = (
  personas: CompiledPersonas,
  coordinates: Float64Array,
  winner: number,
  other: number,
): readonly Reason[] => {
  const { places } = personas;
  const d = coordinates.length;
  let first = -1;
  let second = -1;
  let most = 0;
  let next = 0;
  for (let j = 0; j < d; j += 1) {
    const x = coordinates[j] as number;
    const mine = x - (places[winner * d + j] as number);
    const theirs = x - (places[other * d + j] as number);
    const near = mine * mine;
    const far = theirs * theirs;
    const pull = far - near;
    if (!(pull > ROUNDING * (far + near)) || pull <= next) continue;
    if (pull > most) {
      second = first;
      next = most;
      first = j;
      most = pull;
    } else {
      second = j;
      next = pull;
    }
  }
  if (first < 0) return [];
  const reasons = [reasonAt(personas, coordinates, winner, other, first, most)];
  if (second >= 0) reasons.push(reasonAt(personas, coordinates, winner, other, second, next));
  return reasons;
};

const assign = (personas: CompiledPersonas, clearLead: number, coordinates: Float64Array): PersonaAssignment => {
  const squared = new Float64Array(personas.ids.length);
  distancesTo(personas, coordinates, squared);
  const winner = smallest(squared, -1);
  const other = smallest(squared, winner);
  const fits = new Float64Array(squared.length);
  memberships(squared, winner, personas.variance, fits, 0);
  const distance = Math.sqrt(squared[winner] as number);
  return {
    subject: "person",
    persona: personas.ids[winner] ?? "",
    runnerUp: personas.ids[other] ?? "",
    membership: Object.fromEntries(personas.ids.map((id, p) => [id, fits[p] as number])),
    distance,
    ambiguous: isAmbiguous(fits[winner] as number, fits[other] as number, clearLead),
    outlier: distance > personas.outlierDistance,
    reasons: reasonsFor(personas, coordinates, winner, other),
  };
};

/**
 * What kind of learner is this one? The persona whose centre is nearest, how well each fits, and why this one and not the next.
 *
 * Distances are Euclidean over the scaled features (x - centre) / scale. Membership is exp(-d^2 / (2 s^2)) scaled to sum to 1, with
 * s^2 the variance of the fit's rows about their centres (inertia over rows times features). Of two personas equally near the first
 * is taken. A reason's `pull` is what its feature adds to the lead, d^2 to the next persona less d^2 to this one: take the feature
 * away and the lead shrinks by exactly that.
 *
 * A row is `ambiguous` where the two best memberships differ by less than `ambiguousBelow` (default 0.2), and an `outlier` where its
 * distance is beyond the .999 quantile of the distances in the fit, `model.outlierDistance`: membership says only which persona is
 * nearest of those there are, however far they all are.
 *
 * Fails with `InvalidInput` for a model or row that does not fit, for a missing feature or one too far from the fit to measure, and, where the model was fitted on a table
 * with `elapsedDays`, for a row cut at another day. The model is read once, a row costs O(k d). The answer is the same to the bit in
 * every engine.
 *
 * @example
 * ```ts
 * import { orThrow, segment, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 20, 21, 24], sessions: [1, 3, 2, 40, 38, 44] }));
 * const model = orThrow(segment.fitPersonas({ k: 2, seed: 7 })(table));
 * const { persona, ambiguous, outlier } = orThrow(segment.assignPersona(model)({ activeDays: 19, sessions: 30 }));
 * persona; // => "persona-2"
 * ambiguous; // => false
 * outlier; // => true
 * ```
 */
export const assignPersona = (
  model: PersonaModel,
  options: AssignOptions = {},
): ((row: PersonaRow) => Result<PersonaAssignment>) => {
  const read = reading(NAME, (found) => ({
    personas: compilePersonas(found, model),
    clearLead: readClearLead(found, options),
  }));
  return (row) => {
    if (isLeft(read)) return read;
    const { personas, clearLead } = read.right;
    return map((coordinates: Float64Array) => assign(personas, clearLead, coordinates))(
      reading(NAME, (found) => readRow(found, personas, row)),
    );
  };
};
