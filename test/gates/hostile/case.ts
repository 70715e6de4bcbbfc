/** How a function of ours that takes values from outside is called, for the tests with hostile input. */
export interface CheckedCase {
  readonly kind: "checked";
  /**
   * Valid arguments, made anew at each call: one list for each call of a curried function, so `f(options)(rows)` is
   * `[[options], [rows]]`. Small ones, on which the function succeeds: they are called thousands of times.
   */
  readonly calls: () => readonly (readonly unknown[])[];
  /** Turns what the last call gives (steps, a promise's starter) into a Result. */
  readonly finish?: (value: unknown) => unknown;
  /** What its failures say in `in`, where that is not the name of the export. */
  readonly in?: string;
  /** True where one call takes milliseconds: a fixed part of the combinations is tried. */
  readonly heavy?: boolean;
  /** Places where another type, or a missing number, is legitimate: "1.0.*.score" is call.argument.path, `*` one step, `**` any. */
  readonly accepts?: Readonly<Record<string, string>>;
  /** Arguments in which an unknown key is an error ("call.argument"). The first argument of a curried function if not given. */
  readonly strict?: readonly string[];
  /** True where NaN in an answer means "missing", with the reason. */
  readonly missingIsNaN?: string;
}

/** A function of values that we made ourselves, or that has no answer to check: with the reason why nothing hostile reaches it. */
export interface PlainCase {
  readonly kind: "plain";
  readonly because: string;
}

export type Case = CheckedCase | PlainCase;

/** The cases of one entry, by the name of the export. */
export type Cases = Readonly<Record<string, Case>>;

export const plain = (because: string): PlainCase => ({ kind: "plain", because });

export const takes = (calls: CheckedCase["calls"], more: Omit<CheckedCase, "kind" | "calls"> = {}): CheckedCase => ({
  kind: "checked",
  calls,
  ...more,
});
