import { isLeft, right } from "fp-ts/lib/Either.js";
import { clean, orDefault, reading, readNumber, readOptions } from "../../core/check/index.ts";
import { insufficientData, type Reason, type Result, type Table } from "../../core/vocabulary/index.ts";
import type { Persona, PersonaModel } from "../personaModel.ts";
import type { CrossTable } from "../stability/crossTable.ts";
import { type MatchedPair, matchPersonas } from "./matchPersonas.ts";
import { NO_MODELS, readCrossTable, readTwoModels, readWholeModel, type TwoModels } from "./readModels.ts";

const NAME = "segment.continuePersonas";

/** Which model goes on as which. */
export interface ContinuePersonasOptions {
  /** The model whose ids and names are known to people and stored with learners. */
  readonly before: PersonaModel;
  /** The refit. */
  readonly after: PersonaModel;
  /**
   * A persona goes on only where it shares at least this part of its learners with its partner (the Jaccard coefficient), in [0, 1].
   * Default 0.5: below it, the persona has come apart.
   */
  readonly smallestOverlap?: number;
}

/** A persona that goes on. */
export interface ContinuedPersona {
  /** Its id, that of the model before. */
  readonly persona: string;
  /** The id that the refit had given it. */
  readonly refitId: string;
  /** Learners that are in both. */
  readonly both: number;
  /** `both` over the learners that are in either. */
  readonly jaccard: number;
}

/** A refit that speaks of its personas by the names people know. */
export interface PersonaContinuity {
  /** The refit, with ids and names carried over. Its centres, and so all assignments, are unchanged. */
  readonly model: PersonaModel;
  /** The personas that go on, in the order of the model before. */
  readonly continued: readonly ContinuedPersona[];
  /** Ids of the personas that are new, in the order of the refit. No persona of the model before had them. */
  readonly fresh: readonly string[];
  /** Ids of the personas that are no more. */
  readonly lost: readonly string[];
  /** How many learners of the table come to another persona, by id. */
  readonly moved: number;
  /** `moved` over `n`. */
  readonly churn: number;
  /** Learners looked at. */
  readonly n: number;
}

interface Plan {
  readonly models: TwoModels;
  readonly before: PersonaModel;
  readonly after: PersonaModel;
  readonly smallestOverlap: number;
}

const readPlan = (options: unknown): Result<Plan> =>
  reading(NAME, (found) => {
    const given = readOptions(found, [], options, ["before", "after", "smallestOverlap"]);
    const smallestOverlap = orDefault(given["smallestOverlap"], 0.5, (overlap) =>
      readNumber(found, ["smallestOverlap"], overlap, { min: 0, max: 1 }),
    );
    const before = readWholeModel(found, "before", given["before"]);
    const after = readWholeModel(found, "after", given["after"]);
    // what is wrong with a model is said once
    const models = clean(found) ? readTwoModels(found, { before, after }) : NO_MODELS;
    return { models, before, after, smallestOverlap };
  });

/** "persona-7" where 6 is the highest number in use. */
const nextIds = (used: readonly string[]): (() => string) => {
  let highest = Math.max(0, ...used.map((id) => Number(/^persona-(\d{1,15})$/.exec(id)?.[1] ?? 0)));
  return () => {
    highest += 1;
    return `persona-${highest}`;
  };
};

/** A name that nobody has: itself, or with a number. */
const freeName = (name: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) if (!taken.has(`${name} (${number})`)) return `${name} (${number})`;
};

const renamed = (
  personas: readonly Persona[],
  before: PersonaModel,
  pairs: readonly MatchedPair[],
): readonly Persona[] => {
  const nextId = nextIds(before.personas.map(({ id }) => id));
  const taken = new Set(pairs.map((pair) => before.personas[pair.before]?.name ?? ""));
  return personas.map((persona, p) => {
    const pair = pairs.find(({ after }) => after === p);
    const earlier = pair === undefined ? undefined : before.personas[pair.before];
    if (earlier !== undefined) return { ...persona, id: earlier.id, name: earlier.name };
    const name = freeName(persona.name, taken);
    taken.add(name);
    return { ...persona, id: nextId(), name };
  });
};

