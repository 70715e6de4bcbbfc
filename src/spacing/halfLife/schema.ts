import * as z from "zod/mini";
import { RETENTION_RANGE } from "../memory.ts";
import { HALF_LIFE_BOUNDS, type HalfLifeModel } from "./model.ts";

const weight = (index: number): z.ZodMiniNumber => {
  const [lower, upper] = HALF_LIFE_BOUNDS[index] ?? [0, 0];
  return z.number().check(z.gte(lower), z.lte(upper));
};

/** The layout of a stored half-life regression. */
export const halfLifeSchema: z.ZodMiniType<HalfLifeModel> = /* @__PURE__ */ (() =>
  z
    .strictObject({
      kind: z.literal("half-life"),
      version: z.literal(1),
      weights: z.tuple([weight(0), weight(1), weight(2)]),
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
