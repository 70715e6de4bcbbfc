import { isLeft } from "fp-ts/lib/Either.js";
import {
  clean,
  type Found,
  note,
  type Path,
  readArray,
  readBoolean,
  readChoice,
  readInteger,
  reading,
  readObject,
  readResult,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { checkMemory } from "../checkMemory.ts";
import type { Memory, MemoryModel, MemoryState } from "../memory.ts";
import { FUZZES, type Fuzz, type FuzzRules } from "./fuzz.ts";
import type { StepRules } from "./stepAfter.ts";

/** What a scheduler stores: plain JSON. */
export interface SchedulerModel<M extends MemoryModel = MemoryModel> {
  /** Which document this is. */
  readonly kind: "scheduler";
  /** Of the JSON layout, from 1. */
  readonly version: 1;
  /** The memory model. */
  readonly memory: M;
  /** Minutes to each learning step, in order. */
  readonly learningStepsMinutes: readonly number[];
  /** Minutes to each relearning step, in order. */
  readonly relearningStepsMinutes: readonly number[];
  /** Whether a card in review comes back later the better it was answered, unless its memory is a rule with intervals of its own. */
  readonly orderIntervals: boolean;
  /** By what chance intervals are moved. Left out, by none. */
  readonly fuzz?: Exclude<Fuzz, "none">;
  /** The seed of the fuzz `"card"`. Left out, 0. */
  readonly seed?: string | number;
}

/** A scheduler ready for use: `model` is what to store, `memory` what its cards are remembered by. */
export interface Scheduler<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** Plain JSON: store it, and read it back with `parseScheduler`. */
  readonly model: SchedulerModel<M>;
  /** The memory model, ready for use: `recall` and `intervalDays` take it. */
  readonly memory: Memory<M, S>;
}

/** What a scheduler does, apart from its memory. */
export interface Rules extends StepRules, FuzzRules {
  readonly orderIntervals: boolean;
}

/** What a scheduler is made of beside the memory model, with the values it starts from. */
export const DEFAULT_RULES: Omit<SchedulerModel, "kind" | "version" | "memory" | "fuzz" | "seed"> = {
  learningStepsMinutes: [1, 10],
  relearningStepsMinutes: [10],
  orderIntervals: true,
};

/** The keys that may be missing. */
export const OPTIONAL_RULES: readonly string[] = ["fuzz", "seed"];

/** A year of minutes: longer is no step. */
const STEP = { min: 1, max: 525_600 };

const readSteps = (found: Found, path: Path, value: unknown): readonly number[] =>
  readArray(found, path, value, (minutes, at) => readInteger(found, at, minutes, STEP));

/** The seed of a fuzz that has one, or 0. */
const readSeed = (found: Found, path: Path, value: unknown, fuzz: Fuzz): string | number => {
  if (value === undefined) return 0;
  if (fuzz !== "card") note(found, path, "inconsistent", 'no seed, unless fuzz is "card"', value);
  if (typeof value === "string" || Number.isFinite(value)) return value as string | number; // a string, or a finite number
  note(found, path, typeof value === "number" ? "not-finite" : "wrong-type", "a number or a text", value);
  return 0;
};

const readFuzz = (found: Found, path: Path, source: Readonly<Record<string, unknown>>): FuzzRules => {
  const given = source["fuzz"];
  const fuzz = given === undefined ? "none" : readChoice(found, [...path, "fuzz"], given, FUZZES);
  return { fuzz, seed: readSeed(found, [...path, "seed"], source["seed"], fuzz) };
};

/** Reads the rules of a model, or of options over their defaults: none may be missing but the fuzz and its seed. */
export const readRules = (found: Found, path: Path, source: Readonly<Record<string, unknown>>): Rules => ({
  learning: readSteps(found, [...path, "learningStepsMinutes"], source["learningStepsMinutes"]),
  relearning: readSteps(found, [...path, "relearningStepsMinutes"], source["relearningStepsMinutes"]),
  orderIntervals: readBoolean(found, [...path, "orderIntervals"], source["orderIntervals"]),
  ...readFuzz(found, path, source),
});

/** A scheduler of a memory that has been looked at and rules that have been read. */
export const schedulerOf = <M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
  { learning, relearning, orderIntervals, fuzz, seed }: Rules,
): Scheduler<M, S> => ({
  model: {
    kind: "scheduler",
    version: 1,
    memory: memory.model,
    learningStepsMinutes: learning,
    relearningStepsMinutes: relearning,
    orderIntervals,
    ...(fuzz === "none" ? {} : { fuzz }),
    ...(fuzz === "card" ? { seed } : {}),
  },
  memory,
});

/** A scheduler that has been looked at. */
export interface CheckedScheduler<M extends MemoryModel, S extends MemoryState> {
  readonly memory: Memory<M, S>;
  readonly rules: Rules;
}

const WHAT = "a scheduler made by createScheduler or parseScheduler";

/** Looks at a scheduler once, before its first use: something else in its place becomes a failure, not a throw. */
export const checkScheduler = <M extends MemoryModel, S extends MemoryState>(
  name: string,
  scheduler: Scheduler<M, S>,
): Result<CheckedScheduler<M, S>> =>
  reading(name, (found) => {
    const { model } = readObject(found, ["scheduler"], scheduler, WHAT);
    const source = readObject(found, ["scheduler", "model"], model, WHAT);
    if (!clean(found)) return NOTHING as CheckedScheduler<M, S>; // used only if nothing was noted
    const rules = readRules(found, ["scheduler", "model"], source);
    const checked = checkMemory(name, scheduler.memory);
    const memory = readResult(found, placeOf(checked), checked, NOTHING as Memory<M, S>); // used only if nothing was noted
    return { memory, rules };
  });

/** What checkMemory finds begins with "memory", unless the memory cannot be read at all. */
const placeOf = (checked: Result<unknown>): Path =>
  isLeft(checked) && checked.left._tag === "InvalidInput" && checked.left.issues[0].path.length === 0
    ? ["scheduler", "memory"]
    : ["scheduler"];

const NOTHING: unknown = Object.freeze({});
