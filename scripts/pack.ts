// Builds the package and packs it, as it would be published, into .cache/pack/learnlift.tgz.

import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { output, run } from "./run.ts";

/** The root of the repository. */
export const ROOT: string = resolve(import.meta.dirname, "..");

/** Where the tarball lies. */
export const TARBALL: string = resolve(ROOT, ".cache/pack/learnlift.tgz");

/** Builds and packs; gives the path of the tarball. */
export const pack = (): string => {
  run("npm", ["run", "build", "--silent"], ROOT);
  const folder = dirname(TARBALL);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const name = output("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], ROOT)?.trim();
  if (name === undefined) throw new Error("npm pack failed");
  renameSync(resolve(folder, name), TARBALL);
  return TARBALL;
};

if (process.argv[1] === import.meta.filename) console.log(`packed: ${relative(ROOT, pack())}`);
