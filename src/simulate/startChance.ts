import { exp, logistic } from "../core/numeric/elementary/index.ts";
import type { LearnerTruth } from "./academy.ts";

/** Log odds of starting an offered module within a week, for a person of average drive, without a message. */
const BASE = -1.9;

/** What drive adds to them: the path by which drive confounds. */
const DRIVE = 0.9;

/** A message by another channel than the person's own has this share of the effect. */
const OTHER_CHANNEL = 0.55;

/** Each message of the last seven days takes this from the log odds. */
const FATIGUE = 0.12;

/** What went before a message to one person. */
export interface Sent {
  /** Messages that reached the person in the last 28 days. */
  readonly inFourWeeks: number;
  /** Of these, those of the last 7 days. */
  readonly inOneWeek: number;
}

/** The chance to start within the window without a message. */
export const chanceWithout = ({ drive }: LearnerTruth): number => logistic(BASE + DRIVE * drive);

/**
 * The chance to start within the window with a message by a channel: the log odds without it, plus the person's responsiveness as far
 * as the channel fits and messages are not yet a habit, minus fatigue.
 */
export const chanceWith = (truth: LearnerTruth, channel: string, sent: Sent): number => {
  const fit = channel === truth.channel ? 1 : OTHER_CHANNEL;
  const habit = exp(sent.inFourWeeks * LOG_HABITUATION);
  return logistic(BASE + DRIVE * truth.drive + truth.responsiveness * fit * habit - FATIGUE * sent.inOneWeek);
};

/** log 0.85: each message of the last four weeks leaves 85 % of the effect. */
const LOG_HABITUATION = -0.162_518_929_497_774_9;

/** The chance that a message makes a person opt out: rare, and rising with each message of the last seven days. */
export const chanceOfOptOut = ({ inOneWeek }: Sent): number => logistic(-6 + 0.6 * inOneWeek);
