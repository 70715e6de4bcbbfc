import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import {
  type LogisticProblem,
  logisticClusterCovariance,
  logisticRegression,
} from "../../../src/core/regression/index.ts";
import table from "../../fixtures/logisticClusters.json" with { type: "json" };

const at = (row: readonly number[], column: number): number => row[column] ?? Number.NaN;

const problemOf = (weighted: boolean): LogisticProblem => ({
  caller: "test",
  x: Float64Array.from(table.rows.flatMap((row) => [at(row, 1), at(row, 2)])),
  y: Float64Array.from(table.rows, (row) => at(row, 3)),
  rows: table.rows.length,
  names: ["minutes", "late"],
  ...(weighted ? { weights: Float64Array.from(table.rows, (row) => at(row, 4)) } : {}),
});
const cluster = Int32Array.from(table.rows, (row) => at(row, 0));

const fitOf = (problem: LogisticProblem) => {
  const fit = logisticRegression(problem);
  if (isLeft(fit)) throw new Error(JSON.stringify(fit.left));
  return fit.right;
};

const covarianceOf = (problem: LogisticProblem, clusters: Int32Array, count: number) => {
  const sandwich = logisticClusterCovariance(problem, fitOf(problem), clusters, count);
  if (isLeft(sandwich)) throw new Error(JSON.stringify(sandwich.left));
  return sandwich.right;
};

describe("logisticClusterCovariance", () => {
  it.each([
    [false, table.plain],
    [true, table.weighted],
  ])(
    "gives the table (statsmodels 0.15, CR2 by full matrices of rows); rows with weights: %s",
    (weighted, expected) => {
      const problem = problemOf(weighted);
      const { coefficients } = fitOf(problem);
      expected.coefficients.forEach((value, j) => {
        expect(coefficients[j]).toBeCloseTo(value, 10);
      });
      const { covariance, degreesOfFreedom, clusters } = covarianceOf(problem, cluster, 30);
      expect(clusters).toBe(30);
      expected.cr2.flat().forEach((value, cell) => {
        expect(Math.abs((covariance[cell] ?? Number.NaN) / value - 1)).toBeLessThan(1e-9);
      });
      expected.freedom.forEach((value, j) => {
        expect(Math.abs((degreesOfFreedom[j] ?? Number.NaN) / value - 1)).toBeLessThan(1e-9);
      });
    },
  );

  it("is a little wider than the plain sandwich of statsmodels, which is too narrow with 30 clusters", () => {
    const { covariance } = covarianceOf(problemOf(false), cluster, 30);
    [0, 1, 2].forEach((j) => {
      const ratio = (covariance[4 * j] ?? 0) / (table.plain.sandwich[j]?.[j] ?? Number.NaN);
      expect(ratio).toBeGreaterThan(1.03);
      expect(ratio).toBeLessThan(1.07);
    });
  });

  it("counts a row of weight 0 as not there, and a row of weight 2 as two", () => {
    const problem = problemOf(false);
    const rows = problem.rows;
    const twice: LogisticProblem = {
      ...problem,
      x: Float64Array.from([...problem.x, ...problem.x, 3, 1]),
      y: Float64Array.from([...problem.y, ...problem.y, 1]),
      rows: 2 * rows + 1,
      weights: new Float64Array(2 * rows + 1).fill(1, 0, 2 * rows),
    };
    const doubled = { ...problem, weights: new Float64Array(rows).fill(2) };
    const one = covarianceOf(twice, Int32Array.from([...cluster, ...cluster, 7]), 30);
    const other = covarianceOf(doubled, cluster, 30);
    one.covariance.forEach((value, cell) => {
      expect(value).toBeCloseTo(other.covariance[cell] ?? Number.NaN, 10);
    });
    one.degreesOfFreedom.forEach((value, j) => {
      expect(value).toBeCloseTo(other.degreesOfFreedom[j] ?? Number.NaN, 7);
    });
  });

  it("names the cluster that alone determines a coefficient that is asked for", () => {
    const problem: LogisticProblem = {
      caller: "test",
      x: Float64Array.from([1, 1, 1, 0, 0, 0, 0, 0, 0]),
      y: Float64Array.from([1, 0, 1, 1, 0, 0, 1, 0, 1]),
      rows: 9,
      names: ["x"],
    };
    const clusters = Int32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2);
    const fit = fitOf(problem);
    expect(logisticClusterCovariance(problem, fit, clusters, 3)).toEqual({
      _tag: "Left",
      left: {
        _tag: "NotIdentified",
        in: "test",
        what: "the standard errors",
        involved: ["cluster 0"],
        because: { code: "cluster-of-its-own", values: { cluster: 0 } },
      },
    });
    expect(isLeft(logisticClusterCovariance(problem, fit, clusters, 3, [0]))).toBe(false);
    expect(logisticClusterCovariance(problem, fit, new Int32Array(9), 1)).toEqual({
      _tag: "Left",
      left: { _tag: "InsufficientData", in: "test", of: "clusters", needed: 2, found: 1 },
    });
  });
});
