import { type Found, note, readArray, readId } from "../../core/check/index.ts";

/** For each card the number of its learner, from 0 in the order in which they first occur. */
export const readLearners = (found: Found, value: unknown, cards: number): Uint32Array => {
  const learners = readArray(found, ["learners"], value, (learner, path) => readId(found, path, learner));
  if (learners.length !== cards)
    note(found, ["learners"], "inconsistent", `${cards} learners, as many as there are cards`, value);
  const numbers = new Map<string, number>();
  return Uint32Array.from(learners, (learner) => {
    const number = numbers.get(learner) ?? numbers.size;
    numbers.set(learner, number);
    return number;
  });
};
