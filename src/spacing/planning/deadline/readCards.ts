import {
  type Found,
  orDefault,
  readArray,
  readFields,
  readNumber,
  readResult,
  readUniqueId,
} from "../../../core/check/index.ts";
import type { MemoryModel, MemoryState } from "../../memory.ts";
import { checkOrder } from "../../moment.ts";
import type { PlannedCard } from "./problem.ts";
import type { DeadlineSettings } from "./readSettings.ts";

/** A card, read. */
export interface NamedCard<S extends MemoryState> extends PlannedCard<S> {
  readonly id: string;
}

/** Reads the cards. */
export const readCards = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  { memory, from }: DeadlineSettings<M, S>,
  cards: unknown,
): readonly NamedCard<S>[] => {
  const seen = new Set<string>();
  return readArray(found, [], cards, (card, path) => {
    const source = readFields(found, path, card, "a card", ["id", "state", "value", "effort"]);
    const id = readUniqueId(found, [...path, "id"], source["id"], seen, "card");
    const state =
      source["state"] === undefined
        ? null
        : readResult(found, [...path, "state"], memory.kernel.parseState(source["state"]), null);
    if (state !== null) checkOrder(found, [...path, "state", "lastAt"], from.at, state.lastAt);
    return {
      id,
      state,
      value: orDefault(source["value"], 1, (one) =>
        readNumber(found, [...path, "value"], one, { above: 0, max: 1000 }),
      ),
      effort: orDefault(source["effort"], 1, (one) =>
        readNumber(found, [...path, "effort"], one, { min: 0.01, max: 1000 }),
      ),
    };
  });
};
