/**
 * 2 ln L - p ln n of a clustering read as round normal clouds of one variance, each row counted for the cloud it is labelled with;
 * larger is better. With s^2 = inertia / (n d),
 *
 * ln L = sum n_r ln(n_r / n) - (n d / 2) (ln(2 pi s^2) + 1), and p = k - 1 + k d + 1 parameters.
 *
 * `null` where nothing varies within a cluster. Sources: Pelleg & Moore (2000), ICML; Celeux & Govaert (1992), Comput. Stat. Data
 * Anal. 14 (the classification likelihood).
 */
export const classificationBic = (inertia: number, sizes: ArrayLike<number>, dimensions: number): number | null => {
  const counts = Array.from(sizes);
  const n = counts.reduce((sum, size) => sum + size, 0);
  const cells = n * dimensions;
  if (!(inertia > 0)) return null;
  const mixing = counts.reduce((sum, size) => sum + (size === 0 ? 0 : size * Math.log(size / n)), 0);
  const logLikelihood = mixing - (cells / 2) * (Math.log(2 * Math.PI * (inertia / cells)) + 1);
  return 2 * logLikelihood - counts.length * (dimensions + 1) * Math.log(n);
};
