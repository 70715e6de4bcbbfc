import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { CatalogueModule } from "../module.ts";
import { type Catalogue, readCatalogue } from "./catalogue.ts";

/**
 * What one may want to ask of a catalogue: plan by a weekly budget of minutes, find what teaches a skill, put modules in an order
 * that respects what needs what, filter by tags, match difficulty to ability.
 */
export type CatalogueQuestion =
  | "weekly-budgets"
  | "paths-to-skills"
  | "order-by-prerequisites"
  | "filter-by-tags"
  | "match-difficulty";

/** Whether a catalogue can answer a question, and why or why not. */
export interface CatalogueAnswer {
  /** The question. */
  readonly question: CatalogueQuestion;
  /** True where every module says what the question needs. */
  readonly can: boolean;
  /** How many modules say it, or do not: `minutes-known`, `minutes-unknown`, and so on, with the numbers. */
  readonly because: Reason;
}

type Field = "minutes" | "skills" | "prerequisites" | "tags" | "difficulty";

const NEEDS: readonly (readonly [CatalogueQuestion, Field])[] = [
  ["weekly-budgets", "minutes"],
  ["paths-to-skills", "skills"],
  ["order-by-prerequisites", "prerequisites"],
  ["filter-by-tags", "tags"],
  ["match-difficulty", "difficulty"],
];

const answer = (modules: readonly CatalogueModule[], question: CatalogueQuestion, field: Field): CatalogueAnswer => {
  const of = modules.length;
  const unknown = modules.filter((module) => module[field] === undefined).length;
  if (of === 0) return { question, can: false, because: reason("catalogue-empty") };
  return unknown === 0
    ? { question, can: true, because: reason(`${field}-known`, { of }) }
    : { question, can: false, because: reason(`${field}-unknown`, { unknown, of }) };
};

/**
 * What can this catalogue answer, and what can it not? One answer for each question, in a fixed order. An LMS that knows only titles
 * gets five times no, with the number of modules that lack what the question needs; an empty list of skills or prerequisites is
 * knowledge ("there are none"), a missing one is not.
 *
 * Fails with `InvalidInput` if the value is no catalogue. Cost: modules.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const catalogue = orThrow(
 *   records.catalogue([
 *     { id: "triage", title: "Triage", minutes: 10 },
 *     { id: "review", title: "Incident review" },
 *   ]),
 * );
 * const [budgets] = orThrow(records.catalogueCan(catalogue));
 * budgets?.can; // => false
 * budgets?.because; // => { code: "minutes-unknown", values: { unknown: 1, of: 2 } }
 * ```
 */
export const catalogueCan = (catalogue: Catalogue): Result<readonly CatalogueAnswer[]> => {
  const read = readCatalogue("records.catalogueCan", catalogue);
  if (isLeft(read)) return read;
  return right(NEEDS.map(([question, field]) => answer(read.right.modules, question, field)));
};
