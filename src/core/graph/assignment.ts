/**
 * The cheapest way to give each row a column of its own: for each row its column. Where there are more rows than columns, as many
 * rows as there are columns get one and the others -1.
 *
 * `costs[row * columns + column]` must be finite. The Hungarian algorithm with potentials, a row at a time: O(r^2 c) for the smaller
 * of the two as r. Of several cheapest ways the answer is always the same one. Sources: Kuhn (1955), Naval Res. Logist. Q. 2;
 * Jonker & Volgenant (1987), Computing 38.
 */
export const assignment = (costs: Float64Array, rows: number, columns: number): Int32Array => {
  if (rows > columns) {
    const turned = new Float64Array(costs.length);
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1)
        turned[column * rows + row] = costs[row * columns + column] as number; // row < rows, column < columns
    const rowOf = wideAssignment(turned, columns, rows);
    const columnOf = new Int32Array(rows).fill(-1);
    rowOf.forEach((row, column) => {
      columnOf[row] = column;
    });
    return columnOf;
  }
  return wideAssignment(costs, rows, columns);
};

/** As above where no row goes without a column. Places 1 to `columns` stand for the columns, place 0 for the row that looks for one. */
const wideAssignment = (costs: Float64Array, rows: number, columns: number): Int32Array => {
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(columns + 1);
  const rowAt = new Int32Array(columns + 1).fill(-1);
  const before = new Int32Array(columns + 1);
  const least = new Float64Array(columns + 1);
  const done = new Uint8Array(columns + 1);
  // Rows stay below `rows` and places at most `columns`, so `as number` after an index is true.
  for (let free = 0; free < rows; free += 1) {
    rowAt[0] = free;
    least.fill(Number.POSITIVE_INFINITY);
    done.fill(0);
    let place = 0;
    while ((rowAt[place] as number) >= 0) {
      done[place] = 1;
      const row = rowAt[place] as number;
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= columns; other += 1) {
        if (done[other] === 1) continue;
        const reduced =
          (costs[row * columns + other - 1] as number) -
          (rowPotential[row] as number) -
          (columnPotential[other] as number);
        if (reduced < (least[other] as number)) {
          least[other] = reduced;
          before[other] = place;
        }
        if ((least[other] as number) < step) {
          step = least[other] as number;
          next = other;
        }
      }
      for (let other = 0; other <= columns; other += 1) {
        if (done[other] === 1) {
          const holder = rowAt[other] as number;
          rowPotential[holder] = (rowPotential[holder] as number) + step;
          columnPotential[other] = (columnPotential[other] as number) - step;
        } else least[other] = (least[other] as number) - step;
      }
      place = next;
    }
    while (place !== 0) {
      const previous = before[place] as number;
      rowAt[place] = rowAt[previous] as number;
      place = previous;
    }
  }
  const columnOf = new Int32Array(rows).fill(-1);
  for (let place = 1; place <= columns; place += 1) {
    const row = rowAt[place] as number;
    if (row >= 0) columnOf[row] = place - 1;
  }
  return columnOf;
};
