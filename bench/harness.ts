// npm run bench: each task, by us and by a peer in turn, on the packed library; writes RESULTS.md and results.json.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { largestDifference, type Side, type Task } from "./task.ts";
import { TASKS } from "./tasks.ts";

interface Row {
  readonly task: string;
  readonly peer: string;
  readonly peerVersion: string;
  /** The peer's time over ours, median: above 1 we are faster. */
  readonly ratio: number;
  /** First and third quartile of the ratio. */
  readonly spread: readonly [number, number];
  readonly equalWithin: number;
  readonly largestDifference: number;
  readonly oursNanosecondsEach: number;
  readonly cold: { readonly ratio: number; readonly spread: readonly [number, number] };
}

const ROUNDS = 31;
const COLD_ROUNDS = 9;
const LEAST_MS = 10;

const quantile = (sorted: readonly number[], q: number): number => {
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
};

const spreadOf = (
  values: readonly number[],
): { readonly median: number; readonly quartiles: readonly [number, number] } => {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.75)] };
};

const millisecondsOf = (side: Side, times: number): number => {
  const start = performance.now();
  for (let i = 0; i < times; i += 1) side.run();
  return performance.now() - start;
};

/** How often a side has to run to be measured at all. */
const timesFor = (side: Side): number => {
  let times = 1;
  while (millisecondsOf(side, times) < LEAST_MS) times *= 2;
  return times;
};

/** Ours and the peer's in turn, each round the other way round, so that a slow moment of the machine meets both. */
const warm = (ours: Side, peer: Side, units: number) => {
  const oursTimes = timesFor(ours);
  const peerTimes = timesFor(peer);
  const ratios: number[] = [];
  const each: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const first = round % 2 === 0 ? millisecondsOf(ours, oursTimes) / oursTimes : 0;
    const peerMs = millisecondsOf(peer, peerTimes) / peerTimes;
    const oursMs = round % 2 === 0 ? first : millisecondsOf(ours, oursTimes) / oursTimes;
    ratios.push(peerMs / oursMs);
    each.push((1e6 * oursMs) / units);
  }
  return { ratio: spreadOf(ratios), each: spreadOf(each).median };
};

/** The first call in a fresh process, again and again, in turn. */
const coldMs = (index: number, side: "ours" | "peer"): number => {
  const args = ["--import", "tsx", join(import.meta.dirname, "cold.ts"), String(index), side];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
};

const cold = (index: number) => {
  const ratios: number[] = [];
  for (let round = 0; round < COLD_ROUNDS; round += 1) ratios.push(1 / (coldMs(index, "ours") / coldMs(index, "peer")));
  return spreadOf(ratios);
};

const versionOf = (name: string): string | null => {
  if (name === "Math") return `V8 ${process.versions.v8}`;
  try {
    const manifest: { version: string } = JSON.parse(
      readFileSync(join(import.meta.dirname, "node_modules", name, "package.json"), "utf8"),
    );
    return manifest.version;
  } catch {
    return null;
  }
};

const measure = async (task: Task, index: number): Promise<Row | null> => {
  const peerVersion = versionOf(task.peer);
  if (peerVersion === null) {
    console.log(`skipped: ${task.name}: ${task.peer} is not installed`);
    return null;
  }
  const { ours, peer } = await task.sides(task.units);
  const difference = largestDifference(ours.run(), peer.run());
  if (!(difference <= task.equalWithin))
    throw new Error(`${task.name}: ours and ${task.peer} differ by ${difference}, more than ${task.equalWithin}`);
  const { ratio, each } = warm(ours, peer, task.units);
  const first = cold(index);
  const row: Row = {
    task: task.name,
    peer: task.peer,
    peerVersion,
    ratio: round(ratio.median),
    spread: [round(ratio.quartiles[0]), round(ratio.quartiles[1])],
    equalWithin: task.equalWithin,
    largestDifference: difference,
    oursNanosecondsEach: Math.round(each),
    cold: { ratio: round(first.median), spread: [round(first.quartiles[0]), round(first.quartiles[1])] },
  };
  console.log(`${task.name} against ${task.peer} ${peerVersion}: ${row.ratio} (${row.spread.join(" to ")})`);
  return row;
};

const round = (value: number): number => Number(value.toPrecision(3));

const rows: Row[] = [];
for (const [index, task] of TASKS.entries()) {
  const row = await measure(task, index);
  if (row !== null) rows.push(row);
}

const machine = `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.version}`;
const range = ([low, high]: readonly [number, number]): string => `${low} to ${high}`;
const lines = [
  "# Speed beside peers",
  "",
  "Written by `npm run bench`. Ratio: the peer's time over ours, the median of rounds in which both ran in turn, with the quartiles;",
  "above 1 ours takes less time. Both gave the same output within the tolerance, or there would be no row. Our times include the",
  "checking of every input. Cold: the first call in a fresh process, the library already loaded.",
  "",
  `Machine: ${machine}. One machine, shared: only ratios carry over.`,
  "",
  "| task | peer | ratio, warm | quartiles | ratio, cold | quartiles | equal within | ours, each |",
  "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
  ...rows.map(
    (row) =>
      `| ${row.task} | ${row.peer} ${row.peerVersion} | ${row.ratio} | ${range(row.spread)} | ${row.cold.ratio} | ${range(row.cold.spread)} | ${row.equalWithin} | ${row.oursNanosecondsEach} ns |`,
  ),
  "",
  "What is compared:",
  "",
  ...TASKS.map((task) => `- ${task.name}: ${task.note}`),
  "",
];
writeFileSync(join(import.meta.dirname, "RESULTS.md"), lines.join("\n"));
writeFileSync(join(import.meta.dirname, "results.json"), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
