// Peers in other languages: a child process that is kept alive, reads its input once, and times itself.

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** What one run of a peer in another language took and gave. Starting it and handing it the input is in neither time. */
export interface ForeignRun {
  /** By the clock on the wall. */
  readonly milliseconds: number;
  /** Of the processor, all threads together. */
  readonly cpuMilliseconds: number;
  /** What it computed, in the order of our side. */
  readonly output: readonly number[];
}

/** A peer in another language, ready to run. */
export interface ForeignSide {
  /** Name and version of the package as it tells them, with what else decides its speed: "1.9.1, OpenBLAS 0.3.30 SkylakeX". */
  readonly version: string;
  run(): Promise<ForeignRun>;
  /** Ends the process and removes its input. */
  close(): void;
}

/** What a peer is given. */
export interface ForeignInput {
  /** The language of the script; "Node" for a package of npm that is to have a process of its own. */
  readonly language: "Python" | "R" | "Node";
  /** The file in bench/peers. */
  readonly script: string;
  /** Numbers by name; each becomes a file of float64, little-endian. Matrices go row by row. */
  readonly arrays: Readonly<Record<string, Float64Array>>;
  /** Small settings by name: sizes, seeds, options. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
}

/** The interpreter or a package of the peer is not on this machine. */
export class MissingPeer extends Error {
  override readonly name = "MissingPeer";
}

const INTERPRETERS = {
  Python: { variable: "BENCH_PYTHON", fallback: "python3", options: [] },
  R: { variable: "BENCH_RSCRIPT", fallback: "Rscript", options: [] },
  Node: { variable: "BENCH_NODE", fallback: process.execPath, options: ["--import", "tsx"] },
} as const;

/** One thread on both sides: whoever wants more starts more of us. */
const ONE_THREAD = {
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  NUMBA_NUM_THREADS: "1",
};

/** The lines a child prints, one for each that is asked for. */
const linesOf = (child: ChildProcessWithoutNullStreams, what: string): (() => Promise<string>) => {
  let complaints = "";
  let ended: Error | null = null;
  const lines: string[] = [];
  const waiting: { resolve(line: string): void; reject(reason: Error): void }[] = [];
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-4000);
  });
  child.on("error", (error) => end(new MissingPeer(`${what}: ${error.message}`)));
  child.on("close", (code) => end(new Error(`${what} ended with code ${code}: ${complaints}`)));
  child.stdin.on("error", () => undefined); // the close that follows says why
  createInterface({ input: child.stdout }).on("line", (line) => {
    const next = waiting.shift();
    if (next === undefined) lines.push(line);
    else next.resolve(line);
  });
  return () =>
    new Promise((resolve, reject) => {
      const line = lines.shift();
      if (line !== undefined) resolve(line);
      else if (ended !== null) reject(ended);
      else waiting.push({ resolve, reject });
    });
};

/**
 * Starts a peer. The protocol: the script's one argument is a folder with `<name>.f64` for each array and `parameters.json`; it prints
 * one line of JSON when it is ready, `{"version": …}` or `{"missing": …}`; then, for each line on its standard input, it runs the task and prints
 * `{"milliseconds": …, "cpuMilliseconds": …, "output": […]}`. `bench/peers/peer.py` and `peer.R` do all of that but the task.
 *
 * Throws `MissingPeer` where the interpreter (BENCH_PYTHON, BENCH_RSCRIPT; or else python3, Rscript) or the package is missing.
 */
export const foreign = async ({ language, script, arrays, parameters }: ForeignInput): Promise<ForeignSide> => {
  const { variable, fallback, options } = INTERPRETERS[language];
  const folder = mkdtempSync(join(tmpdir(), "learnlift-bench-"));
  for (const [name, values] of Object.entries(arrays)) {
    writeFileSync(join(folder, `${name}.f64`), Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  }
  writeFileSync(join(folder, "parameters.json"), JSON.stringify(parameters));
  const program = [...options, join(import.meta.dirname, "peers", script), folder];
  const child = spawn(process.env[variable] ?? fallback, program, { env: { ...ONE_THREAD, ...process.env } });
  const nextLine = linesOf(child, script);
  const close = (): void => {
    child.stdin.end();
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const ready: { readonly version?: string; readonly missing?: string } = JSON.parse(await nextLine());
    if (ready.version === undefined) throw new MissingPeer(`${ready.missing ?? script} is not installed`);
    return {
      version: ready.version,
      run: async () => {
        child.stdin.write("run\n");
        return JSON.parse(await nextLine());
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
};
