import { orThrow, type Reason, recommend, type records, spacing } from "learnlift";

/** What the events say of each learner: what is known of their skills, and of each module when it should come again. */
export interface Learning {
  readonly mastery: ReadonlyMap<string, recommend.Mastery>;
  readonly completed: ReadonlyMap<string, readonly string[]>;
  readonly nextReview: ReadonlyMap<string, DueReview>;
  /** What a host stores for one learner and one item, by name. */
  readonly stored: Readonly<Record<string, unknown>>;
}

export interface DueReview {
  readonly module: string;
  readonly dueAt: number;
  readonly reasons: readonly Reason[];
}

/** Questions are named after their module: "statistics-in-practice/question-2". */
const moduleOf = (item: string): string => item.split("/")[0] ?? item;

/** One pass over the events, as a host would do it: event by event, with the states it stores. */
export const learnFrom = (
  events: readonly records.LearnerEvent[],
  modules: readonly records.CatalogueModule[],
  asOf: number,
): Learning => {
  const knowledge = orThrow(recommend.createKnowledge(recommend.elo)());
  const memory = orThrow(spacing.createMemory(spacing.fsrs6)({ retention: 0.85 }));
  const skillsOf = new Map(modules.map(({ id, skills }) => [id, skills ?? []]));
  const learners = new Map<string, recommend.EloLearner>();
  const items = new Map<string, recommend.EloItem>();
  const completed = new Map<string, string[]>();
  const memories = new Map<string, Map<string, spacing.Reviewed<spacing.Fsrs6State>>>();
  const answer = recommend.answer(knowledge);
  const review = spacing.review(memory);
  for (const { learner, at, act, object, success } of events) {
    if (at >= asOf) continue;
    if (act === "answered" && success !== undefined) {
      const answered = orThrow(
        answer({
          learnerState: learners.get(learner),
          itemState: items.get(object),
          skills: skillsOf.get(moduleOf(object)),
          correct: success,
        }),
      );
      learners.set(learner, answered.learnerState);
      items.set(object, answered.itemState);
    }
    if (act === "completed") completed.set(learner, [...(completed.get(learner) ?? []), object]);
    if (act === "completed" || act === "reviewed") {
      const held = memories.get(learner) ?? new Map<string, spacing.Reviewed<spacing.Fsrs6State>>();
      const grade = success === false ? "again" : "good";
      held.set(object, orThrow(review({ state: held.get(object)?.state, grade, at })));
      memories.set(learner, held);
    }
  }
  const mastery = new Map(
    [...learners].map(([learner, state]) => [learner, orThrow(recommend.masteryOf(knowledge)(state))]),
  );
  const nextReview = new Map([...memories].map(([learner, held]) => [learner, soonest(held)]));
  const stored = {
    "memory model": memory.model,
    "memory of one module": [...([...memories.values()][0]?.values() ?? [])][0]?.state,
    "knowledge model": knowledge.model,
    "what is known of one learner": [...learners.values()][0],
    "what is known of one question": [...items.values()][0],
  };
  return { mastery, completed, nextReview, stored };
};

const soonest = (held: ReadonlyMap<string, spacing.Reviewed<spacing.Fsrs6State>>): DueReview => {
  const due = [...held].map(([module, { dueAt, reasons }]) => ({ module, dueAt, reasons }));
  return due.reduce((first, other) => (other.dueAt < first.dueAt ? other : first));
};
