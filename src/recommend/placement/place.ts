import { logistic } from "../../core/numeric/elementary/index.ts";
import { drawInteger, stream } from "../../core/numeric/random/index.ts";
import type { ReadEvidence } from "../nextStep/situation.ts";
import { type SkillOrder, skillOrder } from "../skillOrder.ts";
import { type Belief, beliefIn, type Found, logOddsOf } from "./beliefs.ts";
import type { ReadPlacementOptions } from "./options.ts";
import type { ReadPlacementSituation } from "./situation.ts";

/** One skill, as the placement holds it to be. */
export interface PlacedAs {
  readonly standing: "known" | "lacking" | "open";
  /** How it was settled; `null` while it is open. */
  readonly from: "asked" | "measured" | "implied" | null;
  readonly belief: Belief;
}

/** One probe that could be asked, by the place of its skill. */
export interface Candidate {
  readonly place: number;
  /** The chance that it is passed, from what is known. */
  readonly chance: number;
  /** How many open skills fewer there are when it is passed, and when it is failed. */
  readonly ifPassed: number;
  readonly ifFailed: number;
  /** The mean of both, weighted by the chance. */
  readonly settles: number;
}

/** Everything a placement says, by places. */
export interface Placing {
  readonly order: SkillOrder;
  readonly skills: readonly PlacedAs[];
  /** By place: whether anything hangs on the skill. */
  readonly inQuestion: readonly boolean[];
  /** The best ones, all equally good. */
  readonly best: readonly Candidate[];
  /** Which of them is asked; `null` where nothing is open or no more may be asked. */
  readonly chosen: Candidate | null;
  readonly open: number;
}

const EDGE = 1e-6;

/** The modules that may be skipped if their skills are known, by place. */
const modulesInQuestion = (
  { catalogue, completed, mandatory }: ReadPlacementSituation,
  asked: readonly boolean[],
): readonly boolean[] =>
  catalogue.modules.map(
    ({ id, skills = [] }, place) =>
      skills.length > 0 && !completed.has(id) && !mandatory.has(id) && asked[place] === true,
  );

const measuredAs = (evidence: ReadEvidence | undefined, of: number, minimumAnswers: number): boolean | null => {
  if (evidence === undefined || evidence.answers < minimumAnswers) return null;
  return evidence.lower >= of ? true : evidence.upper < of ? false : null;
};

/** What is settled by an answer or by enough measurements. */
const findingsOf = (
  { skills }: SkillOrder,
  { answers, evidence, role }: ReadPlacementSituation,
  { masteryLevel, minimumAnswers }: ReadPlacementOptions,
): Map<number, boolean> => {
  const found = new Map<number, boolean>();
  for (const [place, skill] of skills.entries()) {
    const of = role?.levels.get(skill) ?? masteryLevel;
    const known = answers.get(skill) ?? measuredAs(evidence.get(skill), of, minimumAnswers);
    if (known !== null) found.set(place, known);
  }
  return found;
};

/** Works out what is settled, and which probe settles most. O(open skills × skills × settled skills). */
export const place = (
  situation: ReadPlacementSituation,
  options: ReadPlacementOptions,
  asked: readonly boolean[],
): Placing => {
  const order = skillOrder(situation.catalogue.modules);
  const { skills } = order;
  const { answers, evidence } = situation;
  const needed = options.confidence === 1 ? Number.POSITIVE_INFINITY : logOddsOf(options.confidence);
  const found = findingsOf(order, situation, options);
  const modules = modulesInQuestion(situation, asked);
  const wanted = new Set(
    situation.catalogue.modules.flatMap(({ skills: taught = [] }, at) => (modules[at] ? taught : [])),
  );
  const inQuestion = skills.map((skill) => wanted.has(skill));
  const believe = (at: number, given: Found): Belief => beliefIn(at, order, given, options.impliedConfidence);
  const isSettled = (at: number, given: Found): boolean =>
    given.has(at) || Math.abs(believe(at, given).logOdds) >= needed;
  const placed = skills.map((skill, at): PlacedAs => {
    const belief = believe(at, found);
    const direct = found.get(at);
    if (direct !== undefined)
      return { standing: direct ? "known" : "lacking", from: answers.has(skill) ? "asked" : "measured", belief };
    if (Math.abs(belief.logOdds) < needed) return { standing: "open", from: null, belief };
    return { standing: belief.logOdds > 0 ? "known" : "lacking", from: "implied", belief };
  });
  const chanceOf = (at: number): number => {
    const known = evidence.get(skills[at] ?? "");
    const level = known !== undefined && known.answers > 0 ? known.level : (situation.overallLevel ?? 0.5);
    return logistic(logOddsOf(Math.min(Math.max(level, EDGE), 1 - EDGE)) + (placed[at]?.belief.logOdds ?? 0));
  };
  /** How many fewer of the skills in question are open once this is found of one of them. */
  const gain = (at: number, passed: boolean): number => {
    const after = new Map(found).set(at, passed);
    const near = [at, ...((passed ? order.before : order.after)[at]?.keys() ?? [])];
    const touched = near.filter((one) => inQuestion[one] === true);
    return touched.reduce((sum, one) => sum + Number(isSettled(one, after)) - Number(isSettled(one, found)), 0);
  };
  const candidates = skills.flatMap((_, at): readonly Candidate[] => {
    if (inQuestion[at] !== true || placed[at]?.standing !== "open") return [];
    const chance = chanceOf(at);
    const [ifPassed, ifFailed] = [gain(at, true), gain(at, false)];
    return [{ place: at, chance, ifPassed, ifFailed, settles: ifFailed + chance * (ifPassed - ifFailed) }];
  });
  const most = candidates.reduce((top, { settles }) => Math.max(top, settles), Number.NEGATIVE_INFINITY);
  const equals = candidates.filter(({ settles }) => settles === most);
  const surely = ({ ifPassed, ifFailed }: Candidate): number => Math.min(ifPassed, ifFailed);
  const surest = equals.reduce((top, one) => Math.max(top, surely(one)), Number.NEGATIVE_INFINITY);
  const best = equals.filter((one) => surely(one) === surest);
  const asks = best.length > 0 && answers.size < options.maximumProbes;
  const draw = (): number => drawInteger(stream(options.seed, `${situation.id} ${answers.size}`), best.length);
  const chosen = asks ? (best[best.length === 1 ? 0 : draw()] ?? null) : null;
  return { order, skills: placed, inQuestion, best, chosen, open: candidates.length };
};
