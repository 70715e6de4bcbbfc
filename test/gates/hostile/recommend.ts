import { orThrow } from "../../../src/core/vocabulary/index.ts";
import * as recommend from "../../../src/recommend/index.ts";
import { catalogue } from "../../../src/records/index.ts";
import { type Cases, plain, takes } from "./case.ts";

const knowledge = () => orThrow(recommend.createKnowledge(recommend.elo)());
const learnerState = () =>
  orThrow(recommend.answer(knowledge())({ skills: ["triage", "review"], correct: true })).learnerState;
const itemState = () => ({ kind: "elo-item", version: 1, difficulty: 0.7, answers: 4 }) as const;
const knowledgeIsOurs = { strict: [] };

const situation = () => ({
  catalogue: orThrow(
    catalogue([
      { id: "m1", title: "Triage", minutes: 10, skills: ["triage"], prerequisites: [], difficulty: 0 },
      { id: "m2", title: "Incident review", minutes: 25, skills: ["review"], prerequisites: ["m1"] },
    ]),
  ),
  mastery: { overall: { level: 0.5, answers: 20 }, skills: { triage: { level: 0.41, answers: 12 } } },
  completed: ["m1"],
  mandatory: ["m2"],
  role: { name: "responder", levels: { review: 0.8 } },
});

export const recommendCases: Cases = {
  "recommend.elo": plain("the algorithm itself: what it reads comes by way of createKnowledge and parseKnowledgeModel"),
  "recommend.createKnowledge": takes(
    () => [[recommend.elo], [{ uncertainty: { a: 1, b: 0.1 }, skillWeight: 0.4, guess: 0.25, freezeItems: true }]],
    { strict: ["1.0"], accepts: { "0.0.**": "an algorithm may be written by the host, with defaults of its own" } },
  ),
  "recommend.parseKnowledgeModel": takes(() => [[[recommend.elo]], [knowledge().model]], {
    strict: ["1.0"],
    accepts: { "0.0.**": "an algorithm may be written by the host" },
  }),
  "recommend.parseLearnerState": takes(() => [[knowledge()], [learnerState()]], knowledgeIsOurs),
  "recommend.parseItemState": takes(() => [[knowledge()], [itemState()]], knowledgeIsOurs),
  "recommend.answer": takes(
    () => [
      [knowledge()],
      [{ learnerState: learnerState(), itemState: itemState(), skills: ["triage", "review"], correct: false }],
    ],
    knowledgeIsOurs,
  ),
  "recommend.predict": takes(
    () => [[knowledge()], [{ learnerState: learnerState(), itemState: itemState(), skills: ["triage"] }]],
    knowledgeIsOurs,
  ),
  "recommend.masteryOf": takes(() => [[knowledge()], [learnerState()]], knowledgeIsOurs),
  "recommend.nextStep": takes(() => [[{ masteryLevel: 0.7, remediationLevel: 0.3, minimumAnswers: 5 }], [situation()]]),
};
