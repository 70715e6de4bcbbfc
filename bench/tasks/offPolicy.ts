import { nudge, orThrow } from "learnlift";
import { foreign } from "../foreign.ts";
import type { Task } from "../task.ts";

const ACTIONS = 34;
const ESTIMATORS = ["ips", "snips", "direct", "doubly-robust"] as const;

/** A log of uneven choices among 34 actions, by a linear congruence: the same for both sides and in every run. */
const logOf = (rows: number) => {
  let seed = 1;
  const uniform = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
    return (seed >>> 0) / 2 ** 32;
  };
  const distribution = (into: Float64Array, row: number): void => {
    let sum = 0;
    for (let action = 0; action < ACTIONS; action += 1) {
      const weight = 0.2 + uniform();
      into[row * ACTIONS + action] = weight;
      sum += weight;
    }
    for (let action = 0; action < ACTIONS; action += 1)
      into[row * ACTIONS + action] = (into[row * ACTIONS + action] ?? 0) / sum;
  };
  const behaviour = new Float64Array(rows * ACTIONS);
  const target = new Float64Array(rows * ACTIONS);
  const predicted = Float64Array.from({ length: rows * ACTIONS }, () => 0.1 * uniform());
  const action = new Float64Array(rows);
  const reward = new Float64Array(rows);
  const probability = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    distribution(behaviour, row);
    distribution(target, row);
    let left = uniform();
    let taken = 0;
    while (taken < ACTIONS - 1 && left > (behaviour[row * ACTIONS + taken] ?? 0)) {
      left -= behaviour[row * ACTIONS + taken] ?? 0;
      taken += 1;
    }
    action[row] = taken;
    probability[row] = behaviour[row * ACTIONS + taken] ?? 0;
    reward[row] = uniform() < 0.05 ? 1 : 0;
  }
  return { target, predicted, action, reward, probability };
};

type Log = ReturnType<typeof logOf>;

/** What our function reads, from the same matrices that the peer reads. */
const columnsOf = ({ target, predicted, action, reward, probability }: Log): nudge.PolicyColumns => {
  const rows = reward.length;
  const columns = {
    reward,
    probability,
    target: new Float64Array(rows),
    predicted: new Float64Array(rows),
    predictedUnderTarget: new Float64Array(rows),
  };
  for (let row = 0; row < rows; row += 1) {
    const start = row * ACTIONS;
    let sum = 0;
    for (let at = start; at < start + ACTIONS; at += 1) sum += (target[at] ?? 0) * (predicted[at] ?? 0);
    const taken = start + (action[row] ?? 0);
    columns.target[row] = target[taken] ?? 0;
    columns.predicted[row] = predicted[taken] ?? 0;
    columns.predictedUnderTarget[row] = sum;
  }
  return columns;
};

/** Four estimates of the value of a policy from what another one logged. */
export const offPolicy: Task = {
  name: "value of a policy from another one's log",
  unit: "row",
  peer: "obp",
  language: "Python",
  equalWithin: 1e-12,
  note: "34 actions; IPS, SNIPS, direct method and doubly robust. obp gives the four values; ours checks its input, and gives standard errors over rows, intervals, the gain over what was logged, and diagnostics of the weights besides.",
  units: 10_000,
  sides: async (units) => {
    const log = logOf(units);
    const evaluations = ESTIMATORS.map((estimator) => nudge.evaluatePolicyFromRows({ estimator }));
    return {
      ours: {
        run: () => {
          const columns = columnsOf(log);
          return evaluations.map((evaluate) => orThrow(evaluate(columns)).by.value.estimate ?? Number.NaN);
        },
      },
      peer: await foreign({
        language: "Python",
        script: "offPolicy.py",
        arrays: log,
        parameters: { rows: units, actions: ACTIONS },
      }),
    };
  },
};
