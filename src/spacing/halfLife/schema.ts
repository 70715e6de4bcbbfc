import * as z from "zod/mini";
import { commonLayout, partsOfDaysCounted } from "../memorySchema.ts";
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
      ...commonLayout(),
    })
    .check(partsOfDaysCounted()))();
