import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const PACKED = resolve(ROOT, ".cache/pack/learnlift.tgz");

/** A folder whose node_modules holds the packed library, as an installation would. */
export const CONSUMER: string = resolve(ROOT, ".cache/consumer");

/** The library as installed there. */
export const INSTALLED: string = resolve(CONSUMER, "node_modules/learnlift");

/** Unpacks the tarball that scripts/pack.ts made. Its dependencies are found further up. */
export const unpack = (): void => {
  if (!existsSync(PACKED)) throw new Error("nothing is packed: run npm run check:package");
  rmSync(CONSUMER, { recursive: true, force: true });
  mkdirSync(resolve(CONSUMER, "node_modules"), { recursive: true });
  const { status } = spawnSync("tar", ["-xzf", PACKED, "-C", CONSUMER]);
  if (status !== 0) throw new Error("the tarball cannot be unpacked");
  renameSync(resolve(CONSUMER, "package"), INSTALLED);
};

/** The files of the installed library. */
export const installedFiles = (): readonly string[] =>
  readdirSync(INSTALLED, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(INSTALLED, resolve(entry.parentPath, entry.name)).split("\\").join("/"))
    .sort();

export const installedText = (file: string): string => readFileSync(resolve(INSTALLED, file), "utf8");
