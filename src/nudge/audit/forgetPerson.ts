import { isLeft } from "fp-ts/lib/Either.js";
import { clean, readId, reading, readOptions } from "../../core/check/index.ts";
import type { Json, Result } from "../../core/vocabulary/index.ts";
import { type AuditRecord, readRecords, textAt } from "./entry.ts";
import { type AuditKey, readKeys } from "./keys.ts";

/** What is kept of persons: all of it outside the chain. */
export interface AuditHoldings {
  /** The payloads. */
  readonly records: readonly AuditRecord[];
  /** The secrets. */
  readonly keys: readonly AuditKey[];
}

/** What is left after a person was forgotten. */
export interface AuditForgotten extends AuditHoldings {
  /** How much was dropped. Keep the number of records (not the name): so many entries will have no payload from now on. */
  readonly erased: {
    /** Payloads. */
    readonly records: number;
    /** Secrets: 1, or 0 where there was none. */
    readonly keys: number;
  };
  /**
   * Indices of records of others in which the id of the person stands as a value or key of its own, a mentor's in a context for instance:
   * these commitments bind the others, so dropping the name is not possible without dropping the record. Empty is the rule.
   */
  readonly mentionedIn: readonly number[];
}

const NAME = "nudge.forgetPerson";

const mentions = (value: Json, id: string): boolean => {
  if (typeof value !== "object" || value === null) return value === id;
  return Object.entries(value).some(([key, inner]: readonly [string, Json]) => key === id || mentions(inner, id));
};

/**
 * How do I erase a person from the log of decisions? Drops the person's secret and payloads; the chain stays as it is.
 *
 * Afterwards the chain still verifies, all other decisions can still be made again, and what the person's entries committed to cannot be
 * recovered: each commitment is keyed with a secret that no longer exists. The places in the chain remain, and the records beside them show
 * when they were appended and, where persons take turns in a fixed order, whose turn it was: append each round in shuffled order. Delete what is not in the answer from your
 * stores and their backups; only that makes it true. Asking twice is no harm.
 *
 * @param learner - id of the person.
 * @returns a function of records and keys to those that stay, with the number that went; `InvalidInput` where they are not of that shape.
 *
 * Cost: linear in the records.
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 *
 * const keys = [{ learner: "ana", secret: "8f1b0c6e9d24a7537ae05bd1c3f2964808d9f6b17c3e52a4e6bb10957d2fc83a" }];
 * orThrow(nudge.forgetPerson("ana")({ records: [], keys })).keys; // => []
 * ```
 */
export const forgetPerson = (learner: string): ((holdings: AuditHoldings) => Result<AuditForgotten>) => {
  const person = reading(NAME, (found) => readId(found, ["learner"], learner));
  return (holdings) => {
    if (isLeft(person)) return person;
    const id = person.right;
    return reading(NAME, (found) => {
      const given = readOptions(found, [], holdings ?? null, ["records", "keys"]);
      readKeys(found, ["keys"], given["keys"]);
      const read = readRecords(found, ["records"], given["records"]);
      if (!clean(found)) return { records: [], keys: [], erased: { records: 0, keys: 0 }, mentionedIn: [] };
      const own = new Set<number>();
      for (const { index, request, decision } of read)
        if (textAt(decision, "learner") === id || textAt(request, "learner") === id) own.add(index);
      const others = read.filter(({ index }) => !own.has(index));
      const { records, keys } = holdings;
      const left = keys.filter((key) => key.learner !== id);
      return {
        records: records.filter(({ index }) => !own.has(index)),
        keys: left,
        erased: { records: own.size, keys: keys.length - left.length },
        mentionedIn: others
          .filter(({ request, decision }) => mentions(request, id) || mentions(decision, id))
          .map(({ index }) => index)
          .sort((one, other) => one - other),
      };
    });
  };
};
