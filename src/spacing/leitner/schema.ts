import * as z from "zod/mini";
import { commonLayout, partsOfDaysCounted } from "../memorySchema.ts";
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
      ...commonLayout(),
    })
    .check(
      partsOfDaysCounted(),
      z.refine(({ gapsDays: [first = 1], minimumIntervalDays }) => first >= minimumIntervalDays, {
        path: ["minimumIntervalDays"],
        message:
          'no more than the first of gapsDays: gaps of less than a day need elapsed "exact" and minimumIntervalDays 0',
      }),
    ))();
