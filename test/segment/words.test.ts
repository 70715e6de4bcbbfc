import { describe, expect, it } from "vitest";
import type { Reason } from "../../src/core/vocabulary/index.ts";
import { explain } from "../../src/explain/index.ts";
import { reasonsForCount } from "../../src/segment/choice/recommendCount.ts";
import {
  assignPersona,
  choosePersonaCount,
  comparePersonas,
  fitPersonas,
  personaStability,
  profilePersonas,
} from "../../src/segment/index.ts";
import { reasonsOf } from "../../src/segment/naming.ts";
import { segmentWords } from "../../src/segment/words.ts";
import { rightOf } from "../support/property.ts";
import { clouds, cube, tableOf } from "./points.ts";

const words: Readonly<Record<string, string>> = segmentWords;

/** Every reason for a number of personas, and every warning about it. */
const ofCounts = (): readonly Reason[] => {
  const one = (
    k: number,
    silhouette: number | null,
    bic: number | null,
    stability: number | null,
    smallestShare = 0.2,
  ) => ({
    k,
    silhouette,
    bic,
    stability,
    smallestShare,
  });
  const rules = { smallestShare: 0.05, mostPersonas: 7 };
  const criteria = ["silhouette", "gap", "bic", "stability"] as const;
  const reasons = (evidence: readonly ReturnType<typeof one>[], gap: number | null = null): readonly Reason[] =>
    reasonsForCount({ evidence, gap, criteria, rules });
  const two = one(2, 0.6, -9, 0.9);
  const even = Array.from({ length: 90 }, (_, i) => [(i * 0.7548776662466927) % 1, (i * 0.5698402909980532) % 1]);
  const options = { from: 5, to: 5, restarts: 1, resamples: 5, references: 5 } as const;
  return [
    ...criteria.flatMap((criterion) => {
      const three = one(
        3,
        criterion === "silhouette" ? 0.7 : null,
        criterion === "bic" ? -1 : null,
        criterion === "stability" ? 0.9 : null,
      );
      return reasons([one(2, null, null, null), three], criterion === "gap" ? 3 : null);
    }),
    ...reasons([two, one(3, 0.5, -10, 0.5)], 2),
    ...reasons([two, one(3, 0.7, -1, 0.9, 0.01)]),
    ...reasons([two, one(8, 0.7, -1, 0.9)]),
    ...reasons([one(2, null, null, null)]),
    ...reasons([one(2, null, null, null), one(3, null, null, null)]),
    ...reasons([one(2, null, null, null, 0.01)]),
    ...reasons([two, one(3, 0.5, -10, 0.5)], 1),
    ...rightOf(choosePersonaCount(options)(tableOf(even))).warnings,
    ...rightOf(choosePersonaCount({ to: 8, mostPersonas: 2, criteria: ["silhouette"] })(tableOf(cube))).warnings,
    ...rightOf(choosePersonaCount({ to: 2, criteria: ["silhouette"], weight: "b" })(tableOf(clouds))).warnings,
  ];
};

/** What is said of whole models. */
const ofModels = (): readonly Reason[] => {
  const even = Array.from({ length: 40 }, (_, i) => [(i * 0.7548776662466927) % 1, (i * 0.5698402909980532) % 1]);
  const before = rightOf(fitPersonas({ k: 5, restarts: 1 })(tableOf(even)));
  const after = rightOf(fitPersonas({ k: 2, restarts: 1 })(tableOf(even)));
  return [
    ...rightOf(personaStability({ model: before, resamples: 5, restarts: 1 })(tableOf(even))).warnings,
    ...rightOf(profilePersonas({ model: before })(tableOf(even.slice(0, 3)))).warnings,
    ...rightOf(comparePersonas({ before, after })(tableOf(even))).warnings,
  ];
};

describe("the words of segment", () => {
  const given = (): readonly Reason[] => {
    const rows = [...Array.from({ length: 40 }, (_, i) => [i, (i * 7) % 5, 3]), [900, 900, 3]];
    const model = rightOf(fitPersonas({ k: 2, start: [0, 1], maxIterations: 1 })(tableOf(rows)));
    const more = rightOf(fitPersonas({ k: 2 })(tableOf(rows)));
    const assignment = rightOf(assignPersona(rightOf(fitPersonas({ k: 3 })(tableOf(clouds))))({ a: 1, b: 9 }));
    return [
      ...ofCounts(),
      ...ofModels(),
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

  it("call nothing stable that is under .75", () => {
    const said = given().filter(({ values }) => Number(values["jaccard"] ?? values["agreement"]) < 0.75);
    expect(said.length).toBeGreaterThan(2);
    for (const one of said) expect(explain(one)).not.toMatch(/(?<!not )\bstable\b/);
    expect(explain(said[0] ?? { code: "", values: {} })).toMatch(/not stable$/);
  });

  it("has no sentence for a reason that is never given", () => {
    expect(new Set(given().map(({ code }) => code))).toStrictEqual(new Set(Object.keys(words)));
  });
});
