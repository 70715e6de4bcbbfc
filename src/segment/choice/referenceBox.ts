import { symmetricEigen } from "../../core/numeric/matrix/index.ts";
import { drawUniform, type RandomStream } from "../../core/numeric/random/index.ts";
import type { Points } from "../kMeans/points.ts";

/** The box along the principal axes that just holds some points. */
export interface ReferenceBox {
  readonly dimensions: number;
  readonly means: Float64Array;
  /** Axis a is column a of this row-major square. */
  readonly axes: Float64Array;
  /** Along each axis, from the means. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}

// Indices below stay within the typed arrays they read (points below count, coordinates and axes below dimensions), so `as number`
// after one is true.

/** The box of some points, of which there must be one. O(n d^2). */
export const referenceBox = ({ coordinates, count, dimensions }: Points): ReferenceBox => {
  const means = new Float64Array(dimensions);
  for (let i = 0; i < count; i += 1)
    for (let j = 0; j < dimensions; j += 1)
      means[j] = (means[j] as number) + (coordinates[i * dimensions + j] as number) / count;
  const products = new Float64Array(dimensions * dimensions);
  for (let i = 0; i < count; i += 1)
    for (let j = 0; j < dimensions; j += 1) {
      const mine = (coordinates[i * dimensions + j] as number) - (means[j] as number);
      for (let other = 0; other < dimensions; other += 1) {
        const theirs = (coordinates[i * dimensions + other] as number) - (means[other] as number);
        products[j * dimensions + other] = (products[j * dimensions + other] as number) + mine * theirs;
      }
    }
  const axes = symmetricEigen(products, dimensions).vectors;
  const lowest = new Float64Array(dimensions).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(dimensions).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < count; i += 1)
    for (let axis = 0; axis < dimensions; axis += 1) {
      let along = 0;
      for (let j = 0; j < dimensions; j += 1)
        along +=
          ((coordinates[i * dimensions + j] as number) - (means[j] as number)) *
          (axes[j * dimensions + axis] as number);
      lowest[axis] = Math.min(lowest[axis] as number, along);
      highest[axis] = Math.max(highest[axis] as number, along);
    }
  return { dimensions, means, axes, lowest, highest };
};

/** Points drawn evenly from a box. O(n d^2). */
export const drawFromBox = (
  { dimensions, means, axes, lowest, highest }: ReferenceBox,
  count: number,
  random: RandomStream,
): Points => {
  const coordinates = new Float64Array(count * dimensions);
  const place = new Float64Array(dimensions);
  for (let i = 0; i < count; i += 1) {
    for (let axis = 0; axis < dimensions; axis += 1) {
      const low = lowest[axis] as number;
      place[axis] = low + ((highest[axis] as number) - low) * drawUniform(random);
    }
    for (let j = 0; j < dimensions; j += 1) {
      let value = means[j] as number;
      for (let axis = 0; axis < dimensions; axis += 1)
        value += (place[axis] as number) * (axes[j * dimensions + axis] as number);
      coordinates[i * dimensions + j] = value;
    }
  }
  return { coordinates, count, dimensions };
};
