/**
 * Why something was decided, as data: a code and the values it rests on.
 * `explain(reason)` words it in English; for another language look the code up in a table of your own.
 */
export interface Reason<C extends string = string> {
  /** Names the kind of reason, for programs and for tables of words. */
  readonly code: C;
  /** What it rests on, by name: the numbers and words that its sentence needs. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** Makes a reason. */
export const reason = <C extends string>(
  code: C,
  values: Readonly<Record<string, string | number | boolean>> = {},
): Reason<C> => ({ code, values });

/** English for the reason codes of one area: `{name}` is replaced by the value of that name. */
export type Words<C extends string = string> = Readonly<Record<C, string>>;
