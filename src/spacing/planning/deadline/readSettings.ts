import {
  clean,
  type Found,
  note,
  orDefault,
  readArray,
  readInteger,
  readNumber,
  readOptions,
  readResult,
} from "../../../core/check/index.ts";
import { checkMemory } from "../../checkMemory.ts";
import type { Memory, MemoryModel, MemoryState, Moment } from "../../memory.ts";
import { readMoment, readStudyDay } from "../../moment.ts";
import {
  FIRST_GRADES,
  FIRST_SECONDS,
  type GradeShares,
  PASSING_GRADES,
  type PassingShares,
  REVIEW_SECONDS,
  readSeconds,
  readShares,
  type SecondsByGrade,
} from "../effort.ts";
import { tracesOf } from "../stateGrid.ts";

/** The function that failures name. */
export const NAME = "spacing.planDeadline";
const KEYS = [
  "memory",
  "from",
  "fromDay",
  "deadline",
  "deadlineDay",
  "minutesPerDay",
  "blockedDays",
  "target",
  "afterDays",
  "afterShare",
  "firstShares",
  "passingShares",
  "firstSeconds",
  "reviewSeconds",
];
const MOST_DAYS = 120;

/** The options, read. */
export interface DeadlineSettings<M extends MemoryModel, S extends MemoryState> {
  readonly memory: Memory<M, S>;
  readonly names: readonly string[];
  readonly from: Moment;
  /** Days from the first day of the plan to the deadline. */
  readonly deadline: number;
  readonly days: readonly number[];
  readonly seconds: readonly number[];
  readonly target: number | null;
  readonly afterDays: number;
  readonly afterShare: number;
  readonly firstShares: GradeShares;
  readonly passingShares: PassingShares;
  readonly firstSeconds: SecondsByGrade;
  readonly reviewSeconds: SecondsByGrade;
}

const MINUTES = { min: 0, max: 1440 };

const readMinutes = (found: Found, value: unknown, deadline: number): readonly number[] => {
  if (Array.isArray(value))
    return readArray(found, ["minutesPerDay"], value, (one, path) => readNumber(found, path, one, MINUTES));
  const all = readNumber(found, ["minutesPerDay"], value, MINUTES);
  return Array.from({ length: clean(found) ? deadline : 0 }, () => all);
};

/** Reads the options. */
export const readSettings = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  options: unknown,
): DeadlineSettings<M, S> => {
  const given = readOptions(found, [], options ?? null, KEYS);
  const memory = readResult(
    found,
    [],
    checkMemory(NAME, given["memory"] as Memory<M, S>),
    null as unknown as Memory<M, S>,
  ); // not read where it does not fit
  const from = readMoment(found, { at: ["from"], day: ["fromDay"] }, given["from"], given["fromDay"]);
  const until = readMoment(found, { at: ["deadline"], day: ["deadlineDay"] }, given["deadline"], given["deadlineDay"]);
  const deadline = until.day - from.day;
  if (deadline < 1) note(found, ["deadline"], "unordered", "a later study day than `from`", given["deadline"]);
  if (deadline > MOST_DAYS)
    note(found, ["deadline"], "out-of-range", `at most ${MOST_DAYS} days after \`from\``, given["deadline"]);
  const minutes = readMinutes(found, given["minutesPerDay"], deadline);
  const blocked = orDefault(given["blockedDays"], [], (value) =>
    readArray(found, ["blockedDays"], value, (one, path) => readStudyDay(found, path, one)),
  );
  const days: number[] = [];
  minutes.forEach((one, day) => {
    if (one > 0 && day < deadline && !blocked.includes(from.day + day)) days.push(day);
  });
  if (clean(found) && days.length === 0)
    note(
      found,
      ["minutesPerDay"],
      "inconsistent",
      "minutes on at least one day before the deadline that is not blocked",
      given["minutesPerDay"],
    );
  const target = orDefault(given["target"], null, (one) => readNumber(found, ["target"], one, { above: 0, below: 1 }));
  const settings = {
    from,
    deadline,
    days,
    seconds: days.map((day) => 60 * (minutes[day] as number)), // each is one of the minutes
    target,
    afterDays: orDefault(given["afterDays"], 60, (one) =>
      readInteger(found, ["afterDays"], one, { min: 0, max: 3650 }),
    ),
    afterShare: orDefault(given["afterShare"], 0.5, (one) =>
      readNumber(found, ["afterShare"], one, { min: 0, max: 1 }),
    ),
    firstShares: readShares(found, ["firstShares"], given["firstShares"], FIRST_GRADES),
    passingShares: readShares(found, ["passingShares"], given["passingShares"], PASSING_GRADES),
    firstSeconds: readSeconds(found, ["firstSeconds"], given["firstSeconds"], FIRST_SECONDS),
    reviewSeconds: readSeconds(found, ["reviewSeconds"], given["reviewSeconds"], REVIEW_SECONDS),
  };
  const names = clean(found) ? tracesOf(memory.kernel.first(3, from)) : [];
  if (names === null)
    note(found, ["memory"], "inconsistent", "a memory whose states are made of numbers", given["memory"]);
  return { memory, names: names ?? [], ...settings };
};
