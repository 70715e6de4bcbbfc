import * as z from "zod/mini";
import type { EloModel } from "./model.ts";

/** The layout of a stored Elo model. */
export const eloSchema: z.ZodMiniType<EloModel> = /* @__PURE__ */ (() =>
  z.strictObject({
    kind: z.literal("elo"),
    version: z.literal(1),
    uncertainty: z.strictObject({
      a: z.number().check(z.gt(0), z.lte(2)),
      b: z.number().check(z.gte(0), z.lte(1)),
    }),
    skillWeight: z.number().check(z.gte(0), z.lte(1)),
    guess: z.number().check(z.gte(0), z.lt(1)),
    itemWeight: z.number().check(z.gte(0), z.lte(1)),
  }))();
