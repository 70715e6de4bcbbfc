import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, reading, readNumber, readObject, readRecord } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { readTitle } from "./readDrawable.ts";
import { BLUE, type ChartSpec, chart, VERMILION } from "./spec.ts";

/** What a ledger chart reads of `nudge.ledger`'s answer. */
export interface LedgerCounts {
  /** Decisions for a message. */
  readonly sent: number;
  /** Decisions for nothing. */
  readonly nothing: number;
  /** How often each rule forbade a candidate. */
  readonly blocks: Readonly<Record<string, number>>;
}

/** How a ledger chart is worded. */
export interface LedgerChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
}

const NAME = "charts.ledgerChart";
const COUNT = { min: 0, max: 1e15 };

const readLedger = (found: Found, value: unknown): LedgerCounts => {
  const { sent, nothing, blocks } = readObject(found, [], value, "a ledger");
  return {
    sent: readNumber(found, ["sent"], sent, COUNT),
    nothing: readNumber(found, ["nothing"], nothing, COUNT),
    blocks: readRecord(found, ["blocks"], blocks, (count, path) => readNumber(found, path, count, COUNT)),
  };
};

const DECISIONS = "decisions";
const CANDIDATES = "candidates ruled out";

/** "quiet-hours" as people write it. */
const inWords = (code: string): string => code.replace(/-/g, " ");

/**
 * How often did we write, how often did we leave people alone, and which rules held us back? Two groups of bars: decisions, and candidates
 * ruled out by each rule, the most frequent first, rules of one count by their names.
 *
 * Fails on an empty title, an unknown option, and counts that are negative or not numbers.
 *
 * @example
 * ```ts
 * import { charts, orThrow } from "learnlift";
 *
 * const drawn = charts.ledgerChart({ title: "Two of three were left alone" })({ sent: 1, nothing: 2, blocks: { "quiet-hours": 4 } });
 * orThrow(drawn).description;
 * // => "Two of three were left alone: message sent 1; nothing sent 2; ruled out by quiet hours 4."
 * ```
 */
export const ledgerChart = (options: LedgerChartOptions): ((ledger: LedgerCounts) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readTitle(found, options));
  return (ledger) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readLedger(found, ledger));
    return isLeft(read) ? read : right(drawLedger(settings.right, read.right));
  };
};

const drawLedger = ({ title }: LedgerChartOptions, { sent, nothing, blocks }: LedgerCounts): ChartSpec => {
  const rules = Object.entries(blocks).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const values = [
    { what: "message sent", count: sent, kind: DECISIONS },
    { what: "nothing sent", count: nothing, kind: DECISIONS },
    ...rules.map(([code, count]) => ({ what: inWords(code), count, kind: CANDIDATES })),
  ];
  const words = values.map(({ what, count, kind }) => `${kind === CANDIDATES ? "ruled out by " : ""}${what} ${count}`);
  const y = { field: "what", type: "nominal", title: null, sort: values.map(({ what }) => what) };
  const x = { field: "count", type: "quantitative", title: "count" };
  return chart(title, `${title}: ${words.join("; ")}.`, {
    height: 28 * values.length,
    data: { values },
    layer: [
      {
        mark: { type: "bar" },
        encoding: {
          y,
          x,
          color: {
            field: "kind",
            type: "nominal",
            title: null,
            scale: { domain: [DECISIONS, CANDIDATES], range: [BLUE, VERMILION] },
          },
        },
      },
      {
        mark: { type: "text", align: "left", dx: 4, fontSize: 12 },
        encoding: { y, x, text: { field: "count", type: "quantitative", format: ",d" } },
      },
    ],
  });
};
