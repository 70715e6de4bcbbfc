import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignPersona, assignPersonas, fitPersonas } from "../../src/segment/index.ts";
import type { Points } from "../../src/segment/kMeans/points.ts";
import { squaredDistance } from "../../src/segment/kMeans/squaredDistance.ts";
import { outlierDistanceOf } from "../../src/segment/outlierDistance.ts";
import { untyped } from "../records/activity/arbitraries.ts";
import { issuesOf, rightOf } from "../support/property.ts";
import { clouds, fineRows, pointsOf, tableOf } from "./points.ts";
import { storedModel } from "./storedModel.ts";

/** The distance of an outlier, for points with these labels about these centres. */
const outlierDistance = (
  points: Points,
  fit: { readonly labels: Int32Array; readonly centres: Float64Array },
): number => {
  const { coordinates, dimensions: d, weights } = points;
  const squares = Float64Array.from(fit.labels.subarray(0, points.count), (label, i) =>
    squaredDistance(coordinates, i * d, fit.centres, label * d, d),
  );
  return outlierDistanceOf(squares, weights);
};

describe("the distance of an outlier", () => {
  it("is the .999 quantile of distances to the own centre, as R's default", () => {
    // distances 0, 1, …, 10 from the centre at 0; R: quantile(0:10, .999) is 9.99
    const rows = Array.from({ length: 11 }, (_, i) => [i % 2 === 0 ? i : -i]);
    const one = { labels: new Int32Array(11), centres: Float64Array.of(0) };
    expect(outlierDistance(pointsOf(rows), one)).toBeCloseTo(9.99, 12);
    // 1,001 of them: the quantile is the 1,000th
    const many = Array.from({ length: 1001 }, (_, i) => [(i * 2) % 1001]);
    const labels = new Int32Array(1001);
    expect(outlierDistance(pointsOf(many), { labels, centres: Float64Array.of(0) })).toBe(999);
  });

  it("is the same in whatever order the rows come", () => {
    const rising = Array.from({ length: 5003 }, (_, i) => [i]);
    const labels = new Int32Array(5003);
    const of = (rows: typeof rising): number =>
      outlierDistance(pointsOf(rows), { labels, centres: Float64Array.of(0) });
    // .999 of 5,002 is 4996.998
    for (const rows of [rising, [...rising].reverse(), rising.map((_, i) => [(i * 7) % 5003])])
      expect(of(rows)).toBeCloseTo(4996.998, 9);
    expect(of([[4]])).toBe(4);
    expect(of([[0], [0]])).toBe(0);
  });

  it("counts a row of weight w as w equal rows", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 900 })), {
          minLength: 1,
          maxLength: 8,
        }),
        (rows) => {
          const of = (values: readonly number[], weights?: readonly number[]): number =>
            outlierDistance(
              {
                ...pointsOf(values.map((value) => [value])),
                ...(weights === undefined ? {} : { weights: Float64Array.from(weights) }),
              },
              { labels: new Int32Array(values.length), centres: Float64Array.of(0) },
            );
          const repeated = rows.flatMap(([value, weight]) => new Array<number>(weight).fill(value));
          const weighted = of(
            rows.map(([value]) => value),
            rows.map(([, weight]) => weight),
          );
          expect(weighted).toBeCloseTo(of(repeated), 9);
        },
      ),
    );
    const light = { ...pointsOf([[3], [4]]), weights: Float64Array.of(0.2, 0.3) };
    expect(outlierDistance(light, { labels: new Int32Array(2), centres: Float64Array.of(0) })).toBe(4);
  });

  it("is measured in all dimensions, each row to its own centre", () => {
    const points = pointsOf([
      [3, 4],
      [13, 10],
    ]);
    const fit = { labels: Int32Array.from([0, 1]), centres: Float64Array.from([0, 0, 10, 10]) };
    expect(outlierDistance(points, fit)).toBeCloseTo(3 + 0.999 * 2, 12); // distances 5 and 3
  });

  it("stands in the model, and the rows of the fit beyond it are the outliers of the fit", () => {
    fc.assert(
      fc.property(fineRows, (rows) => {
        const model = rightOf(fitPersonas({ k: 2, restarts: 2 })(tableOf(rows)));
        const { distances, outliers } = rightOf(assignPersonas(model)(tableOf(rows)));
        expect(Array.from(outliers, (one) => one === 1)).toStrictEqual(
          Array.from(distances, (distance) => distance > model.outlierDistance),
        );
        const sorted = Array.from(distances).sort((a, b) => b - a);
        const [first = 0, second = 0] = sorted;
        const expected = first - (first - second) * 0.001 * (rows.length - 1);
        expect(model.outlierDistance).toBeCloseTo(expected, 9);
      }),
    );
  });
});

describe("flags of an assignment", () => {
  it("call a row an outlier only beyond the distance, not at it", () => {
    const model = {
      ...storedModel,
      features: storedModel.features.map((feature) => ({ ...feature, centre: 0, scale: 1 })),
      personas: storedModel.personas.map((one, p) => ({ ...one, centre: [10 * p, 0] })),
      outlierDistance: 2,
    };
    const outlier = (b: number): boolean => rightOf(assignPersona(model)({ a: 10, b })).outlier;
    expect([0, 2, -2, 2.0001, -9].map(outlier)).toStrictEqual([false, false, false, true, true]);
    const table = tableOf([
      [10, 2],
      [10, 2.0001],
      [0, 0],
    ]);
    expect([...rightOf(assignPersonas(model)(table)).outliers]).toStrictEqual([0, 1, 0]);
  });

  it("call a row ambiguous under the lead that is asked for", () => {
    const model = rightOf(fitPersonas({ k: 3 })(tableOf(clouds)));
    const row = { a: 11.1, b: 6 };
    const { membership } = rightOf(assignPersona(model)(row));
    const [first = 0, second = 0] = Object.values(membership).sort((a, b) => b - a);
    const lead = first - second;
    expect(lead).toBeGreaterThan(0);
    const ambiguous = (ambiguousBelow: number): boolean =>
      rightOf(assignPersona(model, { ambiguousBelow })(row)).ambiguous;
    expect([ambiguous(lead), ambiguous(Math.min(1, lead + 1e-9)), ambiguous(0)]).toStrictEqual([
      false,
      lead < 1,
      false,
    ]);
    const table = tableOf([[11.1, 6]]);
    expect(rightOf(assignPersonas(model, { ambiguousBelow: lead })(table)).ambiguous[0]).toBe(0);
    expect(rightOf(assignPersonas(model, { ambiguousBelow: Math.min(1, lead + 1e-9) })(table)).ambiguous[0]).toBe(
      Number(lead < 1),
    );
    expect(rightOf(assignPersona(model, {})(row))).toStrictEqual(
      rightOf(assignPersona(model, { ambiguousBelow: 0.2 })(row)),
    );
  });

  it.each([
    [{ ambiguousBelow: -0.1 }, ["out-of-range at options.ambiguousBelow"]],
    [{ ambiguousBelow: 1.1 }, ["out-of-range at options.ambiguousBelow"]],
    [{ ambiguousBelow: "0.2" }, ["wrong-type at options.ambiguousBelow"]],
    [{ ambigousBelow: 0.2 }, ["unknown-key at options.ambigousBelow"]],
    [null, ["wrong-type at options"]],
  ])("refuse the options %j", (options, issues) => {
    expect(issuesOf(assignPersona(storedModel, untyped(options))({ a: 1, b: 2 }))).toStrictEqual(issues);
    expect(issuesOf(assignPersonas(storedModel, untyped(options))(tableOf(clouds)))).toStrictEqual(issues);
  });
});
