import { stirlingError } from "../special/logGamma.ts";
import { normalUpperTail } from "./normal.ts";

/** Nodes and weights of the 16-point Gauss-Legendre rule on [-1, 1], the positive half. */
const NODES: readonly (readonly [number, number])[] = [
  [0.09501250983763744, 0.1894506104550685],
  [0.2816035507792589, 0.1826034150449236],
  [0.4580167776572274, 0.16915651939500254],
  [0.6178762444026438, 0.14959598881657674],
  [0.755404408355003, 0.12462897125553388],
  [0.8656312023878318, 0.09515851168249279],
  [0.9445750230732326, 0.062253523938647894],
  [0.9894009349916499, 0.027152459411754096],
];

/** Panels on each stretch, and how far from the peak of a density nothing is left of it. */
const PANELS = 24;
const REACH = 9;

/** From here on s is 1 to the last digit that counts. */
const NORMAL_FROM = 1e11;

/** log sqrt(2 pi). */
const LOG_ROOT_TWO_PI = 0.9189385332046728;

/**
 * P(T > x) for the noncentral t distribution: T = (Z + shift) / s with Z standard normal and df s^2 chi-square. To 1e-10 absolute, for
 * df at least 1.
 *
 * The integral over s of P(Z > x s - shift) times the density of s, by Gauss-Legendre on panels: between the ends of that density, split
 * where the normal tail turns.
 */
export const noncentralTUpperTail = (x: number, df: number, shift: number): number => {
  if (!(df >= 1) || Number.isNaN(x) || Number.isNaN(shift)) return Number.NaN;
  if (df > NORMAL_FROM) return normalUpperTail(x - shift);
  const spread = 1 / Math.sqrt(2 * df);
  const [from, to] = [Math.max(0, 1 - REACH * spread), 1 + REACH * spread];
  // the density of s is 2 h^h / Gamma(h) s^(2 h - 1) exp(-h s^2) with h = df / 2; by Stirling's formula its constant loses no digits
  const half = df / 2;
  const constant = Math.LN2 + 0.5 * Math.log(half) - LOG_ROOT_TWO_PI - stirlingError(half);
  const integrand = (s: number): number =>
    Math.exp(constant + (df - 1) * Math.log(s) - half * (s - 1) * (s + 1)) * normalUpperTail(x * s - shift);
  const turn = shift / x;
  const width = REACH / Math.abs(x);
  const cuts = [from, turn - width, turn, turn + width, to].filter((cut) => cut >= from && cut <= to);
  cuts.sort((a, b) => a - b);
  let sum = 0;
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [left, right] = [cuts[at] as number, cuts[at + 1] as number]; // at + 1 < length
    const radius = (right - left) / (2 * PANELS);
    if (radius === 0) continue;
    for (let panel = 0; panel < PANELS; panel += 1) {
      const middle = left + (2 * panel + 1) * radius;
      for (const [node, weight] of NODES)
        sum += weight * radius * (integrand(middle - node * radius) + integrand(middle + node * radius));
    }
  }
  return Math.min(1, Math.max(0, sum));
};
