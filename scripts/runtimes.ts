// Installs the packed tarball in an empty folder and runs one program there (test/runtimes/smoke.ts) in every runtime that can be
// had: Node 20, 22 and 24, Deno, Bun, and Chromium under a strict content-security policy. All of them must print the same bytes.
// With --packed it takes the tarball that is there already.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import { pack, ROOT, TARBALL } from "./pack.ts";
import { run } from "./run.ts";

interface Attempt {
  readonly runtime: string;
  readonly version: string;
  readonly printed: string;
}

const HERE = resolve(ROOT, "test/runtimes");
const folder = mkdtempSync(join(tmpdir(), "learnlift-runtimes-"));
const attempts: Attempt[] = [];
const failed: string[] = [];
const skipped: string[] = [];

const execute = (
  command: string,
  args: readonly string[],
): { readonly ok: boolean; readonly out: string; readonly error: string } => {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    timeout: 120_000,
  });
  return { ok: status === 0, out: stdout ?? "", error: error === undefined ? (stderr ?? "") : error.message };
};

const attempt = (runtime: string, command: string, versionArgs: readonly string[], args: readonly string[]): void => {
  const version = execute(command, versionArgs);
  if (!version.ok) {
    skipped.push(`${runtime}: ${version.error.trim().split("\n")[0] ?? "not here"}`);
    return;
  }
  const { ok, out, error } = execute(command, args);
  if (ok) attempts.push({ runtime, version: version.out.trim().split("\n")[0] ?? "", printed: out.trim() });
  else failed.push(`${runtime}: ${error.slice(0, 2000)}`);
};

const inFolder = async (): Promise<void> => {
  const tarball = process.argv.includes("--packed") ? TARBALL : pack();
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "smoke", private: true, type: "module" }));
  run("npm", ["install", "--no-audit", "--no-fund", "--silent", tarball], folder);

  const smoke = readFileSync(join(HERE, "smoke.ts"), "utf8");
  writeFileSync(join(folder, "smoke.ts"), smoke);
  writeFileSync(
    join(folder, "smoke.mjs"),
    (await transform(smoke, { loader: "ts", format: "esm", target: "es2022" })).code,
  );
  writeFileSync(
    join(folder, "smoke.cjs"),
    (await transform(smoke, { loader: "ts", format: "cjs", target: "es2022" })).code,
  );
  writeFileSync(join(folder, "deno.json"), JSON.stringify({ nodeModulesDir: "manual" }));
  await build({
    entryPoints: [join(HERE, "bits.ts")],
    outfile: join(folder, "bits.mjs"),
    bundle: true,
    format: "esm",
    target: "es2022",
    absWorkingDir: ROOT,
  });
  writeFileSync(join(folder, "both.mjs"), 'import "./smoke.mjs";\nimport "./bits.mjs";\n');
  writeFileSync(join(folder, "both.cjs"), 'require("./smoke.cjs");\nimport("./bits.mjs");\n');

  attempt("this Node, import", process.execPath, ["--version"], ["both.mjs"]);
  attempt("this Node, require", process.execPath, ["--version"], ["both.cjs"]);
  for (const major of [20, 22, 24])
    attempt(`Node ${major}`, join(HERE, `node_modules/node-${major}/bin/node`), ["--version"], ["both.mjs"]);
  const deno = join(HERE, "node_modules/.bin/deno");
  attempt("Deno", deno, ["--version"], ["run", "--no-remote", "both.mjs"]);
  if (existsSync(deno)) {
    const types = execute(deno, ["check", "--no-remote", "smoke.ts"]);
    if (!types.ok) failed.push(`Deno, types: ${types.error.slice(0, 2000)}`);
  }
  attempt("Bun", join(HERE, "node_modules/.bin/bun"), ["--version"], ["run", "both.mjs"]);
  await inChromium();
};

const POLICY =
  "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

