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
  restartMode: "full" as const,
  features: ["activeDays", "sessions"],
  maxIterations: 20,
  tolerance: 0,
});
const model = () => orThrow(segment.fitPersonas(options())(table()));

const counting = () => ({
  from: 2,
  to: 3,
  seed: 7,
  criteria: ["silhouette", "gap", "bic", "stability"] as const,
  smallestShare: 0.1,
  mostPersonas: 5,
  restarts: 1,
  references: 2,
  resamples: 1,
  dispersion: "distances" as const,
  exactSilhouetteRows: 10,
  scale: "z-score" as const,
  features: ["activeDays", "sessions"],
  weight: "unused",
  maxIterations: 20,
  tolerance: 0,
});

const seeds = { "0.0.seed": "a seed is a number or a word" };
const parsedBefore = { strict: ["0.1"] };

export const segmentCases: Cases = {
  "segment.fitPersonas": takes(() => [[{ ...options(), weight: "unused" }], [table()]], { accepts: seeds }),
  "segment.fitPersonasSteps": takes(() => [[{ ...options(), k: "auto" as const, restarts: 1 }], [table()]], {
    finish: (steps) => run(steps as Steps<unknown>), // what fitPersonasSteps gives
    accepts: { ...seeds, "0.0.k": "a number of personas, or the word" },
    heavy: true,
  }),
  "segment.assignPersona": takes(() => [[model(), { ambiguousBelow: 0.3 }], [{ activeDays: 19, sessions: 30 }]], {
    ...parsedBefore,
    accepts: { "1.0.*": "a feature may be a truth value, which counts as 1 or 0" },
  }),
  "segment.assignPersonas": takes(() => [[model(), { ambiguousBelow: 0.3 }], [table()]], parsedBefore),
  "segment.choosePersonaCount": takes(() => [[counting()], [table()]], { accepts: seeds, heavy: true }),
  "segment.choosePersonaCountSteps": takes(() => [[counting()], [table()]], {
    finish: (steps) => run(steps as Steps<unknown>), // what choosePersonaCountSteps gives
    accepts: seeds,
    heavy: true,
  }),
  "segment.personaStability": takes(() => [[{ model: model(), resamples: 3, seed: 7, restarts: 1 }], [table()]], {
    accepts: seeds,
    heavy: true,
  }),
  "segment.personaStabilitySteps": takes(() => [[{ model: model(), resamples: 3, seed: 7, restarts: 1 }], [table()]], {
    finish: (steps) => run(steps as Steps<unknown>), // what personaStabilitySteps gives
    accepts: seeds,
    heavy: true,
  }),
  "segment.profilePersonas": takes(() => [
    [{ model: model(), columns: ["activeDays", "unused"], falseDiscoveryRate: 0.1 }],
    [table()],
  ]),
  "segment.comparePersonas": takes(() => [[{ before: model(), after: model(), level: 0.9 }], [table()]]),
  "segment.continuePersonas": takes(() => [[{ before: model(), after: model(), smallestOverlap: 0.4 }], [table()]], {
    accepts: {
      "0.0.*.personas.*.reasons.**": "the values of a reason are numbers, words or truth values",
      "0.0.*.fit.seed": "a seed is a number or a word",
    },
  }),
  "segment.parsePersonaModel": takes(() => [[model()]], {
    strict: ["0.0"],
    accepts: {
      "0.0.personas.*.reasons.**": "the values of a reason are numbers, words or truth values",
      "0.0.fit.seed": "a seed is a number or a word",
    },
  }),
};
