import { readFileSync } from "node:fs";
import type { ReviewColumns } from "../../../src/spacing/index.ts";
import { sharedData } from "../../support/sharedData.ts";

const START = Date.UTC(2024, 2, 29);
const DAY = 86_400_000;

/** The real log of one learner, study days by the UTC calendar; `null` where it is not on this machine. */
export const sampleLog = (): ReviewColumns | null => {
  const folder = sharedData("spacing");
  if (folder === null) return null;
  const byCard = new Map<string, number[][]>();
  for (const line of readFileSync(`${folder}revlog-sample.csv`, "utf8").trim().split("\n").slice(1)) {
    const [card = "", when, grade] = line.split(",");
    const rows = byCard.get(card) ?? [];
    byCard.set(card, rows);
    rows.push([START + Number(when), Number(grade)]);
  }
  const cards = [...byCard.values()];
  const rows = cards.flat();
  const offsets = [0];
  for (const card of cards) offsets.push((offsets[offsets.length - 1] ?? 0) + card.length);
  const at = Float64Array.from(rows, ([when = 0]) => when);
  return {
    offsets,
    grades: Uint8Array.from(rows, ([, grade = 0]) => grade),
    at,
    day: Int32Array.from(at, (when) => Math.floor(when / DAY)),
  };
};
