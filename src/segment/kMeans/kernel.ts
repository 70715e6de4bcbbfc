/**
 * Finds nearest centres: writes into `labels[i]` the index of the centre nearest to point i.
 *
 * Coordinate j of point i stands at `i * dimensions + j` of `coordinates`, of centre c at `c * dimensions + j` of `centres`; there are
 * `labels.length` points. Nearest is what has the least sum of squared differences, squared and added in the order of the coordinates in
 * float64; of equals the lowest index. A kernel that keeps to this gives the same model to the bit as ours. It must not write into
 * `coordinates` or `centres`.
 */
export type AssignKernel = (
  coordinates: Float64Array,
  centres: Float64Array,
  dimensions: number,
  labels: Int32Array,
) => void;
