import { didYouMean } from "./didYouMean.ts";

const SHOWN = 12;

const bounded = (words: readonly string[]): string => {
  const shown = words.slice(0, SHOWN).join(", ");
  return words.length <= SHOWN ? shown : `${shown} and ${words.length - SHOWN} more`;
};

/** `one of a, b, c`, at most twelve of them, with the nearest to what was received, if one is near. */
export const oneOf = (
  choices: readonly string[],
  received: unknown,
  word: (choice: string) => string = (choice) => choice,
): string => {
  if (choices.length === 0) return "nothing here";
  const near = typeof received === "string" ? didYouMean(received, choices) : undefined;
  const hint = near === undefined ? "" : ` (did you mean ${word(near)}?)`;
  return `one of ${bounded(choices.map(word))}${hint}`;
};
