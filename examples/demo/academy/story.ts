import { type Decision, explain, nudge, orThrow, recommend, records, segment, simulate, tableRows } from "learnlift";
import { type CompiledZone, compileZone, toLocal } from "learnlift/core";
import { type BoardStory, tellBoard } from "./board.ts";
import { type DeveloperStory, tellDeveloper } from "./developer.ts";
import { type Effects, measureEffects } from "./effects.ts";
import { learnFrom } from "./learning.ts";
import { nudgeEverybody } from "./nudging.ts";
import { tellWorksCouncil, type WorksCouncilStory } from "./worksCouncil.ts";

const DAY_MS = 86_400_000;

/** One row of the first table. */
export interface LearnerRow {
  readonly learner: string;
  readonly persona: string;
  readonly personaReasons: readonly string[];
  readonly nextStep: string;
  readonly nextStepWhy: string;
  readonly reviewDue: string;
  readonly decision: string;
  readonly probability: number;
  readonly decisionWhy: string;
  readonly ruledOut: readonly string[];
}

/** Everything that the demo shows of the academy. */
export interface AcademyStory {
  readonly academy: simulate.Academy;
  readonly personas: segment.PersonaModel;
  readonly learners: readonly LearnerRow[];
  readonly decision: Decision<nudge.NudgeAction>;
  readonly replayedToTheSameBytes: boolean;
  readonly ledger: nudge.Ledger;
  readonly effects: Effects;
  readonly eventCount: number;
  readonly board: BoardStory;
  readonly developer: DeveloperStory;
  readonly worksCouncil: WorksCouncilStory;
}

export const tellAcademy = (options: simulate.AcademyOptions): AcademyStory => {
  const academy = orThrow(simulate.simulateAcademy(options));
  const { events, roster, enrolments, modules } = academy.records;
  const asOf = academy.endsAt;
  const catalogue = orThrow(records.catalogue(modules));
  const zones = zonesOf(academy);
  const zoneOf = new Map(roster.map(({ person, zone }) => [person, zones.get(zone)]));

  const there = enrolments.filter(({ leftAt }) => leftAt === undefined).map(({ learner }) => learner);
  const cut = { asOf, origin: academy.settings.startsAt, learners: there };
  const features = orThrow(records.activityFeatures(cut)(events));
  const personas = orThrow(segment.fitPersonas({ k: 4, seed: 7, restarts: 10 })(features));
  const assign = segment.assignPersona(personas);
  const rowOf = new Map(orThrow(tableRows(features)).map((row) => [String(row["learner"]), row]));

  const learning = learnFrom(events, modules, asOf);
  const next = recommend.nextStep();
  const steps = new Map(
    there.map((learner) => [
      learner,
      orThrow(next({ catalogue, mastery: learning.mastery.get(learner), completed: learning.completed.get(learner) })),
    ]),
  );
  const titleOf = new Map(modules.map(({ id, title }) => [id, title]));

  const targets = there.flatMap((learner) => {
    const zone = zoneOf.get(learner);
    const module = steps.get(learner)?.step?.module;
    return zone === undefined || module === undefined ? [] : [{ learner, zone, module }];
  });
  const nudging = nudgeEverybody(academy, targets);
  const lastRound = nudging.logged.slice(-targets.length);
  const decisionOf = new Map(lastRound.map(({ decision }) => [decision.learner, decision]));

  const rowFor = (learner: string): LearnerRow => {
    const assignment = orThrow(assign(rowOf.get(learner) ?? {}));
    const persona = personas.personas.find(({ id }) => id === assignment.persona);
    const step = steps.get(learner);
    const due = learning.nextReview.get(learner);
    const decision = decisionOf.get(learner);
    const zone = zoneOf.get(learner);
    return {
      learner,
      persona: persona === undefined ? "" : `${persona.id}: ${persona.name}`,
      personaReasons: assignment.reasons.map((reason) => explain(reason)),
      nextStep: titleOf.get(step?.step?.module ?? "") ?? "nothing left",
      nextStepWhy: (step?.reasons ?? []).map((reason) => explain(reason)).join("; "),
      reviewDue:
        due === undefined || zone === undefined
          ? "nothing to review"
          : `${titleOf.get(due.module) ?? ""}, ${due.dueAt < asOf ? "since " : ""}${dateIn(zone, due.dueAt)}`,
      decision: decision === undefined ? "none" : wordOf(decision.action),
      probability: decision?.probability ?? 1,
      decisionWhy: (decision?.reasons ?? []).map((reason) => explain(reason)).join("; "),
      ruledOut: [...new Set((decision?.ruledOut ?? []).map(({ rule }) => explain(rule)))],
    };
  };
  const shown = sixOf(
    targets.map(({ learner }) => learner),
    (learner) => {
      const blocked = (decisionOf.get(learner)?.ruledOut.length ?? 0) > 0;
      return `${orThrow(assign(rowOf.get(learner) ?? {})).persona}${blocked ? ", blocked" : ""}`;
    },
  );

  const personaOf = new Map(there.map((learner) => [learner, orThrow(assign(rowOf.get(learner) ?? {})).persona]));
  const effects = measureEffects(academy, nudging);

  const [first] = nudging.logged.filter(
    ({ decision }) => decision.action.kind === "send" && decision.ruledOut.length > 0,
  );
  const logged = first ?? nudging.logged[0];
  if (logged === undefined) throw new Error("the academy has nobody left to decide about");
  const stored = JSON.stringify(logged);
  const replayed = orThrow(nudge.decide(nudging.policy)(JSON.parse(stored).request));

  return {
    academy,
    personas,
    learners: shown.map(rowFor),
    decision: logged.decision,
    replayedToTheSameBytes: JSON.stringify(replayed) === JSON.stringify(logged.decision),
    ledger: orThrow(nudge.ledger(nudging.logged.map(({ decision }) => decision))),
    effects,
    eventCount: events.length,
    board: tellBoard(enrolments, asOf, effects, effects.naive.diagnostics["meanControl"] ?? 0.1),
    developer: tellDeveloper(features, {
      "persona model": personas,
      "nudge policy": nudging.policy,
      "one decision": logged.decision,
      "one request, enough to replay it": logged.request,
      ...learning.stored,
    }),
    worksCouncil: tellWorksCouncil(features, personas, personaOf, roster, nudging),
  };
};

const zonesOf = (academy: simulate.Academy): ReadonlyMap<string, CompiledZone> =>
  new Map(
    academy.settings.zones.map((zone) => [
      zone,
      orThrow(compileZone({ zone, from: academy.settings.startsAt - 400 * DAY_MS, to: academy.endsAt + 400 * DAY_MS })),
    ]),
  );

const wordOf = (action: nudge.NudgeAction): string => (action.kind === "nothing" ? "nothing" : action.channel);

const dateIn = (zone: CompiledZone, at: number): string => {
  const { year, month, day } = toLocal(zone, at);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
};

/** The first learner of each kind, then the first of the others, until there are six. */
const sixOf = (learners: readonly string[], kindOf: (learner: string) => string): readonly string[] => {
  const kinds = new Map<string, string>();
  for (const learner of learners) {
    const kind = kindOf(learner);
    if (!kinds.has(kind)) kinds.set(kind, learner);
  }
  const chosen = new Set([...kinds.values()].slice(0, 6));
  for (const learner of learners) if (chosen.size < 6) chosen.add(learner);
  return [...chosen].sort();
};