const chromiumPath = (): string | undefined =>
  [process.env["CHROMIUM_PATH"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
  );

interface Page {
  on(event: "console", listener: (message: { type(): string; text(): string }) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
  goto(address: string): Promise<unknown>;
  waitForFunction(expression: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}
interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[] }): Promise<{
      version(): string;
      newPage(): Promise<Page>;
      close(): Promise<void>;
    }>;
  };
}

const inChromium = async (): Promise<void> => {
  const executablePath = chromiumPath();
  const playwright = join(HERE, "node_modules/playwright-core/index.mjs");
  if (executablePath === undefined || !existsSync(playwright)) {
    skipped.push(
      `Chromium: ${executablePath === undefined ? "no chromium on this machine" : "playwright-core is not installed"}`,
    );
    return;
  }
  // What a page loads: one file each, made from the installed package, as a script and as a module.
  writeFileSync(
    join(folder, "page.mjs"),
    'globalThis.printed = [];\nconst log = console.log;\nconsole.log = (line) => { globalThis.printed.push(line); log(line); };\nawait import("./smoke.mjs");\nawait import("./bits.mjs");\nglobalThis.finished = true;\n',
  );
  const scripts: Record<string, string> = {};
  for (const format of ["iife", "esm"] as const) {
    const source =
      format === "esm"
        ? readFileSync(join(folder, "page.mjs"), "utf8")
        : 'globalThis.printed = [];\nconst log = console.log;\nconsole.log = (line) => { globalThis.printed.push(line); log(line); };\nrequire("./smoke.mjs");\nrequire("./bits.mjs");\nglobalThis.finished = true;\n';
    const { outputFiles } = await build({
      stdin: { contents: source, resolveDir: folder },
      bundle: true,
      write: false,
      format,
      minify: true,
      platform: "browser",
      target: format === "iife" ? "es2019" : "es2022",
      absWorkingDir: folder,
    });
    scripts[`/${format}.js`] = outputFiles[0]?.text ?? "";
  }
  const server = createServer((request, response) => {
    const script = scripts[request.url ?? ""];
    const page = /^\/(iife|esm)\.html$/.exec(request.url ?? "")?.[1];
    response.setHeader("content-security-policy", POLICY);
    if (script !== undefined) response.setHeader("content-type", "text/javascript").end(script);
    else if (page !== undefined)
      response
        .setHeader("content-type", "text/html")
        .end(
          `<!doctype html><title>smoke</title><script ${page === "esm" ? 'type="module" ' : ""}src="/${page}.js"></script>`,
        );
    else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { chromium }: Playwright = await import(pathToFileURL(playwright).href);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    for (const format of ["iife", "esm"]) {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
      page.on("pageerror", (error) => void complaints.push(error.message));
      await page.goto(`http://127.0.0.1:${port}/${format}.html`);
      await page
        .waitForFunction("globalThis.finished === true")
        .catch((error: Error) => complaints.push(error.message));
      const printed = String(await page.evaluate('globalThis.printed.join("\\n")'));
      const real = complaints.filter((text) => !text.includes("favicon"));
      if (real.length > 0) failed.push(`Chromium, ${format}: ${real.join("; ")}`);
      else attempts.push({ runtime: `Chromium, ${format}`, version: browser.version(), printed: printed.trim() });
      await page.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
};

try {
  await inFolder();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const [first] = attempts;
for (const { runtime, version, printed } of attempts) {
  const same = printed === first?.printed && printed !== "";
  console.log(`${same ? "same bytes" : "DIFFERENT "}  ${runtime} (${version})`);
  if (!same) {
    const lines = printed.split("\n");
    const expected = first?.printed.split("\n") ?? [];
    const differing = expected.filter((line, index) => line !== lines[index]).map((line) => line.slice(0, 200));
    failed.push(`${runtime}: prints other bytes than ${first?.runtime}: ${differing.join(" | ") || "nothing"}`);
  }
}
for (const what of skipped) console.log(`skipped     ${what}`);
for (const what of failed) console.log(`FAILED      ${what}`);
if (failed.length > 0 || attempts.length === 0) process.exit(1);
