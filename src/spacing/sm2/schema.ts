import * as z from "zod/mini";
import { RETENTION_RANGE } from "../memory.ts";
import type { Sm2Model } from "./model.ts";

const quality = (least: number, most: number): z.ZodMiniNumber => z.int().check(z.gte(least), z.lte(most));

/** The layout of a stored SM-2 model. */
export const sm2Schema: z.ZodMiniType<Sm2Model> = /* @__PURE__ */ (() =>
  z.strictObject({
    kind: z.literal("sm-2"),
    version: z.literal(1),
    qualities: z.tuple([quality(0, 2), quality(3, 5), quality(3, 5), quality(3, 5)]).check(
      z.refine(([, hard, good]) => good >= hard, { path: [2], message: "a quality not below that of hard" }),
      z.refine(([, , good, easy]) => easy >= good, { path: [3], message: "a quality not below that of good" }),
    ),
    failureLowersEase: z.boolean(),
    retention: z.number().check(z.gte(RETENTION_RANGE.min), z.lte(RETENTION_RANGE.max)),
    maximumIntervalDays: z.int().check(z.gte(1), z.lte(36_500)),
    elapsed: z.enum(["study-days", "exact"]),
  }))();
