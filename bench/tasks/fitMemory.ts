import { orThrow, spacing } from "learnlift";
import { foreign } from "../foreign.ts";
import type { Task } from "../task.ts";

const DAY = 86_400_000;
const START = Date.UTC(2022, 0, 1);
const SPAN_DAYS = 1095;
/** Reviews in this last part of the span are for judging the weights. */
const LATER_SHARE = 0.2;
const WARM_UP = 10;
const PEER = "@open-spaced-repetition/binding";

/** The reviews of many cards, in columns. */
export interface Log {
  readonly offsets: number[];
  readonly grades: number[];
  readonly days: number[];
  readonly at: number[];
  readonly day: number[];
}

const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

/** Reviews of an FSRS-6 learner with the default weights, drawn: section 5 of our notes on the field, with a fixed seed. */
export const simulate = (reviews: number): Log => {
  const w = (k: number): number => spacing.FSRS6_WEIGHTS[k] ?? 0;
  let seed = 20_240_229;
  const uniform = (): number => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = (shares: readonly number[]): number => {
    let left = uniform();
    const found = shares.findIndex((share) => {
      left -= share;
      return left < 0;
    });
    return found < 0 ? shares.length - 1 : found;
  };
  const decay = -w(20);
  const factor = 0.9 ** (1 / decay) - 1;
  const difficultyFirst = (grade: number): number => w(4) - Math.exp(w(5) * (grade - 1)) + 1;
  const log: Log = { offsets: [0], grades: [], days: [], at: [], day: [] };
  while (log.grades.length < reviews) {
    const most = 2 + Math.floor(uniform() * 14);
    const retention = 0.75 + 0.2 * uniform();
    let when = Math.floor(uniform() * SPAN_DAYS * 0.9);
    let [s, d] = [0, 0];
    for (let k = 0; k < most && log.grades.length < reviews; k += 1) {
      let [grade, wait] = [1 + pick([0.24, 0.094, 0.495, 0.171]), 0];
      if (k === 0) [s, d] = [w(grade - 1), clamp(difficultyFirst(grade), 1, 10)];
      else {
        wait = Math.max(1, Math.round((s / factor) * (retention ** (1 / decay) - 1) * (0.8 + 0.4 * uniform())));
        when += wait;
        if (when > SPAN_DAYS) break;
        const recall = (1 + (factor * wait) / s) ** decay;
        grade = uniform() < recall ? 2 + pick([0.224, 0.631, 0.145]) : 1;
        const forgetting = 1 - recall;
        const lapsed = w(11) * d ** -w(12) * ((s + 1) ** w(13) - 1) * Math.exp(w(14) * forgetting);
        const byGrade = grade === 2 ? w(15) : grade === 4 ? w(16) : 1;
        const grown = 1 + Math.exp(w(8)) * (11 - d) * s ** -w(9) * (Math.exp(w(10) * forgetting) - 1) * byGrade;
        s = clamp(grade === 1 ? Math.min(lapsed, s / Math.exp(w(17) * w(18))) : s * grown, 0.001, 36_500);
        d = clamp(w(7) * difficultyFirst(4) + (1 - w(7)) * (d - ((10 - d) / 9) * w(6) * (grade - 3)), 1, 10);
      }
      log.grades.push(grade);
      log.days.push(wait);
      log.at.push(START + when * DAY + 6 * 3_600_000 + Math.floor(uniform() * 43_200_000));
      log.day.push(START / DAY + when);
    }
    log.offsets.push(log.grades.length);
  }
  return log;
};

/** The log up to an instant. */
const before = ({ offsets, grades, days, at, day }: Log, until: number): Log => {
  const part: Log = { offsets: [0], grades: [], days: [], at: [], day: [] };
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    const begin = part.grades.length;
    for (let row = offsets[card] ?? 0; row < (offsets[card + 1] ?? 0); row += 1) {
      if ((at[row] ?? 0) >= until) break;
      part.grades.push(grades[row] ?? 0);
      part.days.push(days[row] ?? 0);
      part.at.push(at[row] ?? 0);
      part.day.push(day[row] ?? 0);
    }
    if (part.grades.length > begin) part.offsets.push(part.grades.length);
  }
  return part;
};

