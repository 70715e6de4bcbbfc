import fc from "fast-check";

// The same cases in every run, so that a red build means a changed line and not a changed draw. FAST_CHECK_SEED=123 replays a
// failure that a soak run printed; `npm run soak` draws afresh and digs deeper (FAST_CHECK_SEED=fresh, FAST_CHECK_RUNS).
const seed = process.env["FAST_CHECK_SEED"] ?? "20261123";
const runs = process.env["FAST_CHECK_RUNS"];
fc.configureGlobal({
  ...(seed === "fresh" ? {} : { seed: Number(seed) }),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});
