import { describe, expect, it } from "vitest";
import { drawNormal, stream } from "../../../src/core/numeric/random/index.ts";
import { run, tableFromColumns } from "../../../src/core/vocabulary/index.ts";
import { explain } from "../../../src/explain/index.ts";
import {
  type ChoosePersonaCountOptions,
  choosePersonaCount,
  choosePersonaCountSteps,
  fitPersonas,
  type PersonaCountChoice,
} from "../../../src/segment/index.ts";
import { untyped } from "../../records/activity/arbitraries.ts";
import { deepFreeze, hostileValues, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { clouds, column, cube, type Rows, tableOf } from "../points.ts";
import { ruspini } from "../ruspini.ts";

const choice = (rows: Rows, options: ChoosePersonaCountOptions = {}): PersonaCountChoice =>
  rightOf(choosePersonaCount(deepFreeze({ restarts: 5, ...options }))(deepFreeze(tableOf(rows))));

/** Points spread evenly, by a sequence that needs no chance. */
const even: Rows = Array.from({ length: 200 }, (_, i) => [(i * 0.7548776662466927) % 1, (i * 0.5698402909980532) % 1]);

describe("choosePersonaCount", () => {
  it("finds the four groups of ruspini, and says what speaks for them", () => {
    const found = choice(ruspini, { scale: "none", seed: 7 });
    expect(found.recommended).toBe(4);
    expect([found.silhouettes, found.n, found.seed]).toStrictEqual(["exact", 75, 7]);
    expect(found.warnings).toStrictEqual([]);
    const four = found.counts[2];
    expect(four?.k).toBe(4);
    expect(four?.inertia).toBeCloseTo(12881.05, 2); // the sum of squares within R's four groups
    expect(four?.silhouette).toBeCloseTo(0.737656990880661, 12);
    expect(four?.smallestShare).toBe(15 / 75);
    expect(four?.allowed).toBe(true);
    expect(four?.votes).toContain("silhouette");
    expect(four?.votes).toContain("gap");
    expect(found.gap?.chosen).toBe(4);
    expect(four?.stability).toBeGreaterThan(0.9);
    expect(four?.jaccards).toHaveLength(4);
    expect(four?.stability).toBe(Math.min(...(four?.jaccards ?? [])));
  });

  it("puts the criteria side by side for each number, and votes once for each criterion that has a favourite", () => {
    const found = choice(ruspini, { to: 5 });
    expect(found.counts.map(({ k }) => k)).toStrictEqual([2, 3, 4, 5]);
    for (const one of found.counts) {
      expect(one.silhouette).not.toBeNull();
      expect(one.bic).not.toBeNull();
      expect(one.gap).toBe(found.gap?.gap[one.k - 1]);
      expect(one.jaccards).toHaveLength(one.k);
    }
    expect(found.gap?.gap).toHaveLength(5);
    const votes = found.counts.flatMap((one) => one.votes);
    expect(new Set(votes).size).toBe(votes.length);
  });

  it("clusters as fitPersonas does with the same seed", () => {
    for (const { k, inertia, smallestShare } of choice(ruspini, { seed: "s", criteria: ["bic"], to: 6 }).counts) {
      const model = rightOf(fitPersonas({ k, seed: "s", restarts: 5 })(tableOf(ruspini)));
      expect(inertia).toBe(model.inertia);
      expect(smallestShare).toBe((model.personas[k - 1]?.size ?? 0) / 75);
    }
  });

  it("does so for many rows too, where restarts run on a subsample", () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [(i * 0.7548776662466927) % 1]);
    const options = { seed: 3, restarts: 2 } as const;
    const found = rightOf(choosePersonaCount({ ...options, from: 3, to: 3, criteria: ["bic"] })(tableOf(rows)));
    const model = rightOf(fitPersonas({ ...options, k: 3 })(tableOf(rows)));
    expect(model.fit.restartMode).toBe("subsample");
    expect(found.counts[0]?.inertia).toBe(model.inertia);
    const fewer = tableOf(rows.slice(1));
    const full = rightOf(fitPersonas({ ...options, k: 3 })(fewer));
    expect(full.fit.restartMode).toBe("full");
    const choice = rightOf(choosePersonaCount({ ...options, from: 3, to: 3, criteria: ["bic"] })(fewer));
    expect(choice.counts[0]?.inertia).toBe(full.inertia);
  });

  it("computes what votes, and nothing else", () => {
    const only = (criterion: "silhouette" | "gap" | "bic" | "stability") => {
      const found = choice(clouds, { to: 3, criteria: [criterion] });
      const { silhouette, gap, bic, stability, jaccards } = found.counts[0] ?? {};
      return [silhouette, gap, bic, stability, jaccards, found.gap, found.silhouettes].map((value) => value !== null);
    };
    expect(only("silhouette")).toStrictEqual([true, false, false, false, false, false, true]);
    expect(only("gap")).toStrictEqual([false, true, false, false, false, true, false]);
    expect(only("bic")).toStrictEqual([false, false, true, false, false, false, false]);
    expect(only("stability")).toStrictEqual([false, false, false, true, true, false, false]);
  });

  it("says that an even spread is a continuum, by silhouettes and by the gap statistic", () => {
    const found = choice(even, { to: 5 });
    const best = Math.max(...found.counts.map(({ silhouette }) => silhouette ?? 0));
    expect(best).toBeLessThan(0.5);
    expect(found.warnings.slice(0, 2)).toStrictEqual([
      { code: "continuum", values: { silhouette: best, threshold: 0.5 } },
      { code: "no-groups-by-gap", values: {} },
    ]);
    expect(found.gap?.chosen).toBe(1);
    const said = found.reasons[found.reasons.length - 1];
    expect(said).toStrictEqual({ code: "gap-speaks-for-none", values: { k: found.recommended } });
    expect(said === undefined ? "" : explain(said)).toBe(
      `not all criteria found groups: the gap statistic speaks for no personas at all, and that is no vote for ${found.recommended} or any other number`,
    );
  });

  it("warns where the number it recommends has no clear groups, though another has", () => {
    const found = choice(cube, { to: 8, mostPersonas: 2, criteria: ["silhouette"] });
    const [two] = found.counts;
    const eight = found.counts[6];
    expect(found.recommended).toBe(2);
    expect(two?.silhouette).toBeLessThan(0.5);
    expect(eight?.silhouette).toBeGreaterThan(0.9);
    expect(found.warnings).toStrictEqual([
      {
        code: "count-not-clear",
        values: { k: 2, silhouette: two?.silhouette, threshold: 0.5, other: 8, best: eight?.silhouette },
      },
    ]);
    expect(choice(cube, { to: 8, mostPersonas: 8, criteria: ["silhouette"] }).warnings).toStrictEqual([]);
    expect(choice(cube, { to: 8, mostPersonas: 2, criteria: ["bic"] }).warnings).toStrictEqual([]);
    const none = choice(cube, { to: 8, smallestShare: 0.6, criteria: ["silhouette"] });
    expect([none.recommended, none.warnings]).toStrictEqual([null, []]);
  });

  it("does not split true groups because their halves are found again", () => {
    const random = stream("three blobs", "rows");
    const blobs = Array.from({ length: 180 }, (_, i) => [
      (i % 3) * 5 + drawNormal(random),
      ((i % 3) % 2) * 5 + drawNormal(random),
    ]);
    const found = choice(blobs, { resamples: 30, criteria: ["stability"] });
    expect(found.recommended).toBe(3);
    const split = found.counts.filter(({ k, stability }) => k > 3 && (stability ?? 0) >= 0.75);
    expect(split.length).toBeGreaterThan(0); // "stable", and yet no more than halves
  });

  it("takes the column of the weights for no feature, and says that it does not count them", () => {
    const times = ruspini.map((_, i) => (i % 3) + 1);
    const columns = { a: column(ruspini, 0), b: column(ruspini, 1), times };
    const table = rightOf(tableFromColumns()(columns));
    const options = { to: 5, restarts: 3, resamples: 5, references: 5 } as const;
    const plain = rightOf(choosePersonaCount(options)(tableOf(ruspini)));
    const found = rightOf(choosePersonaCount({ ...options, weight: "times" })(table));
    const warning = { code: "weights-not-counted", values: { column: "times" } };
    expect(found).toStrictEqual({ ...plain, warnings: [warning, ...plain.warnings] });
    expect(explain(warning)).toBe("each row counts once in this choice: the weights in times are not counted");
    expect(found.features).toStrictEqual(["a", "b"]);
    expect(rightOf(choosePersonaCount(options)(table)).features).toStrictEqual(["a", "b", "times"]);
    const some = rightOf(tableFromColumns()({ ...columns, times: times.map((many, i) => (i < 5 ? 0 : many)) }));
    const fewer = rightOf(choosePersonaCount({ ...options, weight: "times" })(some));
    expect(fewer).toStrictEqual({
      ...rightOf(choosePersonaCount(options)(tableOf(ruspini.slice(5)))),
      warnings: fewer.warnings,
    });
    const refuse = (weight: string, features?: readonly string[]) =>
      issuesOf(choosePersonaCount({ ...options, weight, ...(features === undefined ? {} : { features }) })(table));
    expect(refuse("time")).toStrictEqual(["unknown-value at weight"]);
    expect(refuse("times", ["a", "times"])).toStrictEqual(["inconsistent at weight"]);
    const negative = rightOf(tableFromColumns()({ ...columns, times: times.map((many) => -many) }));
    expect(issuesOf(choosePersonaCount({ ...options, weight: "times" })(negative))[0]).toBe("out-of-range at 0.times");
  });

  it("warns where the number it recommends is not stable", () => {
    const found = choice(even, { from: 5, to: 5, seed: 3 });
    const [five] = found.counts;
    expect(found.recommended).toBe(5);
    expect(five?.stability).toBeLessThan(0.75);
    expect(found.warnings[2]).toStrictEqual({
      code: "count-not-stable",
      values: { k: 5, jaccard: five?.stability, threshold: 0.75 },
    });
    expect(choice(ruspini, { criteria: ["stability"], from: 4, to: 4 }).warnings).toStrictEqual([]);
  });

  it("uses simplified silhouettes beyond the rows it is told, and says so", () => {
    const exact = choice(clouds, { to: 3, criteria: ["silhouette"], exactSilhouetteRows: 12 });
    const simple = choice(clouds, { to: 3, criteria: ["silhouette"], exactSilhouetteRows: 11 });
    expect([exact.silhouettes, simple.silhouettes]).toStrictEqual(["exact", "simplified"]);
    expect(simple.counts[1]?.silhouette).toBeGreaterThan(exact.counts[1]?.silhouette ?? 1);
  });

  it("recommends no number that leaves a persona too small, or that is too large", () => {
    const rows = [...clouds.slice(0, 9), [400, 300]];
    const strict = choice(rows, { to: 4, smallestShare: 0.11 });
    expect(strict.counts.map(({ allowed }) => allowed)).toStrictEqual([false, false, false]);
    expect(strict.recommended).toBeNull();
    expect(strict.reasons[0]).toStrictEqual({ code: "no-count-allowed", values: {} });
    expect(strict.reasons[1]?.code).toBe("share-decides");
    expect(strict.counts.every(({ votes }) => votes.length === 0)).toBe(true);
    expect(choice(rows, { to: 4, smallestShare: 0.1 }).counts[0]?.allowed).toBe(true);
    const few = choice(ruspini, { mostPersonas: 3, to: 4 });
    expect(few.counts.map(({ allowed }) => allowed)).toStrictEqual([true, true, false]);
    expect(few.recommended).toBeLessThan(4);
  });

  it("has no gap statistic and no BIC where rows coincide with their centres", () => {
    const rows = [[0], [0], [1], [1], [7], [7]];
    const found = choice(rows, { to: 3, smallestShare: 0 });
    expect(found.gap).toBeNull();
    expect(found.counts.map(({ gap, bic }) => [gap, bic === null])).toStrictEqual([
      [null, false],
      [null, true],
    ]);
  });

  it("is the same for the same seed, whole or stepwise, and shows how far it has come", () => {
    const options = { to: 3, seed: "s", references: 2, resamples: 2, restarts: 1 } as const;
    const whole = rightOf(choosePersonaCount(options)(tableOf(ruspini)));
    const phases: string[] = [];
    const seen: number[] = [];
    const steps = run(choosePersonaCountSteps(options)(tableOf(ruspini)), {
      onProgress: ({ phase, done, total }) => {
        phases.push(phase);
        seen.push(done);
        expect(total).toBe(3 + 2 * 3 + 2 * 2);
        expect(done).toBeLessThanOrEqual(13);
      },
    });
    expect(rightOf(steps)).toStrictEqual(whole);
    expect(seen).toStrictEqual([...seen].sort((a, b) => a - b));
    expect([...new Set(phases)]).toStrictEqual([
      "k = 1",
      "k = 2",
      "k = 3",
      "reference 1 of 2, k = 1",
      "reference 1 of 2, k = 2",
      "reference 1 of 2, k = 3",
      "reference 2 of 2, k = 1",
      "reference 2 of 2, k = 2",
      "reference 2 of 2, k = 3",
      "k = 2, resample 1 of 2",
      "k = 2, resample 2 of 2",
      "k = 3, resample 1 of 2",
      "k = 3, resample 2 of 2",
    ]);
    expect(rightOf(choosePersonaCount({ ...options, seed: "t" })(tableOf(ruspini)))).not.toStrictEqual(whole);
    expect(JSON.parse(JSON.stringify(whole))).toStrictEqual(whole);
  });

  it("looks at 2 to 7 with seed 1, ten starts, twenty references and resamples unless told otherwise", () => {
    const spelled = {
      from: 2,
      to: 7,
      seed: 1,
      criteria: ["silhouette", "gap", "bic", "stability"],
      smallestShare: 0.05,
      mostPersonas: 7,
      restarts: 10,
      references: 20,
      resamples: 20,
      dispersion: "squared-distances",
      exactSilhouetteRows: 5000,
      scale: "z-score",
      features: ["a", "b"],
      maxIterations: 300,
      tolerance: 1e-4,
    } as const;
    const plain = rightOf(choosePersonaCount()(tableOf(clouds)));
    expect(rightOf(choosePersonaCount(spelled)(tableOf(clouds)))).toStrictEqual(plain);
    const other = rightOf(choosePersonaCount({ ...spelled, dispersion: "distances" })(tableOf(clouds)));
    expect(other.gap).not.toStrictEqual(plain.gap);
    expect(
      choice(
        Array.from({ length: 12 }, (_, i) => [i * i]),
        { from: 8, criteria: ["bic"] },
      ).counts.map(({ k }) => k),
    ).toStrictEqual([8]);
  });

  it("warns of columns with one value", () => {
    const found = choice(
      clouds.map((row) => [...row, 4]),
      { to: 2, criteria: ["silhouette"] },
    );
    expect(found.warnings).toStrictEqual([{ code: "constant-column", values: { column: "c" } }]);
    expect(found.features).toStrictEqual(["a", "b"]);
  });
});

