import { explain, metrics, orThrow, type records } from "learnlift";
import { courseOf, isPass, resultOf } from "./readTables.ts";

const DAY_MS = 86_400_000;

/** A question that the data seem to answer, and why they do not. */
export interface Refusal {
  readonly question: string;
  /** What a quick look would have said. */
  readonly tempting: string;
  /** Why it is refused. */
  readonly because: string;
  readonly figures: Readonly<Record<string, number>>;
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/** The column of who did; it stands in sentences. */
const OPENED = "opened the forum";

/** Learners of like activity, as many in each stratum. */
const STRATA = 10;

/**
 * Does the forum help people to pass? Those who open it pass far more often, but they are the busy ones: among learners of like
 * activity there is hardly anybody to compare with, and the estimator says so.
 */
export const forumAndPassing = (oulad: records.OuladRecords): Refusal => {
  const { startsAt, days } = courseOf(oulad);
  const results = resultOf(oulad);
  const clicks = oulad.events.filter(({ act, at }) => act === "viewed" && at < startsAt + days * DAY_MS);
  const forum = new Set(clicks.filter(({ objectKind }) => objectKind === "forum").map(({ learner }) => learner));
  const other = new Map<string, number>();
  for (const { learner, objectKind, count = 1 } of clicks)
    other.set(learner, (other.get(learner) ?? 0) + (objectKind === "forum" ? 0 : count));
  const byActivity = [...other.keys()].sort((a, b) => (other.get(a) ?? 0) - (other.get(b) ?? 0) || (a < b ? -1 : 1));
  const stratumOf = (place: number): number => Math.floor((place * STRATA) / byActivity.length);
  const users = new Array<number>(STRATA).fill(0);
  const sizes = new Array<number>(STRATA).fill(0);
  byActivity.forEach((learner, place) => {
    const stratum = stratumOf(place);
    sizes[stratum] = (sizes[stratum] ?? 0) + 1;
    users[stratum] = (users[stratum] ?? 0) + (forum.has(learner) ? 1 : 0);
  });
  const rows = byActivity.map((learner, place) => ({
    passed: isPass(results.get(learner)),
    [OPENED]: forum.has(learner),
    chance: (users[stratumOf(place)] ?? 0) / (sizes[stratumOf(place)] ?? 1),
  }));
  const naive = orThrow(metrics.differenceInMeans({ outcome: "passed", treatment: OPENED })(rows));
  const weighed = metrics.inversePropensityDifference({
    outcome: "passed",
    treatment: OPENED,
    probability: "chance",
  })(rows);
  const without = rows.filter(({ chance }) => chance === 0 || chance === 1).length;
  return {
    question: "Does opening the forum help people to pass?",
    tempting: explain(naive),
    because:
      weighed._tag === "Left"
        ? `${explain(weighed.left)} In ${without} of ${rows.length} cases, among learners of like activity, everybody opened the forum or nobody did.`
        : "the comparison could be made after all, which these data did not allow when this was written",
    figures: {
      learners: rows.length,
      forumUsers: forum.size,
      naive: naive.estimate ?? Number.NaN,
      withoutOverlap: without,
      refused: weighed._tag === "Left" ? 1 : 0,
    },
  };
};

const PASS_MARK = 40;

/**
 * Does just passing a teacher-marked assignment keep people in the course? A jump at the pass mark would show it if marks fell on
 * either side by chance. They do not: markers lift a near miss, so those just above differ from those just below before anything follows.
 */
export const passMark = (presentations: readonly records.OuladRecords[]): Refusal => {
  const counts = new Map<number, number>();
  for (const { events, tables } of presentations) {
    const marked = new Set(
      tables.assessments.accepted.filter(({ type }) => type === "TMA").map(({ object }) => object),
    );
    for (const { act, object, score } of events) {
      if (act !== "scored" || score === undefined || object === undefined || !marked.has(object)) continue;
      const mark = Math.round(100 * score);
      counts.set(mark, (counts.get(mark) ?? 0) + 1);
    }
  }
  const of = (mark: number): number => counts.get(mark) ?? 0;
  const below = of(PASS_MARK - 2) + of(PASS_MARK - 1);
  const above = of(PASS_MARK) + of(PASS_MARK + 1);
  // each mark within two of the pass mark is as likely to fall on either side if nobody steers: a count of standard errors from half
  const z = (above - (above + below) / 2) / Math.sqrt((above + below) / 4);
  return {
    question: `Does just reaching the pass mark of ${PASS_MARK} keep people going?`,
    tempting: `${of(PASS_MARK - 1)} assignments got ${PASS_MARK - 1} marks and ${of(PASS_MARK)} got ${PASS_MARK}: a sharp line to compare across.`,
    because: `marks are heaped at the line (${of(PASS_MARK)} at ${PASS_MARK}, against ${of(PASS_MARK - 1)} just below and ${of(PASS_MARK + 1)} just above; ${above} in the two marks from it and ${below} in the two below, ${z.toFixed(1)} standard errors from even). Somebody decided who passes, so the two sides are not alike and a jump means nothing: ${percent(above / (above + below))} of the near cases were let pass.`,
    figures: { at: of(PASS_MARK), justBelow: of(PASS_MARK - 1), justAbove: of(PASS_MARK + 1), above, below, z },
  };
};
