import { orThrow } from "../../../src/core/vocabulary/index.ts";
import * as recommend from "../../../src/recommend/index.ts";
import { catalogue } from "../../../src/records/index.ts";
import { type Cases, plain, takes } from "./case.ts";

const knowledge = () => orThrow(recommend.createKnowledge(recommend.elo)());
const learnerState = () =>
  orThrow(recommend.answer(knowledge())({ skills: ["triage", "review"], correct: true })).learnerState;
const itemState = () => ({ kind: "elo-item", version: 1, difficulty: 0.7, answers: 4 }) as const;
const knowledgeIsOurs = { strict: [] };
const EMPTY_MAP = "an empty Map says that nobody has answered yet";

const situation = () => ({
  catalogue: orThrow(
    catalogue([
      { id: "m1", title: "Triage", minutes: 10, skills: ["triage"], prerequisites: [], difficulty: 0 },
      { id: "m2", title: "Incident review", minutes: 25, skills: ["review"], prerequisites: ["m1"] },
    ]),
  ),
  mastery: {
    overall: { level: 0.5, answers: 20 },
    skills: { triage: { level: 0.41, answers: 12, interval: { lower: 0.3, upper: 0.5 } } },
  },
  completed: ["m1"],
  mandatory: ["m2"],
  role: { name: "responder", levels: { review: 0.8 } },
});

export const recommendCases: Cases = {
  "recommend.elo": plain("the algorithm itself: what it reads comes by way of createKnowledge and parseKnowledgeModel"),
  "recommend.createKnowledge": takes(
    () => [[recommend.elo], [{ uncertainty: { a: 1, b: 0.1 }, skillWeight: 0.4, guess: 0.25, itemWeight: 0 }]],
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
  "recommend.coldItem": takes(() => [[knowledge()], [[itemState(), { ...itemState(), answers: 9 }]]], knowledgeIsOurs),
  "recommend.traceAnswers": takes(
    () => [
      [knowledge()],
      [
        {
          learners: ["ada", "ben"],
          items: ["q1", "q2"],
          correct: [true, false],
          skills: [["triage"], ["triage", "review"]],
          learnerStates: new Map([["ada", learnerState()]]),
          itemStates: new Map([["q2", itemState()]]),
        },
      ],
    ],
    { ...knowledgeIsOurs, accepts: { "1.0.learnerStates": EMPTY_MAP, "1.0.itemStates": EMPTY_MAP } },
  ),
  "recommend.placement": takes(
    () => [
      [
        {
          masteryLevel: 0.7,
          minimumAnswers: 5,
          impliedConfidence: 0.9,
          confidence: 0.75,
          maximumProbes: 4,
          seed: 3,
        },
      ],
      [{ id: "p1", ...situation(), mandatory: [], completed: [], answers: [{ skill: "review", passed: true }] }],
    ],
    {
      accepts: {
        "0.0.seed": "a text is a seed too",
        "1.0.mastery.skills.*.interval.*": "null is an end that is not known",
      },
    },
  ),
  "recommend.remediation": takes(() => {
    const { catalogue: modules, mastery, role } = situation();
    return [[{ masteryLevel: 0.7, minimumAnswers: 5 }], [{ catalogue: modules, mastery, role, module: "m2" }]];
  }),
  "recommend.nextStep": takes(() => [[{ masteryLevel: 0.7, remediationLevel: 0.3, minimumAnswers: 5 }], [situation()]]),
};
