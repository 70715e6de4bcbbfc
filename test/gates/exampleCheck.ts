import { difference, type Expected } from "./examples.ts";

/** Called by the examples, where a `// =>` stood: gives the value back, or fails with where it stood and what differs. */
export const __check = <A>(where: string, value: A, expected: string): A => {
  const parsed: Expected = JSON.parse(expected); // written by `checked` from an Expected
  const differs = difference(parsed, value);
  if (differs !== null) throw new Error(`${where}: ${differs}`);
  return value;
};
