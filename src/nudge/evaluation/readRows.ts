import {
  type Found,
  hopeless,
  isRecord,
  note,
  type Path,
  readArray,
  readFields,
  readId,
  readNumber,
} from "../../core/check/index.ts";
import { accumulate, type OffPolicyColumns } from "../../core/offpolicy/index.ts";
import type { PolicySummary } from "./policyMoments.ts";
import { unsupportedIn } from "./policyRow.ts";

/** A log by columns, read, with what is not needed for the sums. */
export interface ReadLog {
  readonly columns: OffPolicyColumns;
  readonly unsupported: Float64Array;
  readonly modelled: number;
}

const NUMBERS = ["reward", "probability", "target", "predicted", "predictedUnderTarget", "unsupported"] as const; // keeps the literal words
type NumberKey = (typeof NUMBERS)[number];
const NEEDED: readonly NumberKey[] = ["reward", "probability", "target"];

/** Larger numbers, weighted and squared, could overflow. */
const LARGEST = 1e100;

/** A chance nearer to 0 than this is none: the weight of such a row would outweigh all others. */
const LEAST = 1e-9;

const readCell = (found: Found, path: Path, key: NumberKey, value: unknown): number => {
  if (key === "probability") return readNumber(found, path, value, { min: LEAST, max: 1 });
  if (key === "target" || key === "unsupported") return readNumber(found, path, value, { min: 0, max: 1 });
  return readNumber(found, path, value, { min: -LARGEST, max: LARGEST });
};

/** What is wrong with a cell is rare, so the common case is one comparison. */
const fits = (key: NumberKey, value: unknown): value is number => {
  if (typeof value !== "number") return false;
  if (key === "probability") return value >= LEAST && value <= 1;
  if (key === "target" || key === "unsupported") return value >= 0 && value <= 1;
  return value >= -LARGEST && value <= LARGEST;
};

/** Learners as numbers from 0, in the order of first appearance. */
const unitsOf = (learners: readonly string[]): { readonly unit: Int32Array; readonly units: number } => {
  const places = new Map<string, number>();
  const unit = new Int32Array(learners.length);
  learners.forEach((learner, row) => {
    const place = places.get(learner) ?? places.size;
    places.set(learner, place);
    unit[row] = place;
  });
  return { unit, units: places.size };
};

type Numbers = Partial<Record<NumberKey, Float64Array>>;

const logOf = (numbers: Numbers, length: number, learners: readonly string[] | null): ReadLog => {
  const none = new Float64Array(length);
  const { reward = none, probability = none, target = none, predicted, predictedUnderTarget, unsupported } = numbers;
  const isModelled = predicted !== undefined && predictedUnderTarget !== undefined;
  return {
    columns: {
      reward,
      probability,
      target,
      predicted: isModelled ? predicted : null,
      predictedUnderTarget: isModelled ? predictedUnderTarget : null,
      ...(learners === null ? { unit: null, units: length } : unitsOf(learners)),
    },
    unsupported: unsupported ?? none,
    modelled: isModelled ? length : 0,
  };
};

/** Rows as objects: a key that one row has, all have. */
const readObjects = (found: Found, value: readonly unknown[]): ReadLog => {
  const first: unknown = value[0];
  const has = (key: string): boolean => isRecord(first) && first[key] !== undefined;
  const keys = NUMBERS.filter((key) => NEEDED.includes(key) || has(key));
  const numbers: Numbers = {};
  for (const key of keys) numbers[key] = new Float64Array(value.length);
  const learners: string[] | null = has("learner") ? [] : null;
  const known = [...NUMBERS, "learner"];
  readArray(found, [], value, (element, path, row) => {
    const fields = readFields(found, path, element, "a row: reward, probability, target", known);
    for (const key of known) {
      const cell = fields[key];
      const column = numbers[key as NumberKey]; // "learner" has no column of numbers
      if (key === "learner") {
        if (learners !== null) learners.push(readId(found, [...path, key], cell));
        else if (cell !== undefined) note(found, [...path, key], "inconsistent", "nothing, as in the first row", cell);
      } else if (column !== undefined)
        column[row] = readCell(found, [...path, key], key as NumberKey, cell); // the others are numbers
      else if (cell !== undefined) note(found, [...path, key], "inconsistent", "nothing, as in the first row", cell);
    }
  });
  return logOf(numbers, value.length, learners);
};

const lengthOf = (value: unknown): number | null => {
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return null;
  const { length } = Object(value);
  return Number.isSafeInteger(length) ? length : null;
};

/** Longer columns do not fit into memory. */
const LONGEST = 2 ** 26;

const readColumns = (found: Found, value: Readonly<Record<string, unknown>>): ReadLog => {
  const numbers: Numbers = {};
  const fields = readFields(found, [], value, "columns: reward, probability, target", [...NUMBERS, "learner"]);
  const length = lengthOf(fields["reward"]) ?? 0;
  if (length > LONGEST) note(found, ["reward"], "too-many", `at most ${LONGEST} rows`, length);
  const cellsOf = (key: string): ArrayLike<unknown> => {
    const cells = fields[key];
    const size = lengthOf(cells);
    if (size === null)
      note(found, [key], cells === undefined ? "missing" : "wrong-type", "an array or a typed array", cells);
    else if (size !== length) note(found, [key], "inconsistent", `as many as rewards: ${length}`, size);
    return size === length && size <= LONGEST ? Object(cells) : [];
  };
  for (const key of NUMBERS) {
    if (fields[key] === undefined && !NEEDED.includes(key)) continue;
    const cells = cellsOf(key);
    const column = new Float64Array(cells.length);
    for (let row = 0; row < cells.length && !hopeless(found); row += 1) {
      const cell = cells[row];
      column[row] = fits(key, cell) ? cell : readCell(found, [key, row], key, cell);
    }
    numbers[key] = column;
  }
  if (fields["learner"] === undefined) return logOf(numbers, length, null);
  const learners = Array.from(cellsOf("learner"), (cell, row) => readId(found, ["learner", row], cell));
  return logOf(numbers, length, learners);
};

const noLog = (): ReadLog => logOf({}, 0, null);

/** Rows or columns from outside. */
export const readLog = (found: Found, value: unknown): ReadLog => {
  if (Array.isArray(value)) return readObjects(found, value);
  if (isRecord(value)) return readColumns(found, value);
  note(found, [], value === undefined ? "missing" : "wrong-type", "rows, or columns by name", value);
  return noLog();
};

/** A log that was read, summed up. */
export const summarise = ({ columns, unsupported, modelled }: ReadLog, clip: number): PolicySummary => {
  const { moments, weights } = accumulate(columns, clip);
  let certain = 0;
  let unsupportedRows = 0;
  let unsupportedMass = 0;
  // all columns have one length
  for (let row = 0; row < unsupported.length; row += 1) {
    const probability = columns.probability[row] as number;
    const mass = unsupportedIn(probability, columns.target[row] as number, unsupported[row] as number);
    if (probability === 1) certain += 1;
    if (mass > 0) unsupportedRows += 1;
    unsupportedMass += mass;
  }
  return {
    rows: unsupported.length,
    units: moments.units,
    clustered: columns.unit !== null,
    modelled,
    certain,
    unsupportedRows,
    unsupportedMass,
    weightSquares: weights.squares,
    largestWeight: weights.largest,
    clipped: weights.clipped,
    moments,
  };
};
