import { describe, expect, it } from "vitest";
import type { Reason } from "../../src/core/vocabulary/index.ts";
import { assignPersona, fitPersonas } from "../../src/segment/index.ts";
import { reasonsOf } from "../../src/segment/naming.ts";
import { segmentWords } from "../../src/segment/words.ts";
import { rightOf } from "../support/property.ts";
import { clouds, tableOf } from "./points.ts";

const words: Readonly<Record<string, string>> = segmentWords;

describe("the words of segment", () => {
  const given = (): readonly Reason[] => {
    const rows = [...Array.from({ length: 40 }, (_, i) => [i, (i * 7) % 5, 3]), [900, 900, 3]];
    const model = rightOf(fitPersonas({ k: 2, start: [0, 1], maxIterations: 1 })(tableOf(rows)));
    const more = rightOf(fitPersonas({ k: 2 })(tableOf(rows)));
    const assignment = rightOf(assignPersona(rightOf(fitPersonas({ k: 3 })(tableOf(clouds))))({ a: 1, b: 9 }));
    return [
      ...model.fit.warnings,
      ...more.fit.warnings,
      ...more.personas.flatMap(({ reasons }) => reasons),
      ...assignment.reasons,
      ...reasonsOf([]),
    ];
  };

  it("has a sentence for each reason that is given, and fills its holes", () => {
    for (const { code, values } of given()) {
      const holes = [...(words[code] ?? "{no words}").matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
      expect(Object.keys(values)).toEqual(expect.arrayContaining(holes));
    }
  });

  it("has no sentence for a reason that is never given", () => {
    expect(new Set(given().map(({ code }) => code))).toStrictEqual(new Set(Object.keys(words)));
  });
});
