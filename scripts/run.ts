import { spawnSync } from "node:child_process";

/** Runs a command with its output shown; ends the process with the command's code where it fails. */
export const run = (command: string, args: readonly string[], folder = "."): void => {
  console.log(`$ ${command} ${args.join(" ")}`);
  const { status } = spawnSync(command, args, { cwd: folder, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
};

/** Runs a command and gives what it printed, or null where it failed. */
export const output = (command: string, args: readonly string[], folder = "."): string | null => {
  const { status, stdout } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  return status === 0 ? stdout : null;
};
