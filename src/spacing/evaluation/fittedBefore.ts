import { isLeft, right } from "fp-ts/lib/Either.js";
import { namedAfter, reading, readObject } from "../../core/check/index.ts";
import { type Failure, invalidInput, type Result } from "../../core/vocabulary/index.ts";
import type { Histories } from "../readHistories.ts";
import type { ReviewColumns } from "../replayMany.ts";

// Rows below are below the number of rows, cards below the number of cards, so each `as number` is true.

/** The part of a log before a row, in order of time; those at the same instant by row. Cards that begin later are not in it. */
export const before = (
  { offsets, grades, at, day }: Histories & { readonly at: Float64Array },
  until: number,
): ReviewColumns => {
  const limit = at[until] as number;
  const starts: number[] = [0];
  const kept: number[] = [];
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    const first = kept.length;
    for (let row = offsets[card] as number; row < (offsets[card + 1] as number); row += 1) {
      const when = at[row] as number;
      if (when > limit || (when === limit && row >= until)) break;
      kept.push(row);
    }
    if (kept.length > first) starts.push(kept.length);
  }
  return {
    offsets: Uint32Array.from(starts),
    grades: Uint8Array.from(kept, (row) => grades[row] as number),
    at: Float64Array.from(kept, (row) => at[row] as number),
    day: Int32Array.from(kept, (row) => day[row] as number),
  };
};

/** What came of a function that was handed in and did not give what it should. */
const receivedFrom = (failure: Failure): string => {
  if (failure._tag !== "InvalidInput") return failure._tag;
  const [{ path, received }] = failure.issues;
  return path.length === 0 ? "one that throws" : `one that gives ${received}`;
};

/** Calls what the caller handed in: what it throws is a failure of its argument. */
export const fitted = <M>(
  name: string,
  fitted: (reviews: ReviewColumns) => Result<{ readonly model: M }>,
  reviews: ReviewColumns,
): Result<M> => {
  const tried = reading(name, (found) => {
    const answer = fitted(reviews);
    const source = readObject(found, ["fit"], answer, "a Result from fit");
    if (source["_tag"] === "Left") return answer;
    readObject(found, ["fit", "model"], readObject(found, ["fit"], source["right"])["model"]);
    return answer;
  });
  if (isLeft(tried))
    return invalidInput(name, [
      {
        path: ["fit"],
        code: "unreadable",
        expected: "a function from reviews to a Result with a model",
        received: receivedFrom(tried.left),
      },
    ]);
  return isLeft(tried.right) ? namedAfter(name, tried.right) : right(tried.right.right.model);
};
