// Packs the library, installs it beside its peers in bench/, and runs the harness there.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pack, ROOT } from "./pack.ts";
import { run } from "./run.ts";

const folder = resolve(ROOT, "bench");
const tarball = pack();
if (!existsSync(resolve(folder, "node_modules/.package-lock.json")))
  run("npm", ["ci", "--no-audit", "--no-fund"], folder);
run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--force", tarball], folder);
run("npx", ["tsx", "bench/harness.ts"], ROOT);
