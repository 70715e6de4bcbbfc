// Every index below is in range: a is row-major rows x columns with rows >= columns, y has `rows` elements. So each `as number` holds.

/**
 * Householder QR of X (row-major `rows` x `columns`), in place, with Q'y in place of y: the upper triangle of R stands in the first
 * `columns` rows afterwards; what stands below it is working space (Golub & Van Loan 2013, algorithm 5.2.1). Cost 2 rows columns^2.
 */
export const householder = (x: Float64Array, rows: number, columns: number, y: Float64Array): void => {
  const dots = new Float64Array(columns);
  for (let k = 0; k < columns; k += 1) {
    let square = 0;
    for (let i = k; i < rows; i += 1) square += (x[i * columns + k] as number) ** 2;
    const norm = Math.sqrt(square);
    if (norm === 0) continue;
    const head = x[k * columns + k] as number;
    const alpha = head > 0 ? -norm : norm;
    const first = head - alpha;
    x[k * columns + k] = first;
    const scale = 1 / (alpha * first); // minus 2 / v'v
    dots.fill(0);
    let dotY = 0;
    for (let i = k; i < rows; i += 1) {
      const v = x[i * columns + k] as number;
      for (let j = k + 1; j < columns; j += 1) dots[j] = (dots[j] as number) + v * (x[i * columns + j] as number);
      dotY += v * (y[i] as number);
    }
    for (let i = k; i < rows; i += 1) {
      const v = (x[i * columns + k] as number) * scale;
      for (let j = k + 1; j < columns; j += 1) {
        const at = i * columns + j;
        x[at] = (x[at] as number) + v * (dots[j] as number);
      }
      y[i] = (y[i] as number) + v * dotY;
    }
    x[k * columns + k] = alpha;
  }
};
