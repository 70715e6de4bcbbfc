import { describe, expect, it } from "vitest";
import type { Progress } from "../../src/core/vocabulary/index.ts";
import { run } from "../../src/core/vocabulary/index.ts";
import { explain } from "../../src/explain/index.ts";
import {
  assignPersona,
  choosePersonaCount,
  type FitPersonasOptions,
  fitPersonas,
  fitPersonasSteps,
  type PersonaModel,
  parsePersonaModel,
} from "../../src/segment/index.ts";
import { issuesOf, leftOf, rightOf } from "../support/property.ts";
import { clouds, type Rows, tableOf } from "./points.ts";
import { ruspini } from "./ruspini.ts";

const auto = (rows: Rows, options: Partial<FitPersonasOptions> = {}): PersonaModel =>
  rightOf(fitPersonas({ restarts: 3, ...options, k: "auto" })(tableOf(rows)));

/** Four rows on a spot, so that only two of five differ. */
const twoSpots: Rows = [
  [0, 0],
  [0, 0],
  [0, 0],
  [5, 5],
  [5, 5],
];

describe('fitPersonas with k "auto"', () => {
  it("takes the number that choosePersonaCount recommends with the same options, and says why", () => {
    const options = { seed: 7, restarts: 3, scale: "none", maxIterations: 50, tolerance: 0 } as const;
    const model = auto(ruspini, options);
    const { recommended, reasons, warnings, counts } = rightOf(choosePersonaCount(options)(tableOf(ruspini)));
    expect(recommended).toBe(4);
    expect(model.fit.choice).toStrictEqual({ recommended, reasons, warnings });
    const { choice, ...fit } = model.fit;
    expect(choice?.reasons.map(explain).join(" ")).not.toBe("");
    expect({ ...model, fit }).toStrictEqual(rightOf(fitPersonas({ ...options, k: 4 })(tableOf(ruspini))));
    expect(model.inertia).toBe(counts.find(({ k }) => k === 4)?.inertia);
  });

  it("hands on seed and features", () => {
    const one = { seed: "s", restarts: 2, features: ["b"] } as const;
    const { recommended, reasons, warnings } = rightOf(choosePersonaCount(one)(tableOf(ruspini)));
    const model = auto(ruspini, one);
    expect(model.fit.choice).toStrictEqual({ recommended, reasons, warnings });
    expect(model.personas).toHaveLength(recommended ?? 0);
    expect(model.features.map(({ name }) => name)).toStrictEqual(["b"]);
  });

  it("warns of a constant column once, beside what the choice warns of", () => {
    const model = auto(
      Array.from({ length: 40 }, (_, i) => [(i * 0.7548776662466927) % 1, (i * 0.569840290998) % 1, 3]),
    );
    expect(model.fit.warnings.map(({ code }) => code)).toStrictEqual(["constant-column"]);
    const codes = model.fit.choice?.warnings.map(({ code }) => code);
    expect(codes).toContain("continuum");
    expect(codes).not.toContain("constant-column");
  });

  it("looks at no more personas than there are rows that differ, and needs two", () => {
    const model = auto(twoSpots);
    expect(model.personas).toHaveLength(2);
    expect(model.fit.choice?.recommended).toBe(2);
    const one = tableOf(twoSpots.slice(0, 3));
    const name = "segment.fitPersonas";
    expect(leftOf(fitPersonas({ k: "auto" })(one))).toMatchObject({
      _tag: "InsufficientData",
      in: name,
      needed: 2,
      found: 1,
    });
  });

  it("is Infeasible where every number breaks a rule, with the reasons", () => {
    // 99 rows about one spot and one far away, which is a persona of its own for every k: 1 % is under 5 %.
    const rows = [[1000, 1000], ...Array.from({ length: 99 }, (_, i) => [i % 10, Math.floor(i / 10)])];
    const failure = leftOf(run(fitPersonasSteps({ k: "auto", restarts: 1 })(tableOf(rows))));
    if (failure._tag !== "Infeasible") throw new Error(failure._tag);
    expect(failure.in).toBe("segment.fitPersonasSteps");
    expect(failure.conflict[0].code).toBe("no-count-allowed");
    const { reasons } = rightOf(choosePersonaCount({ restarts: 1 })(tableOf(rows)));
    expect(failure.conflict).toStrictEqual(reasons);
  });

  it("is refused beside a start or weights, and by its right name", () => {
    const refuse = (options: Partial<FitPersonasOptions>): readonly string[] =>
      issuesOf(fitPersonas({ ...options, k: "auto" })(tableOf(clouds)));
    expect(refuse({ start: [0, 1] })).toStrictEqual(["inconsistent at k"]);
    expect(refuse({ start: rightOf(fitPersonas({ k: 2 })(tableOf(clouds))) })).toStrictEqual(["inconsistent at k"]);
    const free = fitPersonas({ k: "auto", start: "k-means++", restarts: 1 })(tableOf(clouds));
    expect(rightOf(free).personas).toHaveLength(3);
    expect(refuse({ weight: "times" })).toStrictEqual(["inconsistent at weight"]);
    const failure = leftOf(fitPersonas({ k: "auto", start: [0, 1], weight: "times" })(tableOf(clouds)));
    expect(failure).toMatchObject({
      issues: [
        { expected: 'a number, since the start is given: "auto" clusters into each number from random starts' },
        { expected: 'nothing, since k is "auto": silhouettes, gap and resamples count each row once' },
      ],
    });
    // @ts-expect-error a word that is no number of personas
    expect(leftOf(fitPersonas({ k: "Auto" })(tableOf(clouds)))).toMatchObject({
      issues: [{ path: ["k"], code: "wrong-type", expected: 'a whole number from 2 to 100, or "auto"' }],
    });
  });

  it("tells its progress as one whole: the clusterings of the choice, then the fit", () => {
    const seen: Progress[] = [];
    rightOf(
      run(fitPersonasSteps({ k: "auto", restarts: 2, scale: "none" })(tableOf(ruspini)), {
        onProgress: (step) => seen.push(step),
      }),
    );
    // 7 numbers for the data and each of 20 references; 20 resamples of 2 to 7; and the fit.
    const total = 7 + 7 * 20 + 6 * 20 + 1;
    expect(new Set(seen.map((step) => step.total))).toStrictEqual(new Set([total]));
    expect(seen[0]).toMatchObject({ phase: "k = 1", done: 0 });
    const dones = seen.map(({ done }) => done);
    expect([...dones].sort((a, b) => a - b)).toStrictEqual(dones);
    const last = seen[seen.length - 1];
    expect(last?.done).toBe(total - 1);
    expect(last?.phase).toBe("k = 4, start 2 of 2");
  });

  it("is stored with its choice, which has to agree with the personas", () => {
    const model = auto(twoSpots);
    const stored: PersonaModel = JSON.parse(JSON.stringify(model));
    expect(rightOf(parsePersonaModel(stored))).toStrictEqual(model);
    expect(rightOf(assignPersona(stored)({ a: 5, b: 5 })).persona).toBe("persona-2");
    const changed = (choice: unknown): unknown => ({ ...stored, fit: { ...stored.fit, choice } });
    const { choice } = stored.fit;
    expect(issuesOf(parsePersonaModel(changed({ ...choice, recommended: 3 })))).toStrictEqual([
      expect.stringContaining("at fit.choice.recommended"),
    ]);
    expect(issuesOf(parsePersonaModel(changed({ ...choice, recommended: 1 })))).not.toStrictEqual([]);
    expect(issuesOf(parsePersonaModel(changed({ ...choice, more: 1 })))).not.toStrictEqual([]);
    expect(issuesOf(parsePersonaModel(changed({ recommended: 2, reasons: [] })))).not.toStrictEqual([]);
  });
});
