import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { causalWords, paragraphsOf, stringsOf, unfoundedClaims } from "./evidence.ts";
import { ALLOWED } from "./evidenceAllowed.ts";
import { filesUnder, ROOT, readText } from "./modules.ts";

const documents = (): readonly string[] =>
  [
    ...["README.md", "CHANGELOG.md", "CONTRIBUTING.md"].filter((file) => existsSync(resolve(ROOT, file))),
    ...filesUnder("docs", ".md"),
  ].filter((file) => !file.startsWith("docs/api/"));

describe("the words of evidence", () => {
  it("say that one thing caused another only where an experiment or a named assumption stands behind it", () => {
    const passages = [
      ...["src", "examples"].flatMap((folder) =>
        filesUnder(folder, ".ts").flatMap((file) => stringsOf(file, readText(file))),
      ),
      ...documents().flatMap((file) => paragraphsOf(file, readText(file))),
    ];
    expect(passages.length).toBeGreaterThan(300);
    const { claims, unused } = unfoundedClaims(passages, ALLOWED);
    expect(claims).toEqual([]);
    expect(unused).toEqual([]);
  });

  it.each([
    "The nudge caused 12 more starts.",
    "Completion rose because of the nudge.",
    "Short modules lead to higher scores.",
    "This had an impact on retention.",
    "Engagement drives revenue.",
    "Reminders increased completion by 8 points.",
    "The effect of the message is 0.1.",
    "Reminders boost completion.",
    "The message made learners finish.",
    "Thanks to reminders, more finished.",
  ])("catch: %s", (text) => {
    expect(causalWords(text)).not.toEqual([]);
  });

  it.each([
    "Learners who were nudged started more often.",
    "Completion goes along with reminders.",
    "Did the nudge lead to anything?",
    'Sellers say "nudges drive completion"; nobody has shown it.',
    "The difference between the arms is 0.1.",
    "An issue is caught and becomes a value.",
  ])("let pass: %s", (text) => {
    expect(causalWords(text)).toEqual([]);
  });

  it("are looked for in strings and templates, not in comments and module names", () => {
    const text = [
      'import { a } from "./drives.ts";',
      "// this drives that",
      'export const b = "it drives";',
      `export const c = \`a \${a} leads to\`;`,
    ].join("\n");
    const { claims } = unfoundedClaims(stringsOf("src/a.ts", text), []);
    expect(claims.map((claim) => claim.split(":")[1])).toEqual(["3", "4"]);
  });

  it("are looked for in paragraphs, lists and tables, not in code", () => {
    const text = [
      "# Drives",
      "",
      "a paragraph that",
      "leads to b",
      "",
      "```ts",
      "drives",
      "```",
      "- `drives`",
      "| impact |",
    ];
    const { claims } = unfoundedClaims(paragraphsOf("docs/a.md", text.join("\n")), []);
    expect(claims.map((claim) => claim.split(":")[1])).toEqual(["1", "3", "10"]);
  });

  it("are allowed by entry, and an entry that nothing needs is reported", () => {
    const passages = stringsOf("src/a.ts", 'export const a = "caused, as randomised";');
    const needed = { file: "src/a.ts", containing: "as randomised", because: "drawn at random" };
    const stale = { file: "src/a.ts", containing: "gone", because: "was needed once" };
    expect(unfoundedClaims(passages, [needed, stale])).toEqual({ claims: [], unused: ["src/a.ts: gone"] });
  });
});
