// Builds the package and packs it, as it would be published, into .cache/pack/learnlift.tgz.

import { mkdirSync, renameSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";
import { output, run } from "./run.ts";

/** The root of the repository. */
export const ROOT: string = resolve(import.meta.dirname, "..");

/** Builds and packs; gives the path of the tarball. */
export const pack = (): string => {
  run("npm", ["run", "build", "--silent"], ROOT);
  const folder = resolve(ROOT, ".cache/pack");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const name = output("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], ROOT)?.trim();
  if (name === undefined) throw new Error("npm pack failed");
  const tarball = resolve(folder, "learnlift.tgz");
  renameSync(resolve(folder, name), tarball);
  return tarball;
};

if (process.argv[1] === import.meta.filename) console.log(`packed: ${relative(ROOT, pack())}`);
