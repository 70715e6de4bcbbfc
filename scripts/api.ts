// The API reports in etc/: what the package promises, one file an entry, so that a change of a public signature shows in a diff.
// `npm run api` writes them, `npm run api:check` fails where they are out of date.

import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { run } from "./run.ts";

const check = process.argv.includes("--check");
const root = resolve(import.meta.dirname, "..");
const declarations = resolve(root, ".cache/declarations");

rmSync(declarations, { recursive: true, force: true });
run("npx", ["tsc", "-p", "tsconfig.declarations.json"], root);
mkdirSync(resolve(root, "etc"), { recursive: true });

const upToDate = (entry: string, declaration: string): boolean => {
  const silent = { logLevel: ExtractorLogLevel.None, addToApiReportFile: false };
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: resolve(root, "package.json"),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: declaration,
      newlineKind: "lf",
      compiler: { tsconfigFilePath: resolve(root, "tsconfig.declarations.json"), skipLibCheck: true },
      apiReport: {
        enabled: true,
        reportFileName: `${entry}.api.md`,
        reportFolder: resolve(root, "etc"),
        reportTempFolder: resolve(root, ".cache/api"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error, addToApiReportFile: false } },
        extractorMessageReporting: { default: silent },
        tsdocMessageReporting: { default: silent },
      },
    },
  });
  const result = Extractor.invoke(config, {
    localBuild: !check,
    messageCallback: (message) => {
      if (message.logLevel !== ExtractorLogLevel.Error) message.handled = true;
    },
  });
  if (result.errorCount > 0) throw new Error(`${entry}: ${result.errorCount} errors`);
  return !result.apiReportChanged;
};

// The root re-exports every subpath but `testing`, which has an optional peer.
const entries: readonly (readonly [string, string])[] = [
  ["learnlift", resolve(declarations, "index.d.ts")],
  ["learnlift.testing", resolve(declarations, "testing/index.d.ts")],
];
const stale = entries.filter(([entry, declaration]) => !upToDate(entry, declaration)).map(([entry]) => entry);
if (check && stale.length > 0) {
  console.error(`out of date: ${stale.map((entry) => `etc/${entry}.api.md`).join(", ")}; run npm run api and commit`);
  process.exit(1);
}
console.log(stale.length === 0 ? `${entries.length} API reports are up to date` : `written: ${stale.join(", ")}`);
