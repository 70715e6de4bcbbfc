import { readFileSync } from "node:fs";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { gatherReviews, type ReviewLog } from "../../../src/spacing/index.ts";
import { readCsv } from "../../support/readCsv.ts";

/** The scores that were published, or computed by another program. */
export interface ExpectedScores {
  readonly logLoss: number;
  readonly rmseBins: number;
  readonly auc: number;
  readonly bins: number;
  readonly n: number;
}

/** What data/spacing/revlog-sample-expected.json holds. */
export interface Expected {
  readonly binding: {
    readonly shortTermTrue: {
      readonly parameters: readonly number[];
      readonly evaluateOnTrain: { readonly logLoss: number; readonly rmseBins: number };
    };
    readonly defaultParametersEvaluate: { readonly logLoss: number; readonly rmseBins: number };
  };
  readonly ownEvaluation: Readonly<Record<string, ExpectedScores>>;
  readonly pyFsrsParametersEvaluated: {
    readonly parameters: readonly number[];
    readonly allUnweighted: ExpectedScores;
    readonly allRecency: ExpectedScores;
  };
  readonly timeSeries5Split: { readonly default: { readonly logLoss: number; readonly rmseBins: number } };
}

export const LOG_START = Date.UTC(2024, 2, 29);

/** One learner's log of 12,580 reviews: the test log of py-fsrs (MIT), and what other programs make of it. */
export const realLog = (folder: string): { readonly log: ReviewLog; readonly expected: Expected } => {
  const rows = readCsv(`${folder}/revlog-sample.csv`).map((row) => ({
    card: row["card_id"] ?? "",
    at: LOG_START + Number(row["t_ms"]),
    grade: Number(row["rating"]) as 1 | 3, // 1 to 4 in the file
  }));
  const expected: Expected = JSON.parse(readFileSync(`${folder}/revlog-sample-expected.json`, "utf8"));
  return { log: orThrow(gatherReviews()(rows)), expected };
};
