import { priced, workspaceFor } from "./priced.ts";
import type { DeadlineTables } from "./tables.ts";

/**
 * How fast prices move, how fast that slows down, how much of what was used before counts. Chosen on one made-up deck of cards with one or two
 * reviews; whatever they are, the bound holds and the plan keeps its minutes. `certificate` says how near the two are on the cards at hand.
 */
const STEP = 0.15;
const SLOWER = 40;
const KEEP = 0.8;
const HALVINGS = 10;

/** No second of a card with as much effort as value is worth more than the second number, or less than the first: recall per second. */
const PRICE_RANGE: readonly [number, number] = [1e-7, 1e-1];

/** The range of prices for these cards. */
export const priceRange = ({ levels: { ratios } }: DeadlineTables): readonly [number, number] => [
  PRICE_RANGE[0] / (ratios[ratios.length - 1] as number), // there is a card, so there is a level
  PRICE_RANGE[1] / (ratios[0] as number),
];

/** Prices, none below the floor, at which what is wanted of each day is near to what there is. */
export const balancePrices = (
  tables: DeadlineTables,
  floor: number,
  start: Float64Array | null,
  rounds: number,
): Float64Array => {
  const { m, seconds } = tables;
  const total = seconds.reduce((all, one) => all + one, 0);
  const work = workspaceFor(tables, false);
  const look = (prices: Float64Array): Float64Array => priced(tables, prices, work).used;
  const floors = new Float64Array(m).fill(floor);
  // prices have a place for each day, as seconds have
  if (look(floors).every((used, j) => used <= (seconds[j] as number))) return floors;
  let prices: Float64Array;
  if (start === null) {
    let [low, high] = priceRange(tables);
    for (let step = 0; step < HALVINGS; step += 1) {
      const middle = Math.sqrt(low * high);
      const wanted = look(new Float64Array(m).fill(middle)).reduce((all, one) => all + one, 0);
      if (wanted > total) low = middle;
      else high = middle;
    }
    prices = new Float64Array(m).fill(Math.max(floor, Math.sqrt(low * high)));
  } else prices = start.map((price) => Math.max(floor, price));
  const smooth = new Float64Array(m);
  const sum = new Float64Array(m);
  let counted = 0;
  for (let round = 0; round < rounds; round += 1) {
    const used = look(prices);
    const keep = round === 0 ? 0 : KEEP;
    const step = STEP / (1 + round / SLOWER);
    const counts = round >= rounds / 3;
    for (let j = 0; j < m; j += 1) {
      smooth[j] = keep * (smooth[j] as number) + (1 - keep) * (used[j] as number);
      const room = (seconds[j] as number) + total / m / 10;
      const over = ((smooth[j] as number) - (seconds[j] as number)) / room;
      prices[j] = Math.max(floor, (prices[j] as number) * (1 + step * Math.min(Math.max(over, -1), 2)));
      if (counts) sum[j] = (sum[j] as number) + (prices[j] as number);
    }
    if (counts) counted += 1;
  }
  return sum.map((one) => one / counted);
};
