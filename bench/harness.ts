// npm run bench: each task, by us and by a peer in turn, on the packed library; writes RESULTS.md and results.json.
// BENCH_ONLY=<part of a task's name> runs those alone and writes nothing.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { type ForeignSide, MissingPeer } from "./foreign.ts";
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
  /** The first call in a fresh process; not measured for peers in other languages. */
  readonly cold?: { readonly ratio: number; readonly spread: readonly [number, number] };
  /** The same ratio in time of the processor, for peers in other languages. */
  readonly cpuRatio?: number;
}

/** What runs of a side took, each. */
interface Taken {
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}

const ROUNDS = 31;
const COLD_ROUNDS = 9;
const LEAST_MS = 10;
const ONLY = process.env["BENCH_ONLY"];

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

const takenBy = (side: Side, times: number): Taken => {
  const before = process.cpuUsage();
  const milliseconds = millisecondsOf(side, times) / times;
  const { user, system } = process.cpuUsage(before);
  return { milliseconds, cpuMilliseconds: (user + system) / 1e3 / times };
};

const isForeign = (side: Side | ForeignSide): side is ForeignSide => "close" in side;

/** Ours and the peer's in turn, each round the other way round, so that a slow moment of the machine meets both. */
const warm = async (ours: Side, peer: Side | ForeignSide, { units, rounds = ROUNDS }: Task) => {
  const oursTimes = timesFor(ours);
  const peerTimes = isForeign(peer) ? 1 : timesFor(peer);
  const ratios: number[] = [];
  const cpuRatios: number[] = [];
  const each: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0 ? takenBy(ours, oursTimes) : null;
    const theirs = isForeign(peer) ? await peer.run() : takenBy(peer, peerTimes);
    const mine = first ?? takenBy(ours, oursTimes);
    ratios.push(theirs.milliseconds / mine.milliseconds);
    cpuRatios.push(theirs.cpuMilliseconds / mine.cpuMilliseconds);
    each.push((1e6 * mine.milliseconds) / units);
  }
  return { ratio: spreadOf(ratios), cpuRatio: spreadOf(cpuRatios).median, each: spreadOf(each).median };
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
  if (name === "our slow twin") return "of this commit";
  try {
    const manifest: { version: string } = JSON.parse(
      readFileSync(join(import.meta.dirname, "node_modules", name, "package.json"), "utf8"),
    );
    return manifest.version;
  } catch {
    return null;
  }
};

/** Both sides and the peer's version, or why there is no comparison. */
const sidesOf = async (task: Task) => {
  const version = task.language === undefined ? versionOf(task.peer) : null;
  if (task.language === undefined && version === null) return `${task.peer} is not installed`;
  try {
    const { ours, peer } = await task.sides(task.units);
    return { ours, peer, version: isForeign(peer) ? peer.version : (version ?? "") };
  } catch (error) {
    if (error instanceof MissingPeer) return error.message;
    throw error;
  }
};

const measure = async (task: Task, index: number): Promise<Row | null> => {
  const sides = await sidesOf(task);
  if (typeof sides === "string") {
    console.log(`skipped: ${task.name}: ${sides}`);
    return null;
  }
  const { ours, peer, version: peerVersion } = sides;
  try {
    const theirs = isForeign(peer) ? (await peer.run()).output : peer.run();
    const difference = (task.compare ?? largestDifference)(ours.run(), theirs);
    if (!(difference <= task.equalWithin))
      throw new Error(`${task.name}: ours and ${task.peer} differ by ${difference}, more than ${task.equalWithin}`);
    const { ratio, cpuRatio, each } = await warm(ours, peer, task);
    const first = isForeign(peer) || ONLY !== undefined ? null : cold(index);
    const row: Row = {
      task: task.name,
      peer: task.peer,
      peerVersion,
      ratio: round(ratio.median),
      spread: [round(ratio.quartiles[0]), round(ratio.quartiles[1])],
      equalWithin: task.equalWithin,
      largestDifference: difference,
      oursNanosecondsEach: Math.round(each),
      ...(isForeign(peer) ? { cpuRatio: round(cpuRatio) } : {}),
      ...(first === null
        ? {}
        : { cold: { ratio: round(first.median), spread: [round(first.quartiles[0]), round(first.quartiles[1])] } }),
    };
    const cpu = row.cpuRatio === undefined ? "" : `, ${row.cpuRatio} in time of the processor`;
    console.log(
      `${task.name} against ${task.peer} ${peerVersion}: ${row.ratio} (${row.spread.join(" to ")})${cpu}, ours ${row.oursNanosecondsEach} ns each`,
    );
    return row;
  } finally {
    if (isForeign(peer)) peer.close();
  }
};

const round = (value: number): number => Number(value.toPrecision(3));

const rows: Row[] = [];
for (const [index, task] of TASKS.entries()) {
  if (ONLY !== undefined && !task.name.includes(ONLY)) continue;
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
  "checking of every input. Cold: the first call in a fresh process, the library already loaded. Peers in other languages run in a process",
  "that is kept alive, on one thread, and time themselves, without start-up and transfer; their ratio in time of the processor stands beside.",
  "",
  `Machine: ${machine}. One machine, shared: only ratios carry over.`,
  "",
  "| task | peer | ratio, warm | quartiles | ratio, processor | ratio, cold | quartiles | equal within | ours, each |",
  "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
  ...rows.map(
    (row) =>
      `| ${row.task} | ${row.peer} ${row.peerVersion} | ${row.ratio} | ${range(row.spread)} | ${row.cpuRatio ?? "–"} | ${row.cold?.ratio ?? "–"} | ${row.cold === undefined ? "–" : range(row.cold.spread)} | ${row.equalWithin} | ${row.oursNanosecondsEach} ns |`,
  ),
  "",
  "What is compared:",
  "",
  ...TASKS.map((task) => `- ${task.name}: ${task.note}`),
  "",
];
if (ONLY === undefined) {
  writeFileSync(join(import.meta.dirname, "RESULTS.md"), lines.join("\n"));
  writeFileSync(join(import.meta.dirname, "results.json"), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
}
