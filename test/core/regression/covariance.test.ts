import { readFileSync } from "node:fs";
import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import {
  classicalCovariance,
  clusterCovariance,
  type LinearFit,
  linearRegression,
  type RobustKind,
  robustCovariance,
} from "../../../src/core/regression/index.ts";
import certified from "../../fixtures/leastSquares.json" with { type: "json" };
import { readCsv } from "../../support/readCsv.ts";
import { sharedData } from "../../support/sharedData.ts";
import { type Case, cases, problemOf } from "./problems.ts";
import {
  combine,
  diagonal,
  identity,
  inverseRoot,
  type Matrix,
  slowFit,
  slowSandwich,
  times,
  transpose,
} from "./slowRegression.ts";

const fitted = ({ problem }: Case): LinearFit => {
  const result = linearRegression(problem);
  if (isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

const robust = (fit: LinearFit, kind: RobustKind): Float64Array => {
  const result = robustCovariance("test", fit, kind);
  if (isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

const clustered = (fit: LinearFit, cluster: Int32Array, clusters: number) => {
  const result = clusterCovariance("test", fit, cluster, clusters);
  if (isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

const expectMatrix = (actual: Float64Array, expected: Matrix): void => {
  const size = Math.max(...expected.flat().map(Math.abs), 1e-300);
  expected.flat().forEach((value, at) => {
    expect(Math.abs((actual[at] ?? Number.NaN) - value) / size).toBeLessThan(1e-9);
  });
};

const errorOf = (covariance: Float64Array, columns: number, at: number): number =>
  Math.sqrt(covariance[at * columns + at] ?? Number.NaN);

const KINDS: readonly [RobustKind, (e: number, h: number, n: number, k: number) => number][] = [
  ["HC0", (e) => e * e],
  ["HC1", (e, _, n, k) => (e * e * n) / (n - k)],
  ["HC2", (e, h) => (e * e) / (1 - h)],
  ["HC3", (e, h) => (e / (1 - h)) ** 2],
];

describe("classicalCovariance", () => {
  it("agrees with the certified standard errors of Longley's data to 12 digits", () => {
    const { x, y, errors } = certified.longley;
    const covariance = classicalCovariance(fitted(problemOf(x, y)));
    errors.forEach((expected, j) => {
      expect(Math.abs(errorOf(covariance, 7, j) / expected - 1)).toBeLessThan(1e-12);
    });
  });

  it("equals the textbook, off the diagonal too", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const slow = slowFit(one.design, one.y);
        const variance = slow.residuals.reduce((sum, e) => sum + e * e, 0) / (one.y.length - slow.coefficients.length);
        expectMatrix(
          classicalCovariance(fitted(one)),
          slow.bread.map((row) => row.map((value) => value * variance)),
        );
      }),
    );
  });
});

describe("robustCovariance", () => {
  it.each(KINDS)("%s equals the textbook", (kind, weight) => {
    fc.assert(
      fc.property(cases, (one) => {
        const slow = slowFit(one.design, one.y);
        const weights = slow.residuals.map((e, i) =>
          weight(e, slow.leverage[i] ?? Number.NaN, one.y.length, slow.coefficients.length),
        );
        expectMatrix(robust(fitted(one), kind), slowSandwich(one.design, slow, diagonal(weights)));
      }),
    );
  });

  it("HC2 of a difference of two means is the variance of Welch", () => {
    const treated = [5, 9, 4, 8];
    const control = [1, 2, 2, 7, 3, 3];
    const x = [...treated.map(() => [1]), ...control.map(() => [0])];
    const spread = (values: readonly number[]): number => {
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1) / values.length;
    };
    const covariance = robust(fitted(problemOf(x, [...treated, ...control])), "HC2");
    expect(covariance[3]).toBeCloseTo(spread(treated) + spread(control), 12);
  });

  it("names the row that alone determines a coefficient, for HC2 and HC3 only", () => {
    const x = Array.from({ length: 8 }, (_, i) => [i === 5 ? 1 : 0, i]);
    const fit = fitted(problemOf(x, [1, 3, 2, 5, 4, 100, 7, 6]));
    for (const kind of ["HC2", "HC3"] as const) {
      expect(robustCovariance("metrics.example", fit, kind)).toEqual({
        _tag: "Left",
        left: {
          _tag: "NotIdentified",
          in: "metrics.example",
          what: "the standard errors",
          involved: ["row 5"],
          because: { code: "leverage-of-one", values: { row: 5 } },
        },
      });
    }
    for (const kind of ["HC0", "HC1"] as const) expect(isLeft(robustCovariance("test", fit, kind))).toBe(false);
  });
});

/** CR2 and its degrees of freedom from the definition: matrices of all rows (Pustejovsky & Tipton 2018, equations 5 and 11). */
const slowClusters = (design: Matrix, y: readonly number[], cluster: readonly number[], clusters: number) => {
  const slow = slowFit(design, y);
  const n = y.length;
  const rest = combine(identity(n), slow.hat, (a, b) => a - b);
  const projections = Array.from({ length: clusters }, (_, g) => {
    const rows = cluster.flatMap((label, i) => (label === g ? [i] : []));
    const block = rows.map((i) => rows.map((j) => rest[i]?.[j] ?? Number.NaN));
    const own = rows.map((i) => design[i] ?? []);
    const toCoefficients = times(slow.bread, times(transpose(own), inverseRoot(block))); // k x n_g
    const score = times(
      toCoefficients,
      rows.map((i) => [slow.residuals[i] ?? Number.NaN]),
    );
    // p_g = (I - H)_g' A_g X_g (X'X)^-1, n x k
    const p = times(transpose(rows.map((i) => rest[i] ?? [])), transpose(toCoefficients));
    return { score, p };
  });
  const covariance = projections
    .map(({ score }) => times(score, transpose(score)))
    .reduce((a, b) => combine(a, b, (x, z) => x + z));
  const degreesOfFreedom = slow.coefficients.map((_, j) => {
    const vectors = projections.map(({ p }) => p.map((row) => [row[j] ?? Number.NaN]));
    const products = vectors.map((a) => vectors.map((b) => times(transpose(a), b)[0]?.[0] ?? Number.NaN));
    const trace = products.reduce((sum, row, g) => sum + (row[g] ?? Number.NaN), 0);
    return trace ** 2 / products.flat().reduce((sum, v) => sum + v * v, 0);
  });
  return { covariance, degreesOfFreedom };
};

describe("clusterCovariance", () => {
  it("equals the definition of CR2 and of Satterthwaite's degrees of freedom", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 4, max: 6 }), (one, clusters) => {
        const cluster = one.y.map((_, i) => (i * i + (i >> 1)) % clusters);
        const labels = [...new Set(cluster)];
        const codes = cluster.map((label) => labels.indexOf(label));
        fc.pre(labels.length > (one.design[0] ?? []).length);
        const slow = slowClusters(one.design, one.y, codes, labels.length);
        const fast = clustered(fitted(one), Int32Array.from(codes), labels.length);
        expectMatrix(fast.covariance, slow.covariance);
        slow.degreesOfFreedom.forEach((expected, j) => {
          expect(fast.degreesOfFreedom[j]).toBeCloseTo(expected, 6);
        });
        expect(fast.clusters).toBe(labels.length);
      }),
      { numRuns: 40 },
    );
  });

  it("is HC2 where every row is a cluster of its own", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const fit = fitted(one);
        const rows = one.y.length;
        const { covariance } = clustered(
          fit,
          Int32Array.from({ length: rows }, (_, i) => i),
          rows,
        );
        const hc2 = robust(fit, "HC2");
        const size = Math.max(...hc2.map(Math.abs));
        hc2.forEach((value, at) => {
          expect(Math.abs((covariance[at] ?? 0) - value) / size).toBeLessThan(1e-9);
        });
      }),
    );
  });

  it("gives the degrees of freedom of a paired comparison: pairs less one", () => {
    // 6 pairs, one treated and one control each: the difference is a mean of 6 differences
    const x = Array.from({ length: 12 }, (_, i) => [i % 2]);
    const y = [3, 5, 1, 2, 8, 7, 4, 9, 2, 2, 6, 11];
    const fit = fitted(problemOf(x, y));
    const { covariance, degreesOfFreedom } = clustered(
      fit,
      Int32Array.from({ length: 12 }, (_, i) => i >> 1),
      6,
    );
    const differences = [2, 1, -1, 5, 0, 5];
    const mean = 2;
    const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / 5 / 6;
    expect(covariance[3]).toBeCloseTo(variance, 12);
    expect(degreesOfFreedom[1]).toBeCloseTo(5, 10);
  });

  it("refuses where one cluster alone determines a coefficient that is asked for, and only there", () => {
    // x0 is 1 in cluster 2 only: its coefficient is that cluster's
    const x = Array.from({ length: 12 }, (_, i) => [i >= 6 && i < 9 ? 1 : 0, (i * 5) % 7]);
    const fit = fitted(
      problemOf(
        x,
        x.map((_, i) => (i * i) % 11),
      ),
    );
    const cluster = Int32Array.from({ length: 12 }, (_, i) => Math.floor(i / 3));
    const refused = {
      _tag: "Left",
      left: {
        _tag: "NotIdentified",
        in: "test",
        what: "the standard errors",
        involved: ["cluster 2"],
        because: { code: "cluster-of-its-own", values: { cluster: 2 } },
      },
    };
    expect(clusterCovariance("test", fit, cluster, 4)).toEqual(refused);
    expect(clusterCovariance("test", fit, cluster, 4, [1])).toEqual(refused);
    const others = clusterCovariance("test", fit, cluster, 4, [0, 2]);
    if (isLeft(others)) throw new Error(JSON.stringify(others.left));
    for (const value of [...others.right.covariance, ...others.right.degreesOfFreedom])
      expect(Number.isFinite(value)).toBe(true);
  });

  it("refuses an arm that is one cluster: two schools, one treated", () => {
    const fit = fitted(problemOf([[1], [1], [1], [0], [0], [0]], [3, 5, 4, 1, 2, 2]));
    expect(clusterCovariance("test", fit, Int32Array.of(0, 0, 0, 1, 1, 1), 2)).toMatchObject({
      left: { because: { code: "cluster-of-its-own" } },
    });
  });

  it("needs two clusters", () => {
    const fit = fitted(problemOf([[1], [2], [4], [9]], [1, 2, 3, 5]));
    expect(clusterCovariance("test", fit, new Int32Array(4), 1)).toEqual({
      _tag: "Left",
      left: { _tag: "InsufficientData", in: "test", of: "clusters", needed: 2, found: 1 },
    });
  });
});

