/**
 * The squared distance of the point at `point` from the centre at `centre`: differences squared and summed in the order of the coordinates. What
 * "nearest" means everywhere in this folder: faster forms decide only where they are sure to decide alike.
 */
export const squaredDistance = (
  coordinates: Float64Array,
  point: number,
  centres: Float64Array,
  centre: number,
  dimensions: number,
): number => {
  let sum = 0;
  for (let j = 0; j < dimensions; j += 1) {
    const difference = (coordinates[point + j] as number) - (centres[centre + j] as number); // j is below dimensions
    sum += difference * difference;
  }
  return sum;
};

/** The index of the nearest centre, the lowest on a tie. */
export const nearestCentre = (
  coordinates: Float64Array,
  point: number,
  centres: Float64Array,
  dimensions: number,
): number => {
  let least = Number.POSITIVE_INFINITY;
  let nearest = 0;
  for (let centre = 0, index = 0; centre < centres.length; centre += dimensions, index += 1) {
    const distance = squaredDistance(coordinates, point, centres, centre, dimensions);
    if (distance < least) {
      least = distance;
      nearest = index;
    }
  }
  return nearest;
};

/** Below this, squares vanish, and no sum of them is to be trusted. */
export const VANISHING = 1e-290;

const ROUNDED_UP = 1 + 1e-12;

/** At least the distance of the point at `point` from the centre at `centre`, and more only by rounding: two sums at a time. */
export const distanceAbove = (
  coordinates: Float64Array,
  point: number,
  centres: Float64Array,
  centre: number,
  dimensions: number,
): number => {
  let even = 0;
  let odd = 0;
  let j = 0;
  for (; j + 1 < dimensions; j += 2) {
    const a = (coordinates[point + j] as number) - (centres[centre + j] as number); // j + 1 is below dimensions
    const b = (coordinates[point + j + 1] as number) - (centres[centre + j + 1] as number); // as above
    even += a * a;
    odd += b * b;
  }
  if (j < dimensions) {
    const a = (coordinates[point + j] as number) - (centres[centre + j] as number); // j is the last
    even += a * a;
  }
  return Math.sqrt(even + odd + VANISHING) * ROUNDED_UP;
};
