import * as z from "zod/mini";
import { commonLayout, partsOfDaysCounted, weightWithin } from "../memorySchema.ts";
import { SBD_BOUNDS, type SbdModel } from "./model.ts";

const weight = (index: number): z.ZodMiniNumber => weightWithin(SBD_BOUNDS[index] ?? [0, 0]);

/** The layout of a stored SBD model. */
export const sbdSchema: z.ZodMiniType<SbdModel> = /* @__PURE__ */ (() =>
  z
    .strictObject({
      kind: z.literal("sbd"),
      version: z.literal(1),
      weights: z
        .tuple([weight(0), weight(1), weight(2), weight(3), weight(4), weight(5), weight(6)])
        .check(z.refine(([low, high]) => high >= low, { path: [1], message: "a weight not below w0" })),
      ...commonLayout(),
    })
    .check(partsOfDaysCounted()))();
