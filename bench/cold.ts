// Run by the harness in a fresh process: prints how many milliseconds the first call of one side takes.

import { TASKS } from "./tasks.ts";

const [index, side] = process.argv.slice(2);
const task = TASKS[Number(index)];
if (task === undefined || (side !== "ours" && side !== "peer")) throw new Error("usage: cold.ts <task> ours|peer");
const { ours, peer } = await task.sides(1);
const chosen = side === "ours" ? ours : peer;
const start = performance.now();
await chosen.run();
console.log(performance.now() - start);
