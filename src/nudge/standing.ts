import { type Reason, reason } from "../core/vocabulary/index.ts";
import { isAbout } from "./action.ts";
import type { History, Refusal } from "./history.ts";
import type { LegalBasis, LegalObligationBasis, SafetyCategory } from "./legal.ts";
import type { Candidate } from "./request.ts";

/** How a message stands before the law. */
export interface Standing {
  /** What forbids it; none where it is allowed. */
  readonly against: readonly Reason[];
  /** What allows it, one entry for each basis; worded for the learner who asks why. */
  readonly because: readonly Reason[];
  /** Whether nothing but a legal obligation carries it. */
  readonly obligation: boolean;
  /** What is at stake for safety, and when timing rules give way to it, where every basis of it declares that. */
  readonly safety: Safety | null;
}

/** A safety exception, applied to one message: timing rules give way from an instant on, and up to the deadline. */
export interface Safety {
  readonly category: SafetyCategory;
  readonly from: number;
  readonly deadline: number;
}

const HOUR_MS = 3_600_000;

/** 2025-07-01T16:00Z: an instant in a reason, readable and the same everywhere. */
export const instantText = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`;

/** What the learner has said about messages like this one. */
interface Word {
  /** When consent was given last, or minus infinity. */
  readonly consentedAt: number;
  readonly withdrew: boolean;
  readonly objected: boolean;
}

/** A word against it holds until a later consent that names this purpose and channel; at one instant the word against it wins. */
const wordOn = ({ about }: Candidate, { consents, refusals }: History): Word => {
  let consentedAt = Number.NEGATIVE_INFINITY;
  for (const { purpose, channel, at } of consents)
    if (purpose === about.purpose && channel === about.channel) consentedAt = Math.max(consentedAt, at);
  const said = (act: Refusal["act"]): boolean =>
    refusals.some((refusal) => refusal.act === act && refusal.at >= consentedAt && isAbout(refusal, about));
  return { consentedAt, withdrew: said("withdrewConsent"), objected: said("objected") };
};

const isNamed = ({ reference, modules }: LegalObligationBasis, { action, obligation }: Candidate): boolean =>
  obligation !== null &&
  obligation.reference === reference &&
  action.module !== undefined &&
  modules.includes(action.module);

/** Each code once: two bases may ask for the same. */
const distinct = (reasons: readonly Reason[]): readonly Reason[] => [
  ...new Map(reasons.map((each) => [`${each.code} ${String(each.values["reference"])}`, each])).values(),
];

const becauseOf = (entry: LegalBasis, candidate: Candidate, word: Word): Reason => {
  const { purpose, channel } = candidate.about;
  switch (entry.basis) {
    case "consent":
      return reason("consented", { purpose, channel, since: instantText(word.consentedAt) });
    case "agreement":
      return reason("agreed", { purpose, reference: entry.reference });
    case "legitimate-interest":
      return reason("legitimate-interest", { purpose, channel, reference: entry.reference });
    case "not-required":
      return reason("no-basis-needed", { purpose, reference: entry.reference });
    case "legal-obligation": {
      const deadline = candidate.obligation?.deadline ?? 0; // named: or the entry would have forbidden it
      const values = { module: candidate.action.module ?? "", reference: entry.reference, deadline };
      return reason("mandatory-training", { ...values, due: instantText(deadline) });
    }
  }
};

const againstBy = (entry: LegalBasis, candidate: Candidate, word: Word): readonly Reason[] => {
  const { purpose, channel } = candidate.about;
  const values = { purpose, channel };
  if (entry.basis === "agreement") return [];
  if (entry.basis === "legal-obligation")
    return isNamed(entry, candidate) ? [] : [reason("no-obligation-named", { purpose, reference: entry.reference })];
  return [
    ...(entry.basis === "consent" && word.consentedAt === Number.NEGATIVE_INFINITY
      ? [reason("no-consent", values)]
      : []),
    ...(word.withdrew ? [reason("consent-withdrawn", values)] : []),
    ...(word.objected ? [reason("objected", values)] : []),
  ];
};

/** The narrowest exception that every basis of a message declares; none where one of them declares none. */
const safetyOf = (entries: readonly LegalBasis[], deadline: number): Safety | null => {
  let narrowest: Safety | null = null;
  for (const entry of entries) {
    if (entry.basis !== "legal-obligation" || entry.safety === undefined) return null;
    const { category, hoursBeforeDeadline } = entry.safety;
    const from = deadline - Math.round(hoursBeforeDeadline * HOUR_MS);
    if (narrowest === null || from > narrowest.from) narrowest = { category, from, deadline };
  }
  return narrowest;
};

/** On what ground a candidate may be sent, or why it may not: a purpose without a declared basis has none. */
export const standingOf = (legal: readonly LegalBasis[], candidate: Candidate, history: History): Standing => {
  const { about, obligation } = candidate;
  const entries = legal.filter((entry) => isAbout(entry, about));
  if (entries.length === 0) {
    const values = { purpose: about.purpose, channel: about.channel };
    return { against: [reason("no-legal-basis", values)], because: [], obligation: false, safety: null };
  }
  const word = wordOn(candidate, history);
  const against = distinct(entries.flatMap((entry) => againstBy(entry, candidate, word)));
  if (against.length > 0) return { against, because: [], obligation: false, safety: null };
  return {
    against,
    because: entries.map((entry) => becauseOf(entry, candidate, word)),
    obligation: entries.every(({ basis }) => basis === "legal-obligation"),
    safety: obligation === null ? null : safetyOf(entries, obligation.deadline),
  };
};