type How = "CSV" | "items made in JavaScript" | "items ready";

const fitTask = (units: number, how: How, rounds: number): Task => ({
  name: `FSRS-6 training, ${units.toLocaleString("en")} reviews, peer's ${how}`,
  unit: "review",
  peer: PEER,
  language: "Node",
  equalWithin: 1e-4,
  note:
    "a simulated learner with the default weights; trained on what comes before the last fifth of three years. Ours from columns of numbers, " +
    "checks included. The binding with timeout 5, in a process of its own, " +
    (how === "items ready"
      ? "with its items made beforehand, outside the time"
      : how === "CSV"
        ? "from a CSV in memory, by its own reader"
        : "from items made of the same columns in JavaScript") +
    ". What is compared is the log loss on the last fifth: by how much ours is higher. The ratio to read is that in time of the processor, all threads",
  units,
  rounds,
  compare: (ours, theirs) => Math.max(0, (ours[0] ?? Number.NaN) - (theirs[0] ?? Number.NaN)),
  sides: async () => {
    const whole = simulate(units);
    const until = START + SPAN_DAYS * (1 - LATER_SHARE) * DAY;
    const train = before(whole, until);
    const columns = {
      offsets: Uint32Array.from(train.offsets),
      grades: Uint8Array.from(train.grades),
      at: Float64Array.from(train.at),
      day: Int32Array.from(train.day),
    };
    const fit = spacing.fitMemory({ trainer: spacing.fsrs6Trainer });
    const laterLoss = (weights: readonly number[]): Float64Array => {
      const bounded = Float64Array.from(weights);
      spacing.fsrs6Trainer.project(bounded); // theirs have 32 bits
      const memory = orThrow(spacing.createMemory(spacing.fsrs6)({ weights: Array.from(bounded) }));
      const { recallBefore } = orThrow(
        spacing.replayMany(memory)({ offsets: whole.offsets, grades: whole.grades, elapsedDays: whole.days }),
      );
      let [sum, n] = [0, 0];
      recallBefore.forEach((p, row) => {
        if (!((whole.days[row] ?? 0) > 0 && (whole.at[row] ?? 0) >= until)) return;
        sum -= Math.log((whole.grades[row] ?? 0) > 1 ? p : 1 - p);
        n += 1;
      });
      return Float64Array.of(sum / n);
    };
    const peer = await foreign({
      language: "Node",
      script: "fsrsBinding.ts",
      arrays: {
        offsets: Float64Array.from(train.offsets),
        grades: Float64Array.from(train.grades),
        days: Float64Array.from(train.days),
        at: Float64Array.from(train.at),
      },
      parameters: { how },
    });
    let later: Float64Array | null = null;
    let theirLater: number[] | null = null;
    return {
      ours: {
        run: () => {
          const { weights } = orThrow(fit(columns)).model;
          if (later !== null) return later;
          // the first run is not timed: it warms up, and judges the weights
          for (let k = 0; k < WARM_UP; k += 1) fit(columns);
          later = laterLoss(weights);
          return later;
        },
      },
      peer: {
        version: peer.version,
        close: peer.close,
        run: async () => {
          const ran = await peer.run();
          theirLater ??= Array.from(laterLoss(ran.output));
          return { ...ran, output: theirLater };
        },
      },
    };
  },
});

/** Training, against the native trainer: both sizes, and each way to bring it the reviews. */
export const FIT_MEMORY: readonly Task[] = [
  fitTask(100_000, "CSV", 9),
  fitTask(100_000, "items made in JavaScript", 9),
  fitTask(100_000, "items ready", 9),
  fitTask(1_000_000, "CSV", 3),
  fitTask(1_000_000, "items made in JavaScript", 3),
  fitTask(1_000_000, "items ready", 3),
];
