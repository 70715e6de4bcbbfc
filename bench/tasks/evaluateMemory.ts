import { orThrow, spacing } from "learnlift";
import { itemsOf, type Peer } from "../bindingItems.ts";
import { peerPackage, type Task } from "../task.ts";
import { simulate } from "./fitMemory.ts";

const PEER = "@open-spaced-repetition/binding";

/** What of the binding evaluates. */
interface Evaluator extends Peer {
  FSRSBinding: new (weights: number[]) => { evaluate(items: readonly object[]): { logLoss: number; rmseBins: number } };
}

const evaluateTask = (how: "items ready" | "from items"): Task => ({
  name: `how right the predictions are, peer ${how}`,
  unit: "review",
  peer: PEER,
  equalWithin: 1e-2,
  note:
    "FSRS-6 with its default weights on 100,000 reviews of a simulated learner. Ours from columns of numbers, checks included, gives log loss, " +
    `RMSE(bins), AUC, ICI and calibration; the binding, its items made ${how === "items ready" ? "beforehand" : "in JavaScript"}, log loss and RMSE(bins). Compared is the log loss, weighted by recency; ` +
    "the binding drops odd cards and weighs reviews in an order that is not by time, so they agree to two digits.",
  units: 100_000,
  rounds: 7,
  sides: async (units) => {
    const peer = await peerPackage<Evaluator>(PEER);
    const log = simulate(Math.max(1000, units)); // the binding takes no fewer
    const ready = how === "items ready" ? itemsOf(peer, log) : null;
    const reviews = {
      offsets: Uint32Array.from(log.offsets),
      grades: Uint8Array.from(log.grades),
      at: Float64Array.from(log.at),
      day: Int32Array.from(log.day),
    };
    const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
    const evaluate = spacing.evaluateMemory({ weights: "recency" })(memory);
    const theirs = new peer.FSRSBinding([...spacing.FSRS6_WEIGHTS]);
    return {
      ours: { run: () => Float64Array.of(orThrow(evaluate(reviews)).logLoss) },
      peer: { run: () => Float64Array.of(theirs.evaluate(ready ?? itemsOf(peer, log)).logLoss) },
    };
  },
});

/** The scores of a model, against the native evaluator: with its items at hand, and with what it takes to make them. */
export const EVALUATE_MEMORY: readonly Task[] = [evaluateTask("items ready"), evaluateTask("from items")];