describe("covariances of real data (R 4.2.2 with sandwich and clubSandwich; ../shared/data/metrics)", () => {
  const folder = sharedData("metrics");
  const close = (actual: number, expected: number): void =>
    // the expected values are printed to 10 decimals or 13 digits
    expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-10);

  it.skipIf(folder === null)("reproduces NSW: adjusted least squares, classical and HC0 to HC3", () => {
    const expected = JSON.parse(readFileSync(`${folder}/expected.json`, "utf8")).experiments.nsw_dw_ols_adj;
    const rows = readCsv(`${folder}/nsw_dw.csv`);
    const names = ["treat", "age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"];
    const fit = fitted(
      problemOf(
        rows.map((row) => names.map((name) => Number(row[name]))),
        rows.map((row) => Number(row["re78"])),
      ),
    );
    close(fit.coefficients[1] ?? Number.NaN, expected.classical.est);
    close(errorOf(classicalCovariance(fit), 10, 1), expected.classical.se);
    for (const kind of ["HC0", "HC1", "HC2", "HC3"] as const)
      close(errorOf(robust(fit, kind), 10, 1), expected[kind].se);
  });

  it.skipIf(folder === null)("reproduces NSW: Lin's interacted regression, HC0 to HC3", () => {
    const document = JSON.parse(readFileSync(`${folder}/expected.json`, "utf8")).experiments;
    const rows = readCsv(`${folder}/nsw_dw.csv`);
    const names = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"];
    const means = names.map((name) => rows.reduce((sum, row) => sum + Number(row[name]), 0) / rows.length);
    const fit = fitted(
      problemOf(
        rows.map((row) => {
          const centred = names.map((name, j) => Number(row[name]) - (means[j] ?? Number.NaN));
          const treated = Number(row["treat"]);
          return [treated, ...centred, ...centred.map((value) => treated * value)];
        }),
        rows.map((row) => Number(row["re78"])),
      ),
    );
    expect(fit.degreesOfFreedom).toBe(427);
    for (const kind of ["HC0", "HC1", "HC2", "HC3"] as const) {
      const expected = document[`nsw_dw_lin_${kind}`];
      close(fit.coefficients[1] ?? Number.NaN, expected.est);
      close(errorOf(robust(fit, kind), 18, 1), expected.se);
    }
  });

  it.skipIf(folder === null)(
    "reproduces the mindset study: CR2 by school with Satterthwaite's degrees of freedom",
    () => {
      const expected = JSON.parse(readFileSync(`${folder}/expected.json`, "utf8")).experiments.mindset_ols_cluster;
      const rows = readCsv(`${folder}/learning_mindset.csv`);
      const schools = [...new Set(rows.map((row) => row["schoolid"]))];
      const fit = fitted(
        problemOf(
          rows.map((row) => [Number(row["intervention"])]),
          rows.map((row) => Number(row["achievement_score"])),
        ),
      );
      const { covariance, degreesOfFreedom } = clustered(
        fit,
        Int32Array.from(rows, (row) => schools.indexOf(row["schoolid"])),
        schools.length,
      );
      close(fit.coefficients[1] ?? Number.NaN, expected.est);
      close(errorOf(covariance, 2, 1), expected.CR2);
      close(degreesOfFreedom[1] ?? Number.NaN, expected.CR2_satterthwaite_df);
    },
  );
});
