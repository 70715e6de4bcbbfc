import { type Reason, reason } from "../../core/vocabulary/index.ts";
import { HIGHLY_STABLE } from "../stability/verdict.ts";

/** What may speak for a number of personas. Inertia is not among them: it falls with every further persona. */
export type CountCriterion = "silhouette" | "gap" | "bic" | "stability";

/** What is known of one number of personas. A criterion that was not asked, or has no answer, is `null`. */
export interface CountEvidence {
  readonly k: number;
  readonly silhouette: number | null;
  readonly bic: number | null;
  /** The smallest mean Jaccard coefficient of its personas. */
  readonly stability: number | null;
  readonly smallestShare: number;
}

/** What a number of personas must not break. */
export interface CountRules {
  readonly smallestShare: number;
  readonly mostPersonas: number;
}

/** What is laid before the vote. */
export interface CountHearing {
  readonly evidence: readonly CountEvidence[];
  /** The number the gap statistic chooses among all from 1 on. */
  readonly gap: number | null;
  readonly criteria: readonly CountCriterion[];
  readonly rules: CountRules;
}

/** The place of the largest value, the first on a tie; -1 where there is none. */
const placeOfLargest = (values: readonly (number | null)[]): number => {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  values.forEach((value, at) => {
    if (value === null || value <= most) return;
    most = value;
    best = at;
  });
  return best;
};

/** Whether a number of personas keeps the rules. */
export const isAllowed = (rules: CountRules, { k, smallestShare }: CountEvidence): boolean =>
  smallestShare >= rules.smallestShare && k <= rules.mostPersonas;

/**
 * The number a criterion speaks for among those allowed, `null` where it abstains: the largest silhouette or BIC; the most personas
 * whose least stable one is highly stable, or else the most stable; and what the gap statistic chose, if that is allowed. A lower limit
 * would speak for splits: halves of a true group, too, are often found again.
 */
export const favouriteOf = (
  criterion: CountCriterion,
  allowed: readonly CountEvidence[],
  gap: number | null,
): number | null => {
  if (criterion === "gap") return gap !== null && allowed.some(({ k }) => k === gap) ? gap : null;
  if (criterion === "stability") {
    const stable = allowed.filter(({ stability }) => stability !== null && stability > HIGHLY_STABLE);
    const most = stable[stable.length - 1];
    if (most !== undefined) return most.k;
  }
  return allowed[placeOfLargest(allowed.map((one) => one[criterion]))]?.k ?? null;
};

/** How many criteria speak for each number of personas allowed. */
const votesOf = ({ evidence, gap, criteria, rules }: CountHearing): ReadonlyMap<number, number> => {
  const allowed = evidence.filter((one) => isAllowed(rules, one));
  const votes = new Map(allowed.map(({ k }) => [k, 0]));
  for (const criterion of criteria) {
    const k = favouriteOf(criterion, allowed, gap);
    if (k !== null) votes.set(k, (votes.get(k) ?? 0) + 1);
  }
  return votes;
};

/** The number with the most votes, the smallest on a tie; `null` where none is allowed. */
export const winnerOf = (hearing: CountHearing): number | null => {
  const votes = votesOf(hearing);
  const most = Math.max(0, ...votes.values());
  for (const [k, count] of votes) if (count === most) return k;
  return null;
};

/** The word for a criterion or rule without which another number would have been recommended. */
type DecidingCode = `${CountCriterion}-decides` | "share-decides" | "most-decides";

const NO_RULE = { smallestShare: 0, mostPersonas: Number.POSITIVE_INFINITY };

/**
 * Why this number was recommended. A criterion or rule is named only if without it another number (or none) would have been: each is
 * taken away in turn and the votes are counted again. Where none decides alone, that is said; and so it is, last, where the gap statistic
 * speaks for no groups at all, which no number can be given for.
 */
export const reasonsForCount = (hearing: CountHearing): readonly Reason[] => {
  const { criteria, rules, gap } = hearing;
  const winner = winnerOf(hearing);
  const without: readonly (readonly [code: DecidingCode, winner: number | null, limit: number | null])[] = [
    ...criteria.map(
      (criterion) =>
        [
          `${criterion}-decides` as const, // one of the codes above
          winnerOf({ ...hearing, criteria: criteria.filter((other) => other !== criterion) }),
          null,
        ] as const,
    ),
    [
      "share-decides",
      winnerOf({ ...hearing, rules: { ...rules, smallestShare: NO_RULE.smallestShare } }),
      100 * rules.smallestShare,
    ],
    [
      "most-decides",
      winnerOf({ ...hearing, rules: { ...rules, mostPersonas: NO_RULE.mostPersonas } }),
      rules.mostPersonas,
    ],
  ];
  const deciding = without.flatMap(([code, other, limit]) =>
    other === null || other === winner
      ? []
      : [
          reason(code, {
            ...(winner === null ? {} : { k: winner }),
            without: other,
            ...(limit === null ? {} : { limit }),
          }),
        ],
  );
  if (winner === null) return [reason("no-count-allowed"), ...deciding];
  const votes = votesOf(hearing).get(winner) ?? 0;
  const tied = [...votesOf(hearing)].filter(([k, count]) => k !== winner && count === votes);
  const tie = tied[0] === undefined ? [] : [reason("fewest-of-tied", { k: winner, votes, other: tied[0][0] })];
  const against = criteria.includes("gap") && gap === 1 ? [reason("gap-speaks-for-none", { k: winner })] : [];
  if (deciding.length > 0 || tie.length > 0) return [...deciding, ...tie, ...against];
  const agreed =
    votes > 0
      ? reason("criteria-agree", { k: winner, votes, of: criteria.length })
      : reason("only-count", { k: winner });
  return [agreed, ...against];
};
