// The native trainer of FSRS in a process of its own, by the protocol of bench/foreign.ts: an export as CSV in memory, items made from columns in
// JavaScript, or items that are there beforehand.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { itemsOf, type Peer } from "../bindingItems.ts";

const NAME = "@open-spaced-repetition/binding";

const folder = process.argv[2] ?? "";
const column = (name: string): Float64Array => {
  const bytes = readFileSync(join(folder, `${name}.f64`));
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};
const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const log = { offsets: column("offsets"), grades: column("grades"), days: column("days"), at: column("at") };
const { how }: { how: string } = JSON.parse(readFileSync(join(folder, "parameters.json"), "utf8"));

/** The log as text, as an export has it. */
const csvOf = ({ offsets, grades, days, at }: typeof log): Uint8Array => {
  const lines = ["card_id,review_time,review_rating,review_duration,review_state"];
  for (let card = 0; card + 1 < offsets.length; card += 1)
    for (let row = offsets[card] ?? 0; row < (offsets[card + 1] ?? 0); row += 1)
      lines.push(`${card + 1},${at[row]},${grades[row]},5000,${days[row] === 0 ? 0 : 2}`);
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
};

const load = async (): Promise<Peer | null> => {
  try {
    return (await import(NAME)) as Peer; // the shape written down there
  } catch {
    return null;
  }
};

const binding = await load();
if (binding === null) say({ missing: NAME });
else {
  const ready = how === "items ready" ? itemsOf(binding, log) : null;
  const csv = how === "CSV" ? csvOf(log) : null;
  say({ version: "0.5.0" });
  for await (const _ of createInterface({ input: process.stdin })) {
    const start = performance.now();
    const cpu = process.cpuUsage(); // of all threads
    const items =
      ready ?? (csv === null ? itemsOf(binding, log) : binding.convertCsvToFsrsItems(csv, 0, "UTC", () => 0));
    const output = await binding.computeParameters(items, { enableShortTerm: true, timeout: 5 });
    const { user, system } = process.cpuUsage(cpu);
    say({ milliseconds: performance.now() - start, cpuMilliseconds: (user + system) / 1e3, output });
  }
}
