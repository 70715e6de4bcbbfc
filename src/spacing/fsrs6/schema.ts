import * as z from "zod/mini";
import { RETENTION_RANGE } from "../memory.ts";
import { weightWithin } from "../memorySchema.ts";
import { FSRS6_BOUNDS, type Fsrs6Model } from "./model.ts";

const weight = (index: number): z.ZodMiniNumber => weightWithin(FSRS6_BOUNDS[index] ?? [0, 0]);

/** The layout of a stored FSRS-6 model. */
export const fsrs6Schema: z.ZodMiniType<Fsrs6Model> = /* @__PURE__ */ (() =>
  z.strictObject({
    kind: z.literal("fsrs-6"),
    version: z.literal(1),
    weights: z.tuple([
      ...([weight(0), weight(1), weight(2), weight(3), weight(4), weight(5), weight(6)] as const),
      ...([weight(7), weight(8), weight(9), weight(10), weight(11), weight(12), weight(13)] as const),
      ...([weight(14), weight(15), weight(16), weight(17), weight(18), weight(19), weight(20)] as const),
    ]),
    retention: z.number().check(z.gte(RETENTION_RANGE.min), z.lte(RETENTION_RANGE.max)),
    maximumIntervalDays: z.int().check(z.gte(1), z.lte(36_500)),
    elapsed: z.enum(["study-days", "exact"]),
  }))();
