import { regressionWords } from "../core/regression/words.ts";
import { coreWords } from "../core/vocabulary/words.ts";
import { metricsWords } from "../metrics/words.ts";
import { nudgeWords } from "../nudge/words.ts";
import { recommendWords } from "../recommend/words.ts";
import { recordsWords } from "../records/words.ts";
import { segmentWords } from "../segment/words.ts";
import { spacingWords } from "../spacing/words.ts";

const AREAS: readonly Readonly<Record<string, string>>[] = [
  coreWords,
  regressionWords,
  recordsWords,
  segmentWords,
  spacingWords,
  recommendWords,
  nudgeWords,
  metricsWords,
];

/** The templates of a code: one for each area that uses it. */
export const templatesOf = (code: string): readonly string[] =>
  AREAS.flatMap((words) => {
    const template = Object.prototype.propertyIsEnumerable.call(words, code) ? words[code] : undefined;
    return template === undefined ? [] : [template];
  });
