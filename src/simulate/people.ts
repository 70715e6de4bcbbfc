import { exp } from "../core/numeric/elementary/index.ts";
import {
  drawBernoulli,
  drawCategorical,
  drawNormal,
  drawUniform,
  type RandomStream,
  stream,
} from "../core/numeric/random/index.ts";
import type { EnrolmentOrigin } from "../records/index.ts";
import type { AcademySettings, LearnerGroup, LearnerTruth } from "./academy.ts";

/** What a group's people have in common. Log odds are of learning on a working day. */
interface GroupTraits {
  readonly group: LearnerGroup;
  readonly share: number;
  /** Mean log odds of learning on a day. */
  readonly daily: number;
  /** Change of the log odds a week. */
  readonly trend: number;
  /** Chance to leave on a day. */
  readonly leaving: number;
  /** Mean effect of a fitting message on the log odds of starting. */
  readonly responsiveness: number;
}

/**
 * Shares and log odds were set so that active days and leaving resemble the first twelve weeks of a real distance course (OULAD BBB
 * 2013J); `test/simulate` reports how near they come. Who learns anyway gains little from a message, samplers gain most.
 */
const GROUPS: readonly GroupTraits[] = [
  { group: "steady", share: 0.2, daily: -0.55, trend: 0, leaving: 0.00015, responsiveness: 0.15 },
  { group: "sprinter", share: 0.25, daily: -0.85, trend: -0.1, leaving: 0.0004, responsiveness: 0.5 },
  { group: "sampler", share: 0.33, daily: -1.75, trend: -0.02, leaving: 0.0005, responsiveness: 0.9 },
  { group: "drifter", share: 0.22, daily: -2.3, trend: -0.1, leaving: 0.0009, responsiveness: 0.25 },
];

/** The traits of a group. */
export const traitsOf = (group: LearnerGroup): GroupTraits =>
  GROUPS.find((traits) => traits.group === group) ?? GROUPS_FIRST;

const GROUPS_FIRST: GroupTraits = { group: "steady", share: 0, daily: 0, trend: 0, leaving: 0, responsiveness: 0 };

/** Local hours around which people learn, and how many do. */
const HOURS: readonly { readonly hour: number; readonly share: number }[] = [
  { hour: 8, share: 0.25 },
  { hour: 12, share: 0.25 },
  { hour: 16, share: 0.2 },
  { hour: 20, share: 0.3 },
];

const CHANNELS: readonly { readonly channel: string; readonly share: number }[] = [
  { channel: "email", share: 0.5 },
  { channel: "chat", share: 0.3 },
  { channel: "push", share: 0.2 },
];

const UNITS: readonly string[] = ["sales", "support", "engineering", "operations"];

const ROLES: readonly string[] = ["analyst", "specialist", "lead"];

const ORIGINS: readonly { readonly origin: EnrolmentOrigin; readonly share: number }[] = [
  { origin: "assigned", share: 0.4 },
  { origin: "mandatory", share: 0.2 },
  { origin: "recommended", share: 0.15 },
  { origin: "self", share: 0.25 },
];

const SELF: (typeof ORIGINS)[number] = { origin: "self", share: 0 };

const draw = <A extends { readonly share: number }>(source: RandomStream, choices: readonly A[], standIn: A): A =>
  choices[
    drawCategorical(
      source,
      choices.map((choice) => choice.share),
    )
  ] ?? standIn;

const pick = (source: RandomStream, choices: readonly string[]): string =>
  choices[Math.floor(drawUniform(source) * choices.length)] ?? "";

/** One person before the history begins. */
export interface Person {
  /** Everything that is true of the person; `leftOnDay` is still open. */
  readonly truth: LearnerTruth;
  readonly unit: string;
  readonly role: string;
  readonly zone: string;
  readonly manager: string;
  readonly fte: number;
  readonly origin: EnrolmentOrigin;
  /** Log odds of learning on a working day of the first week. */
  readonly daily: number;
}

/** Share of people whom messages put off. */
const PUT_OFF = 0.08;

/** How much of the daily log odds is drive. */
const DRIVE_DAILY = 0.6;

/** The person of a number, from 0. */
export const personOf = (settings: AcademySettings, index: number): Person => {
  const learner = `learner-${String(index + 1).padStart(5, "0")}`;
  const source = stream(settings.seed, `person:${learner}`);
  const traits = draw(source, GROUPS, GROUPS_FIRST);
  const drive = drawNormal(source);
  const unit = pick(source, UNITS);
  return {
    truth: {
      learner,
      group: traits.group,
      ability: drawNormal(source),
      drive,
      forgetting: 0.16 * exp(0.35 * drawNormal(source)), // Ebbinghaus's exponent, 0.16, at the median
      hour: draw(source, HOURS, { hour: 8, share: 0 }).hour,
      channel: draw(source, CHANNELS, { channel: "email", share: 0 }).channel,
      responsiveness: drawBernoulli(source, PUT_OFF) ? -0.5 : traits.responsiveness + 0.25 * drawNormal(source),
      leftOnDay: null,
    },
    unit,
    role: pick(source, ROLES),
    zone: pick(source, settings.zones),
    manager: `manager-${unit}-${1 + Math.floor(4 * drawUniform(source))}`,
    fte: drawBernoulli(source, 0.2) ? 0.5 : 1,
    origin: draw(source, ORIGINS, SELF).origin,
    daily: traits.daily + DRIVE_DAILY * drive + 0.5 * drawNormal(source),
  };
};
