// Makes docs/api/llms.txt (what there is, one line each) and docs/api/llms-full.txt (everything in one file) for language models,
// from the README, the guides and the markdown that typedoc wrote.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { SUBPATHS } from "./entries.ts";
import { ROOT } from "./pack.ts";

const markdownUnder = (folder: string): readonly string[] =>
  readdirSync(resolve(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => relative(ROOT, resolve(entry.parentPath, entry.name)).split("\\").join("/"))
    .sort();

const textOf = (file: string): string => readFileSync(resolve(ROOT, file), "utf8").trim();

const titleOf = (text: string): string => /^# (.+)$/m.exec(text)?.[1]?.replace(/\\/g, "") ?? "";

/** The first sentence of a page's prose: its first paragraph that is no heading, list, table, quote or code. */
const summaryOf = (text: string): string => {
  const prose = text
    .replace(/```[\s\S]*?```/g, "")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "" && !/^(?:#|>|\||-|\*\*\*|\[.*\]\(.*\)( \/|$))/.test(paragraph));
  return /^.*?[.?!](?= |$)/.exec(prose[0] ?? "")?.[0] ?? prose[0] ?? "";
};

const line = (file: string, name?: string): string => {
  const text = textOf(file);
  const summary = summaryOf(text);
  return `- [${name ?? titleOf(text)}](${file})${summary === "" ? "" : `: ${summary}`}`;
};

const API = "docs/api/markdown";
const pages = markdownUnder(API).filter((file) => !/\/(?:README|index)\.md$/.test(file) || file.split("/").length > 4);
const guides = markdownUnder("docs").filter((file) => !file.startsWith("docs/api/"));
const { description }: { description: string } = JSON.parse(textOf("package.json"));

const functionsOf = (subpath: string): readonly string[] =>
  pages
    .filter((file) => file.startsWith(`${API}/${subpath}/functions/`))
    .map((file) => line(file, `${subpath}.${/([^/]+)\.md$/.exec(file)?.[1] ?? ""}`));

const index = [
  "# learnlift",
  "",
  `> ${description}`,
  "",
  "Every function that takes values from outside returns an fp-ts Either: `{ _tag: 'Left', left: failure }` or `{ _tag: 'Right', right }`.",
  "Configuration comes first, data last: `f(options)(data)`.",
  "",
  "## Guides",
  "",
  ...(existsSync(resolve(ROOT, "README.md")) ? [line("README.md")] : []),
  ...guides.map((file) => line(file)),
  ...SUBPATHS.flatMap((subpath) => ["", `## learnlift/${subpath}`, "", ...functionsOf(subpath)]),
  "",
].join("\n");

const everything = [...(existsSync(resolve(ROOT, "README.md")) ? ["README.md"] : []), ...guides, ...pages].map(
  (file) => `<!-- ${file} -->\n\n${textOf(file)}\n`,
);

writeFileSync(resolve(ROOT, "docs/api/llms.txt"), index);
writeFileSync(resolve(ROOT, "docs/api/llms-full.txt"), everything.join("\n"));
console.log(`docs/api/llms.txt: ${index.split("\n").filter((each) => each.startsWith("- ")).length} entries`);
