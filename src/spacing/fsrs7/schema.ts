import * as z from "zod/mini";
import { commonLayout, partsOfDaysCounted, weightWithin } from "../memorySchema.ts";
import { FSRS7_BOUNDS, type Fsrs7Model } from "./model.ts";

const weight = (index: number): z.ZodMiniNumber => weightWithin(FSRS7_BOUNDS[index] ?? [0, 0]);

/** A weight is not below another one. */
const notBelow = (index: number, other: number): z.core.$ZodCheck<readonly number[]> =>
  z.refine((weights) => (weights[index] ?? 0) >= (weights[other] ?? 0), {
    path: [index],
    message: `a weight not below w${other}`,
  });

/** The layout of a stored FSRS-7 model. */
export const fsrs7Schema: z.ZodMiniType<Fsrs7Model> = /* @__PURE__ */ (() =>
  z
    .strictObject({
      kind: z.literal("fsrs-7"),
      version: z.literal(1),
      weights: z
        .tuple([
          ...([weight(0), weight(1), weight(2), weight(3), weight(4), weight(5), weight(6)] as const),
          ...([weight(7), weight(8), weight(9), weight(10), weight(11), weight(12), weight(13), weight(14)] as const),
          ...([weight(15), weight(16), weight(17), weight(18), weight(19), weight(20)] as const),
          ...([weight(21), weight(22), weight(23), weight(24), weight(25), weight(26)] as const),
          ...([weight(27), weight(28), weight(29), weight(30), weight(31), weight(32), weight(33)] as const),
        ])
        .check(notBelow(1, 0), notBelow(2, 1), notBelow(3, 2), notBelow(26, 25)),
      ...commonLayout(),
    })
    .check(partsOfDaysCounted()))();
