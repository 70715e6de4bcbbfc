import type { CatalogueModule } from "../../records/module.ts";

/** A module is taken to last a second at least, so that no value per minute grows beyond all bounds. */
export const SHORTEST_MINUTES: number = 1 / 60;

/** What a module is taken to last where it does not say: the median of those that do, `null` where none does. */
export const usualMinutes = (modules: readonly CatalogueModule[]): number | null => {
  const known = modules
    .flatMap(({ minutes }) => (minutes === undefined ? [] : [minutes]))
    .sort((one, other) => one - other);
  const upper = known[known.length >> 1];
  const lower = known[(known.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : lower + (upper - lower) / 2;
};