/** A warning about a persona, by its new id. */
const readdressed = (warning: Reason, newIds: ReadonlyMap<unknown, string>): Reason => {
  const persona = newIds.get(warning.values["persona"]);
  return persona === undefined ? warning : { ...warning, values: { ...warning.values, persona } };
};

const goOn = ({ before, after, smallestOverlap }: Plan, table: CrossTable): PersonaContinuity => {
  const pairs = matchPersonas(table).filter(({ jaccard }) => jaccard >= smallestOverlap);
  const personas = renamed(after.personas, before, pairs);
  const newIds = new Map<unknown, string>(after.personas.map(({ id }, p) => [id, personas[p]?.id ?? ""]));
  const moved = table.total - pairs.reduce((sum, { both }) => sum + both, 0);
  return {
    model: {
      ...after,
      personas,
      fit: { ...after.fit, warnings: after.fit.warnings.map((warning) => readdressed(warning, newIds)) },
    },
    continued: pairs.map((pair) => ({
      persona: before.personas[pair.before]?.id ?? "",
      refitId: after.personas[pair.after]?.id ?? "",
      both: pair.both,
      jaccard: pair.jaccard,
    })),
    fresh: personas.filter((_, p) => pairs.every((pair) => pair.after !== p)).map(({ id }) => id),
    lost: before.personas.filter((_, p) => pairs.every((pair) => pair.before !== p)).map(({ id }) => id),
    moved,
    churn: moved / table.total,
    n: table.total,
  };
};

/**
 * After a refit, is "persona-2" still who it was? Gives the personas of a refit the ids and names of those they continue, and new ids
 * to the rest.
 *
 * Every row of the table is assigned under both models, and personas are paired one to one so that as many learners as possible stay
 * with theirs (the Hungarian algorithm). A pair goes on under the old id and name if the Jaccard coefficient of its learners is at
 * least `smallestOverlap`. All other personas of the refit are new: they get the next free number, and their own name. Churn counts
 * the learners whose persona, by id, is another one than before.
 *
 * A carried name may no longer fit: compare it with the persona's `reasons`, which are the refit's. An id that was lost in an
 * earlier refit may be given again, since a model knows only its own.
 *
 * Failures: `InvalidInput` for models or a table that do not fit (the table needs the columns of both, cut at the day of both),
 * and for models whose fit was weighted, since learners are counted by rows;
 * `InsufficientData` for a table without rows.
 *
 * Cost O(n k d + k^3). Sources: Kuhn (1955); Hennig (2007) for the limit of .5.
 *
 * @example
 * ```ts
 * import { orThrow, segment, tableFromColumns } from "learnlift";
 *
 * const lastYear = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 3, 20, 21, 24] }));
 * const thisYear = orThrow(tableFromColumns()({ activeDays: [1, 3, 2, 19, 22, 25, 24] }));
 * const before = orThrow(segment.fitPersonas({ k: 2, seed: 7 })(lastYear));
 * const after = orThrow(segment.fitPersonas({ k: 2, seed: 7 })(thisYear));
 * after.personas.map(({ id, name }) => `${id}: ${name}`); // => ["persona-1: High active days", "persona-2: Low active days"]
 * const { model, churn } = orThrow(segment.continuePersonas({ before, after })(thisYear));
 * model.personas.map(({ id, name }) => `${id}: ${name}`); // => ["persona-2: High active days", "persona-1: Low active days"]
 * churn; // => 0
 * ```
 */
export const continuePersonas = (options: ContinuePersonasOptions): ((table: Table) => Result<PersonaContinuity>) => {
  const plan = readPlan(options);
  return (table) => {
    if (isLeft(plan)) return plan;
    const read = reading(NAME, (found) => readCrossTable(found, plan.right.models, table));
    if (isLeft(read)) return read;
    if (read.right.total === 0) return insufficientData(NAME, "rows", 1, 0);
    return right(goOn(plan.right, read.right));
  };
};
