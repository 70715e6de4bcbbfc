// npm run mutation -- core/time [at least 80 [every nth 1]]: changes the code of one folder of src in small ways and counts the
// changes that no test notices. A change that a comment switches off counts as unnoticed too. With an nth above 1 only every nth block of
// twelve lines is changed, over the files in one row: an estimate for a hurry, which says so.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ROOT } from "./pack.ts";
import { run } from "./run.ts";

interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number } };
}
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

const [folder, least = "80", nth = "1"] = process.argv.slice(2);
if (folder === undefined || !existsSync(resolve(ROOT, "src", folder))) {
  console.error("usage: npm run mutation -- <folder or file of src> [least score, 80 [every nth block, 1]]");
  process.exit(2);
}
const isFile = folder.endsWith(".ts");
// The tests that stand beside it in test/ have to notice, not some test far away.
const tests = `test/${isFile ? dirname(folder) : folder}`;
if (existsSync(resolve(ROOT, tests))) process.env["MUTATION_TESTS"] = tests;

const BLOCK = 12;

/** Every nth block of lines of the files, counted through from file to file. */
const sampled = (files: readonly string[], step: number): readonly string[] => {
  let block = 0;
  return files.flatMap((file) => {
    const lines = readFileSync(resolve(ROOT, file), "utf8").split("\n").length;
    const ranges: string[] = [];
    for (let first = 1; first <= lines; first += BLOCK) {
      if (block % step === 0) ranges.push(`${file}:${first}-${Math.min(first + BLOCK - 1, lines)}`);
      block += 1;
    }
    return ranges;
  });
};

const filesOf = (path: string): readonly string[] =>
  readdirSync(resolve(ROOT, path), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => `${path}/${file}`);

const whole = isFile ? [`src/${folder}`] : [`src/${folder}/**/*.ts`];
const mutate = nth === "1" ? whole : sampled(isFile ? whole : filesOf(`src/${folder}`), Number(nth));
run("npx", ["stryker", "run", "stryker.config.json", "--mutate", mutate.join(",")], ROOT);

const report: Report = JSON.parse(readFileSync(resolve(ROOT, "reports/mutation/mutation.json"), "utf8"));
const NOTICED = new Set(["Killed", "Timeout"]);
const NOT_CODE = new Set(["CompileError", "RuntimeError"]);
let noticed = 0;
let all = 0;
for (const [file, { mutants }] of Object.entries(report.files)) {
  const real = mutants.filter(({ status }) => !NOT_CODE.has(status));
  const killed = real.filter(({ status }) => NOTICED.has(status));
  noticed += killed.length;
  all += real.length;
  if (real.length > 0)
    console.log(`${((100 * killed.length) / real.length).toFixed(1).padStart(6)} % of ${real.length}  ${file}`);
  for (const mutant of real) {
    if (!NOTICED.has(mutant.status))
      console.log(
        `         ${mutant.status} line ${mutant.location.start.line}: ${mutant.mutatorName}: ${mutant.replacement ?? ""}`.slice(
          0,
          160,
        ),
      );
  }
}
const score = all === 0 ? 0 : (100 * noticed) / all;
const part = nth === "1" ? "" : `, every ${nth}th block of lines`;
console.log(`mutation score of src/${folder}${part}: ${score.toFixed(1)} % (${noticed} of ${all} changes noticed)`);
if (score < Number(least)) process.exit(1);
