import { exp, logistic } from "../../core/numeric/elementary/index.ts";
import { drawNormal, type RandomStream } from "../../core/numeric/random/index.ts";
import type { SimulatedCard, SimulatedHead } from "./simulatedMemory.ts";

/** Traces a card leaves, from one of half an hour to one of years. */
const TRACES = 24;
const FASTEST_DAYS = 0.02;
const RATIO = 1.65;
/** How far the ease of a card moves what a meeting leaves, in log-odds. */
const EASE = 0.7;
const GUESS = 0.03;
const SLIP = 0.02;

/**
 * A head after the multiscale context model (Mozer, Pashler, Cepeda, Lindsey and Vul 2009, Advances in Neural Information Processing
 * Systems 22), without its context: a card leaves traces x_i that leak at many rates at once, x_i(t) = x_i e^(-t / tau_i). What is recalled is their
 * weighted mean s_N, s_i = Σ_(j <= i) g_j x_j / Σ_(j <= i) g_j with g_j = xi^j, at most 1; a meeting fills each trace with what the
 * faster ones lack, x_i += e (1 - s_i), and e is greater after recall. Recall is guess + (1 - guess - slip) s_N.
 *
 * The sum of exponentials falls like no power law of one stability, and the gain by spacing comes from leaking, not from a formula for it.
 */
export const multiscaleMind = (source: RandomStream): SimulatedHead => {
  const pace = exp(0.6 * drawNormal(source));
  const xi = 1.05 + 0.03 * drawNormal(source);
  const whenRecalled = 2.2 + 0.5 * drawNormal(source);
  const whenForgotten = 1.2 + 0.5 * drawNormal(source);
  const decayDays = new Float64Array(TRACES);
  const share = new Float64Array(TRACES);
  for (let i = 0, days = FASTEST_DAYS * pace, weight = 1; i < TRACES; i += 1, days *= RATIO, weight *= xi) {
    decayDays[i] = days;
    share[i] = weight;
  }
  return {
    parameters: { pace, xi, whenRecalled, whenForgotten },
    card: (ease): SimulatedCard => {
      const traces = new Float64Array(TRACES);
      let lastDays = 0;
      // i is below TRACES, so each `as number` holds
      const leak = (i: number, days: number): number =>
        (traces[i] as number) * exp(-(days - lastDays) / (decayDays[i] as number));
      return {
        ease,
        recall: ({ days }) => {
          let sum = 0;
          let of = 0;
          for (let i = 0; i < TRACES; i += 1) {
            sum += (share[i] as number) * leak(i, days);
            of += share[i] as number;
          }
          return GUESS + (1 - GUESS - SLIP) * Math.min(1, sum / of);
        },
        meet: ({ days }, outcome) => {
          const fill = logistic((outcome === "recalled" ? whenRecalled : whenForgotten) + EASE * ease);
          let sum = 0;
          let of = 0;
          for (let i = 0; i < TRACES; i += 1) {
            const left = leak(i, days);
            sum += (share[i] as number) * left;
            of += share[i] as number;
            traces[i] = left + fill * (1 - Math.min(1, sum / of));
          }
          lastDays = days;
        },
      };
    },
  };
};
