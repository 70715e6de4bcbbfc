import { cos, exp, expm1, log, log1p, logistic, pow, sin, tanh } from "../../src/core/numeric/elementary/index.ts";
import {
  drawBeta,
  drawExponential,
  drawGamma,
  drawInteger,
  drawNormal,
  drawUniform,
  type RandomStream,
  sample,
  stream,
} from "../../src/core/numeric/random/index.ts";

/**
 * A hash of the bits of a list of doubles (FNV-1a over their bytes, the least significant first), as eight hexadecimal digits.
 * Two engines that give the same one computed the same bits. NaN counts as one value, whatever its payload.
 */
export const hashBits = (values: Iterable<number>): string => {
  const view = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (const value of values) {
    view.setFloat64(0, Number.isNaN(value) ? Number.NaN : value, true);
    if (Number.isNaN(value)) view.setUint32(4, 0x7ff80000, true);
    for (let byte = 0; byte < 8; byte += 1) hash = Math.imul(hash ^ view.getUint8(byte), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
};

/** Numbers in [0, 1) on a fixed grid: a linear congruence, so that no engine can differ in them. */
const grid = (count: number, start: number): number[] => {
  const points: number[] = [];
  let state = start;
  for (let i = 0; i < count; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    points.push((state >>> 0) / 4294967296 + i / 4294967296 / count);
  }
  return points;
};

/** 2^k by exact doubling or halving. */
const power = (k: number): number => {
  let value = 1;
  for (let i = 0; i < Math.abs(k); i += 1) value *= k < 0 ? 0.5 : 2;
  return value;
};

const POINTS = 2_500;

const spread = (low: number, high: number, start: number): number[] =>
  grid(POINTS, start).map((u) => low + (high - low) * u);
const magnitudes = (low: number, high: number, start: number): number[] =>
  grid(POINTS, start).map((u) => (1 + u) * power(Math.floor(low + (high - low) * u)));
const signed = (values: number[]): number[] => values.map((value, i) => (i % 2 === 0 ? value : -value));

/** The hash of each elementary function over 2,500 points that reach all its branches. */
export const elementaryHashes = (): Readonly<Record<string, string>> => ({
  exp: hashBits(spread(-760, 720, 1).map(exp)),
  expm1: hashBits([...spread(-3, 3, 2).map(expm1), ...signed(magnitudes(-60, 9, 3)).map(expm1)]),
  log: hashBits([...magnitudes(-1070, 1023, 4).map(log), ...spread(0.9, 1.1, 5).map(log)]),
  log1p: hashBits([...signed(magnitudes(-60, -1, 6)).map(log1p), ...magnitudes(-10, 1000, 7).map(log1p)]),
  pow: hashBits([
    ...magnitudes(-1000, 1000, 8).map((x, i) => pow(x, ((i % 201) - 100) / 99)),
    ...spread(0.999, 1.001, 9).map((x, i) => pow(x, 400 * (i - POINTS / 2))),
    ...spread(1, 60, 10).map((x) => pow(x, -0.2)),
  ]),
  tanh: hashBits(signed(spread(0, 23, 11)).map(tanh)),
  logistic: hashBits([...spread(-750, 40, 12).map(logistic), ...spread(-6, 6, 13).map(logistic)]),
  sin: hashBits([...spread(-1000, 1000, 14).map(sin), ...signed(magnitudes(-30, 1023, 15)).map(sin)]),
  cos: hashBits([...spread(-1000, 1000, 16).map(cos), ...signed(magnitudes(-30, 1023, 17)).map(cos)]),
});

/** The hash of 1,000 draws of each kind, each from a stream of its own. */
export const randomHashes = (): Readonly<Record<string, string>> => {
  const draws = (kind: string, draw: (source: RandomStream) => number): string =>
    hashBits(Array.from({ length: 1_000 }, (_, i) => draw(stream(7, `${kind} ${i}`))));
  return {
    uniform: draws("uniform", drawUniform),
    normal: draws("normal", drawNormal),
    exponential: draws("exponential", drawExponential),
    gamma: draws("gamma", (source) => drawGamma(source, 2.5) + drawGamma(source, 0.2)),
    beta: draws("beta", (source) => drawBeta(source, 0.4, 3)),
    integer: draws("integer", (source) => drawInteger(source, 1e9)),
    sample: hashBits(sample(stream(7, "sample"), [...Array(1_000).keys()], 500)),
  };
};

/** All hashes in one line: what the runtimes stage prints and compares. */
export const bitHash = (): string =>
  Object.entries({ ...elementaryHashes(), ...randomHashes() })
    .map(([name, hash]) => `${name}=${hash}`)
    .join(" ");
