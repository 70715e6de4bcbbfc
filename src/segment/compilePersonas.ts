import {
  type Found,
  isRecord,
  note,
  orDefault,
  type Path,
  readArray,
  readHeader,
  readId,
  reading,
  readNumber,
  readObject,
  readResult,
} from "../core/check/index.ts";

/** Features are at most this large, in their own unit: no fit makes larger centres or scales. */
const LARGEST = 1e100;

/** In scaled units, so that sums of squares stay finite. */
const FARTHEST = 1e140;

/** A persona model laid out for fast assignment. */
export interface CompiledPersonas {
  readonly ids: readonly string[];
  readonly features: readonly string[];
  /** Of each feature. */
  readonly centres: Float64Array;
  /** Of each feature, above 0. */
  readonly scales: Float64Array;
  /** Coordinate j of the centre of persona p stands at `p * features.length + j`. */
  readonly places: Float64Array;
  /** Rows of the fit. */
  readonly rows: number;
  /** Variance of the rows of the fit about their centres, per feature, in scaled units. */
  readonly variance: number;
  /** Farther from the nearest persona a row is an outlier; in scaled units. */
  readonly outlierDistance: number;
  /** How many days of activity a row has to summarise, `null` where the model does not say. */
  readonly elapsedDays: number | null;
}

const readNumbers = (found: Found, path: Path, value: unknown, length: number): readonly number[] => {
  const numbers = readArray(found, path, value, (number, at) =>
    readNumber(found, at, number, { min: -FARTHEST, max: FARTHEST }),
  );
  if (Array.isArray(value) && numbers.length !== length) {
    note(found, path, "inconsistent", `${length} numbers, one for each feature`, value);
  }
  return numbers;
};

const noteDuplicates = (found: Found, path: Path, key: string, names: readonly string[]): void => {
  names.forEach((name, i) => {
    if (names.indexOf(name) < i) note(found, [...path, i, key], "duplicate", "each only once", name);
  });
};

/**
 * Checks of a persona model what assignment reads, without a schema library, so that assigning costs a page few bytes.
 * `parsePersonaModel` checks all of it.
 */
export const compilePersonas = (found: Found, value: unknown): CompiledPersonas => {
  const model = readObject(found, [], value, "a persona model");
  readHeader(found, [], model, "k-means");
  const features = readArray(found, ["features"], model["features"], (value, path) => {
    const feature = readObject(found, path, value, "a feature");
    return {
      name: readId(found, [...path, "name"], feature["name"]),
      centre: readNumber(found, [...path, "centre"], feature["centre"], { min: -LARGEST, max: LARGEST }),
      scale: readNumber(found, [...path, "scale"], feature["scale"], { above: 0, max: LARGEST }),
    };
  });
  const personas = readArray(found, ["personas"], model["personas"], (value, path) => {
    const persona = readObject(found, path, value, "a persona");
    return {
      id: readId(found, [...path, "id"], persona["id"]),
      centre: readNumbers(found, [...path, "centre"], persona["centre"], features.length),
    };
  });
  if (features.length === 0) note(found, ["features"], "empty", "at least one feature", model["features"]);
  if (personas.length < 2) note(found, ["personas"], "empty", "at least two personas", model["personas"]);
  noteDuplicates(
    found,
    ["features"],
    "name",
    features.map(({ name }) => name),
  );
  noteDuplicates(
    found,
    ["personas"],
    "id",
    personas.map(({ id }) => id),
  );
  const inertia = readNumber(found, ["inertia"], model["inertia"], { min: 0 });
  const fit = readObject(found, ["fit"], model["fit"], "how the model came about");
  const n = readNumber(found, ["fit", "n"], fit["n"], { min: 1 });
  const total = orDefault(fit["weight"], n, (given) => {
    const weight = readObject(found, ["fit", "weight"], given, "the weights of the fit");
    return readNumber(found, ["fit", "weight", "total"], weight["total"], { above: 0 });
  });
  return {
    ids: personas.map(({ id }) => id),
    features: features.map(({ name }) => name),
    centres: Float64Array.from(features, ({ centre }) => centre),
    scales: Float64Array.from(features, ({ scale }) => scale),
    places: Float64Array.from(personas.flatMap(({ centre }) => centre)),
    rows: n,
    variance: inertia / (total * features.length),
    outlierDistance: readNumber(found, ["outlierDistance"], model["outlierDistance"], { min: 0 }),
    elapsedDays:
      fit["elapsedDays"] === undefined ? null : readNumber(found, ["fit", "elapsedDays"], fit["elapsedDays"]),
  };
};

/** Stands in for a model that was refused. */
export const NO_PERSONAS: CompiledPersonas = {
  ids: [],
  features: [],
  centres: new Float64Array(0),
  scales: new Float64Array(0),
  places: new Float64Array(0),
  rows: 0,
  variance: 0,
  outlierDistance: 0,
  elapsedDays: null,
};

/** A persona model among the options of a function, checked as by `compilePersonas`. */
export const readPersonas = (found: Found, path: Path, value: unknown): CompiledPersonas => {
  if (!isRecord(value)) {
    note(found, path, value === undefined ? "missing" : "wrong-type", "a persona model", value);
    return NO_PERSONAS;
  }
  const read = reading("segment", (inner) => compilePersonas(inner, value));
  return readResult(found, path, read, NO_PERSONAS);
};

/** A value of feature j in scaled units. */
export const scaledValue = ({ centres, scales }: CompiledPersonas, j: number, value: number): number =>
  (value - (centres[j] as number)) / (scales[j] as number); // j is a feature

/** Whether a value in scaled units is too far away for finite sums of squares. NaN is not: it was noted when it was read. */
export const isTooFar = (scaled: number): boolean => Math.abs(scaled) > FARTHEST;

/** Notes a value that is too far away. */
export const noteTooFar = (found: Found, path: Path, value: number): void =>
  note(found, path, "out-of-range", "a value in the range of the model's feature", value);
