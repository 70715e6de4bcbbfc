import type { Found } from "../../core/check/index.ts";
import type { MemoryKernel, MemoryState, Moment } from "../memory.ts";
import { checkOrder, type MomentPaths } from "../moment.ts";
import { type Card, type CardPaths, NEW_CARD, readCard } from "./card.ts";

/** Reads the card of a review, a new one where there is none; the review must not lie before the card's last one. */
export const readCardAt = <S extends MemoryState>(
  found: Found,
  paths: CardPaths & MomentPaths,
  kernel: MemoryKernel<S>,
  stored: unknown,
  { at }: Moment,
): Card<S> => {
  if (stored === undefined) return NEW_CARD;
  const card = readCard(found, paths, kernel, stored);
  if (card.memory !== null) checkOrder(found, paths.at, at, card.memory.lastAt);
  return card;
};
