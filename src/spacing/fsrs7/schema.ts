import * as z from "zod/mini";
import { RETENTION_RANGE } from "../memory.ts";
import { FSRS7_BOUNDS, type Fsrs7Model } from "./model.ts";

// Trainers work in 32-bit floats, whose 0.95 is 0.949999988079071: a bound is passed only by more than that rounding.
const SINGLE_PRECISION = 2 ** -23;

const weight = (index: number): z.ZodMiniNumber => {
  const [lower, upper] = FSRS7_BOUNDS[index] ?? [0, 0];
  return z
    .number()
    .check(z.gte(lower - Math.abs(lower) * SINGLE_PRECISION), z.lte(upper + Math.abs(upper) * SINGLE_PRECISION));
};

/** A weight is not below another one. */
const notBelow = (index: number, other: number): z.core.$ZodCheck<readonly number[]> =>
  z.refine((weights) => (weights[index] ?? 0) >= (weights[other] ?? 0), {
    path: [index],
    message: `a weight not below w${other}`,
  });

/** The layout of a stored FSRS-7 model. */
export const fsrs7Schema: z.ZodMiniType<Fsrs7Model> = /* @__PURE__ */ (() =>
  z
    .strictObject({
      kind: z.literal("fsrs-7"),
      version: z.literal(1),
      weights: z
        .tuple([
          ...([weight(0), weight(1), weight(2), weight(3), weight(4), weight(5), weight(6)] as const),
          ...([weight(7), weight(8), weight(9), weight(10), weight(11), weight(12), weight(13), weight(14)] as const),
          ...([weight(15), weight(16), weight(17), weight(18), weight(19), weight(20)] as const),
          ...([weight(21), weight(22), weight(23), weight(24), weight(25), weight(26)] as const),
          ...([weight(27), weight(28), weight(29), weight(30), weight(31), weight(32), weight(33)] as const),
        ])
        .check(notBelow(1, 0), notBelow(2, 1), notBelow(3, 2), notBelow(26, 25)),
      retention: z.number().check(z.gte(RETENTION_RANGE.min), z.lte(RETENTION_RANGE.max)),
      minimumIntervalDays: z.number().check(z.gte(0), z.lte(1)),
      maximumIntervalDays: z.int().check(z.gte(1), z.lte(36_500)),
      elapsed: z.enum(["study-days", "exact"]),
    })
    .check(
      z.refine(({ elapsed, minimumIntervalDays }) => elapsed === "exact" || minimumIntervalDays === 1, {
        path: ["minimumIntervalDays"],
        message: '1, or elapsed "exact": study days know no part of a day',
      }),
    ))();
