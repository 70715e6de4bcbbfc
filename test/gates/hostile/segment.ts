import { orThrow, run, type Steps, tableFromColumns } from "../../../src/core/vocabulary/index.ts";
import * as segment from "../../../src/segment/index.ts";
import { type Cases, takes } from "./case.ts";

const table = () =>
  orThrow(
    tableFromColumns()({
      activeDays: [1, 2, 2, 20, 21, 24],
      sessions: [1, 3, 2, 40, 38, 44],
      unused: [1, 2, 3, 4, 5, 6],
    }),
  );
const options = () => ({
  k: 2,
  seed: 7,
  restarts: 2,
  features: ["activeDays", "sessions"],
  maxIterations: 20,
  tolerance: 0,
});
const model = () => orThrow(segment.fitPersonas(options())(table()));

const seeds = { "0.0.seed": "a seed is a number or a word" };
const parsedBefore = { strict: [] };

export const segmentCases: Cases = {
  "segment.fitPersonas": takes(() => [[options()], [table()]], { accepts: seeds }),
  "segment.fitPersonasSteps": takes(() => [[options()], [table()]], {
    finish: (steps) => run(steps as Steps<unknown>), // what fitPersonasSteps gives
    accepts: seeds,
  }),
  "segment.assignPersona": takes(() => [[model()], [{ activeDays: 19, sessions: 30 }]], {
    ...parsedBefore,
    accepts: { "1.0.*": "a feature may be a truth value, which counts as 1 or 0" },
  }),
  "segment.assignPersonas": takes(() => [[model()], [table()]], parsedBefore),
  "segment.parsePersonaModel": takes(() => [[model()]], {
    strict: ["0.0"],
    accepts: {
      "0.0.personas.*.reasons.**": "the values of a reason are numbers, words or truth values",
      "0.0.fit.seed": "a seed is a number or a word",
    },
  }),
};
