import * as z from "zod/mini";
import { RETENTION_RANGE } from "./memory.ts";

// Trainers work in 32-bit floats, whose 0.8 is 0.800000011920929: a bound is passed only by more than that rounding.
const SINGLE_PRECISION = 2 ** -23;

/** A weight between two bounds, as trainers write it. */
export const weightWithin = ([lower, upper]: readonly [number, number]): z.ZodMiniNumber =>
  z
    .number()
    .check(z.gte(lower - Math.abs(lower) * SINGLE_PRECISION), z.lte(upper + Math.abs(upper) * SINGLE_PRECISION));

/** The layout of what every memory model stores beside what is its own. */
export const commonLayout = (): {
  readonly retention: z.ZodMiniNumber;
  readonly minimumIntervalDays: z.ZodMiniNumber;
  readonly maximumIntervalDays: z.ZodMiniNumberFormat;
  readonly elapsed: z.ZodMiniEnum<{ readonly "study-days": "study-days"; readonly exact: "exact" }>;
} => ({
  retention: z.number().check(z.gte(RETENTION_RANGE.min), z.lte(RETENTION_RANGE.max)),
  minimumIntervalDays: z.number().check(z.gte(0), z.lte(1)),
  maximumIntervalDays: z.int().check(z.gte(1), z.lte(36_500)),
  elapsed: z.enum(["study-days", "exact"]),
});

/** Intervals of less than a day need time that is counted in less than days. */
export const partsOfDaysCounted = (): z.core.$ZodCheck<{
  readonly elapsed: "study-days" | "exact";
  readonly minimumIntervalDays: number;
}> =>
  z.refine(({ elapsed, minimumIntervalDays }) => elapsed === "exact" || minimumIntervalDays === 1, {
    path: ["minimumIntervalDays"],
    message: '1, or elapsed "exact": study days know no part of a day',
  });
