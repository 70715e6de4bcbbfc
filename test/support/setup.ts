import fc from "fast-check";

// A failing property prints its seed and path by default; FAST_CHECK_SEED replays it, FAST_CHECK_RUNS digs deeper.
const seed = process.env["FAST_CHECK_SEED"];
const runs = process.env["FAST_CHECK_RUNS"];
fc.configureGlobal({
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});
