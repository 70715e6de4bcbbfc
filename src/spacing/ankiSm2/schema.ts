import * as z from "zod/mini";
import { RETENTION_RANGE } from "../memory.ts";
import type { AnkiSm2Model } from "./model.ts";

/** The layout of a stored model of Anki's SM-2. The ranges are those of Anki's deck options. */
export const ankiSm2Schema: z.ZodMiniType<AnkiSm2Model> = /* @__PURE__ */ (() =>
  z.strictObject({
    kind: z.literal("anki-sm-2"),
    version: z.literal(1),
    graduatingIntervalDays: z.int().check(z.gte(1), z.lte(9999)),
    easyIntervalDays: z.int().check(z.gte(1), z.lte(9999)),
    startingEase: z.number().check(z.gte(1.31), z.lte(5)),
    easyBonus: z.number().check(z.gte(1), z.lte(5)),
    hardMultiplier: z.number().check(z.gte(0.5), z.lte(1.3)),
    intervalModifier: z.number().check(z.gte(0.5), z.lte(2)),
    lapseMultiplier: z.number().check(z.gte(0), z.lte(1)),
    lapseMinimumDays: z.int().check(z.gte(1), z.lte(9999)),
    retention: z.number().check(z.gte(RETENTION_RANGE.min), z.lte(RETENTION_RANGE.max)),
    maximumIntervalDays: z.int().check(z.gte(1), z.lte(36_500)),
    elapsed: z.enum(["study-days", "exact"]),
  }))();
