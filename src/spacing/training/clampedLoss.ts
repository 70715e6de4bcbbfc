// Recall as the loss sees it: kept off 0 and 1, as in the published trainers.

/** The least recall that a loss is taken of. */
export const LEAST_RECALL = 1e-7;
/** The greatest recall that a loss is taken of. */
export const MOST_RECALL: number = 1 - 1e-7;
/** -ln(1 - 1e-7): what the expected answer costs at these bounds. */
export const LOSS_AT_LEAST = 1.0000000500000033e-7;
/** -ln(1e-7): what the unexpected answer costs. */
export const LOSS_AT_MOST = 16.11809565095832;
