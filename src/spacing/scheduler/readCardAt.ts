import { type Found, note, type Path, readId } from "../../core/check/index.ts";
import type { MemoryKernel, MemoryState, Moment } from "../memory.ts";
import { checkOrder, type MomentPaths } from "../moment.ts";
import { type Card, type CardPaths, NEW_CARD, readCard } from "./card.ts";
import { type FuzzRules, needsId } from "./fuzz.ts";

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

/** Reads the id of a card, which has to be there where the fuzz goes by it. */
export const readCardId = (found: Found, path: Path, id: unknown, { fuzz }: FuzzRules): string | undefined => {
  if (id !== undefined) return readId(found, path, id);
  if (needsId(fuzz)) note(found, path, "missing", `the card's id, which the fuzz "${fuzz}" goes by`, id);
  return undefined;
};
