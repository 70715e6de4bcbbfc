import * as z from "zod/mini";
import { RETENTION_RANGE } from "../memory.ts";
import { SBD_BOUNDS, type SbdModel } from "./model.ts";

// Trainers work in 32-bit floats, whose 10.505067539570582 is 10.5050678253…: a bound is passed only by more than that rounding.
const SINGLE_PRECISION = 2 ** -23;

const weight = (index: number): z.ZodMiniNumber => {
  const [lower, upper] = SBD_BOUNDS[index] ?? [0, 0];
  return z
    .number()
    .check(z.gte(lower - Math.abs(lower) * SINGLE_PRECISION), z.lte(upper + Math.abs(upper) * SINGLE_PRECISION));
};

/** The layout of a stored SBD model. */
export const sbdSchema: z.ZodMiniType<SbdModel> = /* @__PURE__ */ (() =>
  z
    .strictObject({
      kind: z.literal("sbd"),
      version: z.literal(1),
      weights: z
        .tuple([weight(0), weight(1), weight(2), weight(3), weight(4), weight(5), weight(6)])
        .check(z.refine(([low, high]) => high >= low, { path: [1], message: "a weight not below w0" })),
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
