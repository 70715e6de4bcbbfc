import { exp, log, pow } from "../../src/core/numeric/elementary/index.ts";
import type { Task } from "../task.ts";

/** One elementary function of ours beside the engine's, over the same arguments. */
const beside = (
  name: string,
  low: number,
  high: number,
  ours: (x: number) => number,
  theirs: (x: number) => number,
): Task => ({
  name: `elementary ${name}`,
  unit: "value",
  peer: "Math",
  equalWithin: 1e-15,
  note:
    `${name} of numbers evenly spaced in [${low}, ${high}]. Ours gives the same bits in every engine, which Math does not promise; this is ` +
    "what that costs. Taken from source, since it is not public.",
  units: 20_000,
  sides: async (units) => {
    const points = Float64Array.from({ length: units }, (_, i) => low + ((high - low) * (i + 0.5)) / units);
    const side = (f: (x: number) => number) => {
      const out = new Float64Array(units);
      return {
        run: () => {
          for (let i = 0; i < units; i += 1) out[i] = f(points[i] ?? 0);
          return out;
        },
      };
    };
    return { ours: side(ours), peer: side(theirs) };
  },
});

export const ELEMENTARY: readonly Task[] = [
  beside(
    "exp",
    -20,
    20,
    (x) => exp(x),
    (x) => Math.exp(x),
  ),
  beside(
    "log",
    1e-3,
    1e3,
    (x) => log(x),
    (x) => Math.log(x),
  ),
  beside(
    "pow",
    1,
    60,
    (x) => pow(x, -0.2),
    (x) => x ** -0.2,
  ),
];
