import * as z from "zod/mini";
import { RETENTION_RANGE } from "../memory.ts";
import type { LeitnerModel } from "./model.ts";

const MOST_BOXES = 100;

/** The layout of a stored Leitner box. */
export const leitnerSchema: z.ZodMiniType<LeitnerModel> = /* @__PURE__ */ (() =>
  z
    .strictObject({
      kind: z.literal("leitner"),
      version: z.literal(1),
      gapsDays: z.array(z.number().check(z.gt(0), z.lte(36_500))).check(
        z.minLength(1),
        z.maxLength(MOST_BOXES),
        z.refine((gaps) => gaps.every((gap, index) => gap >= (gaps[index - 1] ?? 0)), {
          message: "gaps that do not fall",
        }),
      ),
      onFailure: z.enum(["first-box", "one-box-back"]),
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
      z.refine(({ gapsDays: [first = 1], minimumIntervalDays }) => first >= minimumIntervalDays, {
        path: ["minimumIntervalDays"],
        message:
          'no more than the first of gapsDays: gaps of less than a day need elapsed "exact" and minimumIntervalDays 0',
      }),
    ))();
