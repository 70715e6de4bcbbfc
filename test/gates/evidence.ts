import ts from "typescript";
import { lineOf, nodesOf } from "./modules.ts";

/** A text that a person may read, and where it stands. */
export interface Passage {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** A passage that may use a causal word, and why it may. */
export interface Allowed {
  readonly file: string;
  /** A part of the passage. */
  readonly containing: string;
  readonly because: string;
}

/** Words that say that one thing made another happen. */
const CAUSAL: readonly RegExp[] = [
  /\bcaus(?:ed|es|ing|al impact)\b/i,
  /\beffects? of\b/i,
  /\bbecause of (?:the|a|this|that|your) (?:nudge|message|reminder|campaign|course|training|programme|program)\b/i,
  /\b(?:leads?|led|leading) to\b/i,
  /\bimpact(?:s|ed|ful|ing)?\b/i,
  /\b(?:drives|drove|driving|driven by|drive (?:\w+ )?(?:completion|engagement|retention|learning|revenue|results))\b/i,
  /\bthanks to\b/i,
  /\b(?:increases?|increased|reduces?|reduced|raises?|raised|lowers?|lowered|improves?|improved|boosts?|boosted|cuts?) (?:\w+ ){0,4}by\b/i,
  /\b(?:boosts?|boosted|uplifts?|uplifted)\b/i,
  /\bmade (?:\w+ ){0,3}(?:finish|complete|start|stay|learn)\b/i,
];

/** The causal words of a passage. A question claims nothing, and neither does what stands in quotation marks. */
export const causalWords = (text: string): readonly string[] =>
  text
    .replace(/"[^"]*"|“[^”]*”/g, " ")
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => !sentence.trimEnd().endsWith("?"))
    .flatMap((sentence) => CAUSAL.map((word) => word.exec(sentence)?.[0]).filter((found) => found !== undefined));

/** The strings of a source file, templates with their holes blank. Names of modules are not strings that a person reads. */
export const stringsOf = (file: string, text: string): readonly Passage[] => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const passages: Passage[] = [];
  for (const node of nodesOf(source)) {
    const { parent } = node;
    const isSpecifier = parent !== undefined && (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent));
    if ((ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) && !isSpecifier)
      passages.push({ file, line: lineOf(source, node), text: node.text });
    if (ts.isTemplateExpression(node)) {
      const spans = node.templateSpans.map((span) => span.literal.text);
      passages.push({ file, line: lineOf(source, node), text: [node.head.text, ...spans].join(" … ") });
    }
  }
  return passages;
};

/** The paragraphs, list items and table rows of a document, without its code blocks and its code spans. */
export const paragraphsOf = (file: string, text: string): readonly Passage[] => {
  const passages: Passage[] = [];
  let inCode = false;
  let open: { line: number; text: string } | null = null;
  const close = (): void => {
    if (open !== null) passages.push({ file, ...open });
    open = null;
  };
  text.split("\n").forEach((raw, index) => {
    if (/^\s*```/.test(raw)) {
      inCode = !inCode;
      close();
      return;
    }
    if (inCode) return;
    const line = raw.replace(/`[^`]*`/g, "code");
    if (line.trim() === "" || /^\s*(?:[-*|#]|\d+\.)/.test(line)) close();
    if (line.trim() !== "")
      open = open === null ? { line: index + 1, text: line } : { line: open.line, text: `${open.text} ${line.trim()}` };
  });
  close();
  return passages;
};

/** Passages that use a causal word where they may not, each as "file:line: words: text". */
export const unfoundedClaims = (
  passages: readonly Passage[],
  allowed: readonly Allowed[],
): { readonly claims: readonly string[]; readonly unused: readonly string[] } => {
  const used = new Set<Allowed>();
  const claims: string[] = [];
  for (const { file, line, text } of passages) {
    const words = causalWords(text);
    if (words.length === 0) continue;
    const permission = allowed.find((each) => each.file === file && text.includes(each.containing));
    if (permission === undefined) claims.push(`${file}:${line}: ${words.join(", ")}: ${text.slice(0, 160)}`);
    else used.add(permission);
  }
  return {
    claims,
    unused: allowed.filter((each) => !used.has(each)).map((each) => `${each.file}: ${each.containing}`),
  };
};
