import { type ChartSpec, chart, PALETTE } from "./spec.ts";

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

const DECISIONS = "decisions";
const CANDIDATES = "candidates ruled out";

/** "quiet-hours" as people write it. */
const inWords = (code: string): string => code.replace(/-/g, " ");

/**
 * How often did we write, how often did we leave people alone, and which rules held us back? Two groups of bars: decisions, and candidates
 * ruled out by each rule, the most frequent first.
 *
 * @example
 * ```ts
 * import { charts } from "learnlift";
 *
 * charts.ledgerChart({ title: "Two of three were left alone" })({ sent: 1, nothing: 2, blocks: { "quiet-hours": 4 } }).description;
 * // => "Two of three were left alone: message sent 1; nothing sent 2; ruled out by quiet hours 4."
 * ```
 */
export const ledgerChart = ({ title }: LedgerChartOptions): ((ledger: LedgerCounts) => ChartSpec) => {
  return ({ sent, nothing, blocks }) => {
    const rules = Object.entries(blocks).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const values = [
      { what: "message sent", count: sent, kind: DECISIONS },
      { what: "nothing sent", count: nothing, kind: DECISIONS },
      ...rules.map(([code, count]) => ({ what: inWords(code), count, kind: CANDIDATES })),
    ];
    const words = values.map(
      ({ what, count, kind }) => `${kind === CANDIDATES ? "ruled out by " : ""}${what} ${count}`,
    );
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
              scale: { domain: [DECISIONS, CANDIDATES], range: [PALETTE[0] ?? "", PALETTE[1] ?? ""] },
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
};
