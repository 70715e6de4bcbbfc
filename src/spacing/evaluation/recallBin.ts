import { log } from "../../core/numeric/elementary/index.ts";

const floorLog = (value: number, base: number): number => Math.floor(log(value) / log(base));
const hundredths = (value: number): number => Math.round(100 * value) / 100;

/**
 * Which predictions RMSE(bins) takes together: those after about the same days, of cards with about as many reviews and lapses. The key
 * of srs-benchmark and fsrs-rs: days round(2.48 · 3.62^floor(log_3.62 d), 2), reviews round(1.99 · 1.89^floor(log_1.89 n)), lapses 0, or
 * round(1.65 · 1.73^floor(log_1.73 l)).
 *
 * @param days since the review before, at least 0
 * @param reviews on a later day than the one before, this one and the first among them: at least 1
 * @param lapses before this review
 */
export const recallBin = (days: number, reviews: number, lapses: number): string => {
  const daysBin = days === 0 ? 0 : hundredths(2.48 * 3.62 ** floorLog(days, 3.62));
  const reviewsBin = Math.round(1.99 * 1.89 ** floorLog(reviews, 1.89));
  const lapsesBin = lapses === 0 ? 0 : Math.round(1.65 * 1.73 ** floorLog(lapses, 1.73));
  return `${daysBin} ${reviewsBin} ${lapsesBin}`;
};
