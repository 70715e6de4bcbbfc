/** Counts at the distinct times of one group, ascending. */
export interface RiskTable {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
}

/**
 * Counts who was at risk, who had the event and who was censored at each distinct time.
 *
 * A row is under observation on (entry, time]: at risk at t when entry < t <= time. Times of events and of censoring are sorted
 * apart, natively, and merged: O(n log n), and no comparison function runs.
 *
 * @param time - when observation ended, `event` 1 for an event and 0 for censoring, `entry` when it began, or `null` for "always".
 */
export const riskTable = (time: Float64Array, event: Float64Array, entry: Float64Array | null): RiskTable => {
  const n = time.length;
  let eventCount = 0;
  for (let row = 0; row < n; row += 1) eventCount += event[row] as number; // row < n, the length of all three
  const eventTimes = new Float64Array(eventCount);
  const censoredTimes = new Float64Array(n - eventCount);
  for (let row = 0, e = 0, c = 0; row < n; row += 1) {
    if (event[row] === 1) eventTimes[e++] = time[row] as number;
    else censoredTimes[c++] = time[row] as number;
  }
  eventTimes.sort();
  censoredTimes.sort();
  const entries = entry === null ? null : Float64Array.from(entry).sort();

  const table = {
    time: new Float64Array(n),
    atRisk: new Float64Array(n),
    events: new Float64Array(n),
    censored: new Float64Array(n),
  };
  let rows = 0;
  let gone = 0;
  let entered = 0;
  for (let e = 0, c = 0; e < eventTimes.length || c < censoredTimes.length; rows += 1) {
    const at = Math.min(eventTimes[e] ?? Number.POSITIVE_INFINITY, censoredTimes[c] ?? Number.POSITIVE_INFINITY);
    const eventsBefore = e;
    const censoredBefore = c;
    while (eventTimes[e] === at) e += 1;
    while (censoredTimes[c] === at) c += 1;
    if (entries !== null) while (entered < n && (entries[entered] as number) < at) entered += 1;
    table.time[rows] = at;
    table.atRisk[rows] = (entries === null ? n : entered) - gone;
    table.events[rows] = e - eventsBefore;
    table.censored[rows] = c - censoredBefore;
    gone = e + c;
  }
  return {
    time: table.time.subarray(0, rows),
    atRisk: table.atRisk.subarray(0, rows),
    events: table.events.subarray(0, rows),
    censored: table.censored.subarray(0, rows),
  };
};
