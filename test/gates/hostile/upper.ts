import { orThrow, run, type Steps } from "../../../src/core/vocabulary/index.ts";
import * as simulate from "../../../src/simulate/index.ts";
import { type Cases, plain, takes } from "./case.ts";

const DRAWS = plain(
  "draws a result of ours; it returns a specification, and what it is given has been checked where it was made",
);
const FOR_TESTS = plain("for tests: it throws on purpose, where a law is broken");

const options = () => ({ seed: 7, learners: 3, weeks: 2, confounding: 0.5, zones: ["Europe/Lisbon"] });
const academy = orThrow(simulate.simulateAcademy(options()));
const [somebody] = academy.records.roster;
const decisions = () => [
  {
    id: "d-1",
    learner: somebody?.person ?? "",
    at: academy.endsAt,
    policy: { name: "all", version: "1" },
    action: { kind: "send", channel: "email", module: "incident-review" },
    probability: 1,
    eligible: null,
    ruledOut: [],
    context: {},
    reasons: [],
  },
];
const seeds = { "0.0.seed": "a seed is a number or a word" };

export const upperCases: Cases = {
  "simulate.simulateAcademy": takes(() => [[options()]], { strict: ["0.0"], accepts: seeds, heavy: true }),
  "simulate.simulateAcademySteps": takes(() => [[options()]], {
    strict: ["0.0"],
    accepts: seeds,
    heavy: true,
    in: "simulate.simulateAcademy",
    finish: (steps) => run(steps as Steps<unknown>), // what it gives
  }),
  "simulate.simulateResponses": takes(() => [[academy], [decisions()]], {
    strict: [],
    heavy: true,
    accepts: { "0.0.settings.seed": "a seed is a number or a word" },
  }),
  "charts.effectChart": DRAWS,
  "charts.ledgerChart": DRAWS,
  "charts.personaChart": DRAWS,
  "charts.survivalChart": DRAWS,
  "charts.show": DRAWS,
  "testing.foldLaws": FOR_TESTS,
  "testing.nearlyEqual": plain("compares two answers within a tolerance and takes anything"),
};
