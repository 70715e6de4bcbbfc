import { exp, log, logistic, pow } from "../../core/numeric/elementary/index.ts";
import { drawNormal, type RandomStream } from "../../core/numeric/random/index.ts";
import type { SimulatedCard, SimulatedHead } from "./simulatedMemory.ts";

/** How far the ease of a card moves its activation. */
const EASE = 0.25;

/**
 * A head after ACT-R's declarative memory with spacing (Pavlik and Anderson 2005, doi:10.1207/s15516709cog0000_14): every meeting j leaves a trace
 * that decays by a power of its age, m = ln Σ (age_j)^-d_j, where the decay of a trace depends on the activation at which it was made,
 * d_j = c e^m + a: what is met while still fresh fades sooner. Recall is 1 / (1 + e^((tau - m) / s)). Ages are in seconds; outside
 * of sessions time runs at the rate h.
 *
 * There is no stability and no difficulty in it, and each meeting counts for ever.
 */
export const activationMind = (source: RandomStream): SimulatedHead => {
  const a = Math.max(0.08, 0.18 + 0.03 * drawNormal(source));
  const c = 0.22 * exp(0.3 * drawNormal(source));
  const s = 0.28 * exp(0.2 * drawNormal(source));
  const tau = -1.75 + 0.2 * drawNormal(source);
  const h = 0.025 * exp(0.4 * drawNormal(source));
  return {
    parameters: { a, c, s, tau, h },
    card: (ease): SimulatedCard => {
      const made: number[] = [];
      const decays: number[] = [];
      const activation = (days: number, studySeconds: number): number => {
        const now = h * 86_400 * days + (1 - h) * studySeconds;
        let sum = 0;
        for (let j = 0; j < made.length; j += 1)
          sum += pow(Math.max(1, now - (made[j] as number)), -(decays[j] as number)); // j < made.length
        return log(sum);
      };
      return {
        ease,
        recall: ({ days, studySeconds }) => logistic((activation(days, studySeconds) + EASE * ease - tau) / s),
        meet: ({ days, studySeconds }) => {
          const fresh = made.length === 0 ? 0 : exp(activation(days, studySeconds));
          made.push(h * 86_400 * days + (1 - h) * studySeconds);
          decays.push(c * fresh + a);
        },
      };
    },
  };
};