describe("what does not fit", () => {
  it.each([
    [{ from: 1 }, ["out-of-range at from"]],
    [{ from: 101 }, ["out-of-range at from"]],
    [{ from: 4, to: 3 }, ["out-of-range at to"]],
    [{ to: 101 }, ["out-of-range at to"]],
    [{ to: 2.5 }, ["not-integer at to"]],
    [{ seed: "" }, ["empty at seed"]],
    [{ criteria: [] }, ["empty at criteria"]],
    [{ criteria: ["bic", "bic"] }, ["duplicate at criteria.1"]],
    [{ criteria: ["elbow"] }, ["unknown-value at criteria.0"]],
    [{ smallestShare: 1 }, ["out-of-range at smallestShare"]],
    [{ smallestShare: -0.1 }, ["out-of-range at smallestShare"]],
    [{ mostPersonas: 1 }, ["out-of-range at mostPersonas"]],
    [{ references: 1 }, ["out-of-range at references"]],
    [{ references: 1001 }, ["out-of-range at references"]],
    [{ resamples: 0 }, ["out-of-range at resamples"]],
    [{ resamples: 10_001 }, ["out-of-range at resamples"]],
    [{ dispersion: "plain" }, ["unknown-value at dispersion"]],
    [{ exactSilhouetteRows: -1 }, ["out-of-range at exactSilhouetteRows"]],
    [{ restarts: 0 }, ["out-of-range at restarts"]],
    [{ scale: "robust" }, ["unknown-value at scale"]],
    [{ features: [] }, ["empty at features"]],
    [{ maxIterations: 0 }, ["out-of-range at maxIterations"]],
    [{ tolerance: -1 }, ["out-of-range at tolerance"]],
    [{ k: 3 }, ["unknown-key at k"]],
    [{ start: [1, 2] }, ["unknown-key at start"]],
  ])("options %j", (options, issues) => {
    expect(issuesOf(choosePersonaCount(untyped(options))(tableOf(clouds)))).toStrictEqual(issues);
  });

  it("too few rows that differ, and other tables; failures name the function", () => {
    expect(leftOf(choosePersonaCount({ to: 3 })(tableOf([[1], [1], [2], [2]])))).toStrictEqual({
      _tag: "InsufficientData",
      in: "segment.choosePersonaCount",
      of: "rows that differ",
      needed: 3,
      found: 2,
    });
    const words = rightOf(tableFromColumns()({ region: ["n", "s", "n"] }));
    expect(leftOf(choosePersonaCount()(words)).in).toBe("segment.choosePersonaCount");
    expect(leftOf(run(choosePersonaCountSteps({ to: 3 })(tableOf([[1], [2]])))).in).toBe(
      "segment.choosePersonaCountSteps",
    );
    expect(leftOf(run(choosePersonaCountSteps(untyped({ to: 0 }))(tableOf(clouds)))).in).toBe(
      "segment.choosePersonaCountSteps",
    );
    for (const value of [null, true, "3", Number.NaN, [], {}, 10n, Symbol("to")])
      expect(choosePersonaCount({ to: untyped(value) })(tableOf(clouds))._tag).toBe("Left");
    for (const value of hostileValues()) {
      expect(choosePersonaCount({ to: 2 })(untyped(value))._tag).toBe("Left");
    }
  });
});
