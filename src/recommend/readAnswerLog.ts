import { type Found, hopeless, isForbiddenKey, note, readFields, readId, readResult } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import type { CodedAnswers, ItemState, Knowledge, KnowledgeModel, LearnerState } from "./knowledge.ts";

const KEYS = ["learners", "items", "correct", "skills", "learnerStates", "itemStates"];

/** Answers that were read: coded, with the names that the codes stand for. */
export interface ReadAnswerLog<L extends LearnerState, I extends ItemState> extends CodedAnswers<L, I> {
  readonly learnerNames: readonly string[];
  readonly itemNames: readonly string[];
}

/** The elements of a column, or nothing. What is there is looked at element by element, without a path for each. */
const readColumn = (found: Found, key: string, value: unknown, rows: number | null): readonly unknown[] => {
  if (!Array.isArray(value)) {
    note(
      found,
      [key],
      value === undefined ? "missing" : "wrong-type",
      "an array with an element for each answer",
      value,
    );
    return [];
  }
  if (rows === null || value.length === rows) return value;
  note(found, [key], "inconsistent", `${rows} elements, as many as there are learners`, value);
  return [];
};

/** Gives each name that occurs a code, in the order of first occurrence. */
const readNames = (
  found: Found,
  key: string,
  column: readonly unknown[],
): { codes: Int32Array; names: readonly string[] } => {
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(column.length);
  for (let row = 0; row < codes.length && !hopeless(found); row += 1) {
    const value = column[row];
    const name = typeof value === "string" && value !== "" ? value : readId(found, [key, row], value);
    let code = codeOf.get(name);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(name, code);
    }
    codes[row] = code;
  }
  return { codes, names: [...codeOf.keys()] };
};

const readCorrect = (found: Found, value: unknown, rows: number): Uint8Array => {
  const correct = new Uint8Array(rows);
  if (value instanceof Uint8Array) {
    if (value.length !== rows)
      note(found, ["correct"], "inconsistent", `${rows} elements, as many as there are learners`, value);
    for (let row = 0; row < Math.min(rows, value.length) && !hopeless(found); row += 1) {
      const one = value[row];
      if (one !== 0 && one !== 1) note(found, ["correct", row], "out-of-range", "0 or 1", one);
      correct[row] = one === 1 ? 1 : 0;
    }
    return correct;
  }
  const column = readColumn(found, "correct", value, rows);
  for (let row = 0; row < column.length && !hopeless(found); row += 1) {
    const one = column[row];
    if (typeof one !== "boolean")
      note(found, ["correct", row], one === undefined ? "missing" : "wrong-type", "true or false", one);
    correct[row] = one === true ? 1 : 0;
  }
  return correct;
};

const readSkills = (
  found: Found,
  value: unknown,
  rows: number,
): Pick<CodedAnswers<LearnerState, ItemState>, "skillStarts" | "skills" | "skillNames"> => {
  const skillStarts = new Int32Array(rows + 1);
  const column = value === undefined ? [] : readColumn(found, "skills", value, rows);
  const codeOf = new Map<string, number>();
  const lastRow: number[] = [];
  const skills: number[] = [];
  for (let row = 0; row < column.length && !hopeless(found); row += 1) {
    const list = column[row];
    if (!Array.isArray(list))
      note(found, ["skills", row], list === undefined ? "missing" : "wrong-type", "an array of skills", list);
    const asked: readonly unknown[] = Array.isArray(list) ? list : [];
    for (let place = 0; place < asked.length && !hopeless(found); place += 1) {
      const given = asked[place];
      const name = typeof given === "string" && given !== "" ? given : readId(found, ["skills", row, place], given);
      let code = codeOf.get(name);
      if (code === undefined) {
        if (isForbiddenKey(name))
          note(
            found,
            ["skills", row, place],
            "forbidden-key",
            "a skill not called __proto__, constructor or prototype",
            given,
          );
        code = codeOf.size;
        codeOf.set(name, code);
      }
      if (lastRow[code] === row) note(found, ["skills", row, place], "duplicate", "each skill once", given);
      lastRow[code] = row;
      skills.push(code);
    }
    skillStarts[row + 1] = skills.length;
  }
  return { skillStarts, skills: Int32Array.from(skills), skillNames: [...codeOf.keys()] };
};

/** The states of these names: read where there is one, made where there is none. */
const readStates = <S>(
  found: Found,
  key: string,
  value: unknown,
  names: readonly string[],
  parse: (stored: unknown) => Result<S>,
  make: () => S,
): readonly S[] => {
  if (value !== undefined && !(value instanceof Map))
    note(found, [key], "wrong-type", "a Map from ids to states", value);
  const stored: ReadonlyMap<unknown, unknown> = value instanceof Map ? value : new Map();
  return names.map((name) => {
    const state = stored.get(name);
    return state === undefined ? make() : readResult(found, [key, name], parse(state), make());
  });
};

/** Reads many answers, each looked at once. */
export const readAnswerLog = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  found: Found,
  { kernel }: Knowledge<M, L, I>,
  value: unknown,
): ReadAnswerLog<L, I> => {
  const source = readFields(found, [], value, "answers in columns", KEYS);
  const learners = readNames(found, "learners", readColumn(found, "learners", source["learners"], null));
  const rows = learners.codes.length;
  const countable = Array.isArray(source["learners"]); // else no column has the wrong length
  const items = readNames(found, "items", readColumn(found, "items", countable ? source["items"] : [], rows));
  return {
    learners: learners.codes,
    items: items.codes,
    ...readSkills(found, countable ? source["skills"] : undefined, rows),
    correct: readCorrect(found, countable ? source["correct"] : [], rows),
    learnerNames: learners.names,
    itemNames: items.names,
    learnerStates: readStates(
      found,
      "learnerStates",
      source["learnerStates"],
      learners.names,
      (stored) => kernel.parseLearner(stored),
      () => kernel.newLearner(),
    ),
    itemStates: readStates(
      found,
      "itemStates",
      source["itemStates"],
      items.names,
      (stored) => kernel.parseItem(stored),
      () => kernel.newItem(),
    ),
  };
};
