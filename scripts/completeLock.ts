// npm leaves an optional package out of the lock file where the registry at hand does not carry it (the binaries of another
// platform, usually), and `npm ci` then refuses the lock file everywhere. This adds what is missing: exact version and platform.
//
//   npx tsx scripts/completeLock.ts package-lock.json bench/package-lock.json test/runtimes/package-lock.json

import { readFileSync, writeFileSync } from "node:fs";

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Lock {
  packages: Record<string, Locked>;
}

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
  "windows",
];
const PROCESSORS: readonly (readonly [RegExp, string])[] = [
  [/aarch64|arm64/, "arm64"],
  [/x64|x86_64/, "x64"],
  [/ia32|i686/, "ia32"],
  [/arm/, "arm"],
  [/riscv64/, "riscv64"],
  [/s390x/, "s390x"],
  [/ppc64/, "ppc64"],
  [/loong64/, "loong64"],
  [/wasm32/, "wasm32"],
];

const platformOf = (name: string): Pick<Locked, "os" | "cpu" | "libc"> => {
  const system = SYSTEMS.find((each) => name.includes(each));
  const processor = PROCESSORS.find(([pattern]) => pattern.test(name))?.[1];
  const libc = name.includes("musl") ? "musl" : /gnu|glibc/.test(name) && system === "linux" ? "glibc" : undefined;
  return {
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(libc === undefined ? {} : { libc: [libc] }),
    ...(system === undefined ? {} : { os: [system === "windows" ? "win32" : system] }),
  };
};

const completed = (lock: Lock): { readonly packages: Record<string, Locked>; readonly added: readonly string[] } => {
  const packages = { ...lock.packages };
  const added: string[] = [];
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const nested = path === "" ? `node_modules/${name}` : `${path}/node_modules/${name}`;
      const top = `node_modules/${name}`;
      if (packages[nested] !== undefined || packages[top] !== undefined) continue;
      const version = /^[~^]?(\d+\.\d+\.\d+\S*)$/.exec(range)?.[1];
      if (version === undefined) throw new Error(`${path}: ${name}@${range}: not one version`);
      const platform = platformOf(name);
      if (platform.os === undefined && platform.cpu === undefined) throw new Error(`${name}: for which platform?`);
      packages[top] = {
        version,
        ...platform,
        ...(dev === undefined && path !== "" ? {} : { dev: true }),
        optional: true,
      };
      added.push(`${name}@${version}`);
    }
  }
  const sorted = Object.keys(packages).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { packages: Object.fromEntries(sorted.map((path) => [path, packages[path] ?? {}])), added };
};

for (const file of process.argv.slice(2)) {
  const lock: Lock = JSON.parse(readFileSync(file, "utf8"));
  const { packages, added } = completed(lock);
  if (added.length > 0) writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(`${file}: ${added.length === 0 ? "complete" : `added ${added.join(", ")}`}`);
}
