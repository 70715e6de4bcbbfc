import ts from "typescript";

/** A `ts` block of a document or of a doc comment. */
export interface Block {
  readonly file: string;
  /** The line of its first line of code. */
  readonly line: number;
  readonly code: string;
}

/** Blocks that run as one program: a block without an import goes on where the one before it stopped. */
export interface Program {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** What a value has to be like, from the text after `// =>`. */
export type Expected =
  | { readonly is: "exactly"; readonly value: string | number | boolean | null }
  | { readonly is: "undefined" }
  | { readonly is: "not a number" }
  | { readonly is: "near"; readonly value: number; readonly decimals: number }
  | { readonly is: "array"; readonly elements: readonly Expected[]; readonly more: boolean }
  | { readonly is: "object"; readonly entries: readonly (readonly [string, Expected])[]; readonly more: boolean };

const FENCE = /^(\s*)```(\S*)(.*)$/;
/** Names of fences whose content is not TypeScript that should run. */
const OTHER_FENCES = new Set(["sh", "json", "text", "html", "sql", "csv", ""]);

/** The `ts` blocks of a document. Any other fence has to be one that is no program of ours. */
export const blocksOf = (file: string, text: string, firstLine = 1): readonly Block[] => {
  const blocks: Block[] = [];
  let open: { readonly language: string; readonly indent: string; readonly line: number; code: string[] } | null = null;
  text.split("\n").forEach((line, index) => {
    const fence = FENCE.exec(line);
    if (fence === null) {
      open?.code.push(open.indent !== "" && line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    } else if (open === null) {
      const [, indent = "", language = "", rest = ""] = fence;
      const at = `${file}:${firstLine + index}`;
      if (language === "ts" && rest.trim() !== "")
        throw new Error(`${at}: a ts block runs as it is, without "${rest}"`);
      if (language !== "ts" && !OTHER_FENCES.has(language))
        throw new Error(`${at}: a fence is ts (and runs) or one of ${[...OTHER_FENCES].join(", ")}, not "${language}"`);
      open = { language, indent, line: firstLine + index + 1, code: [] };
    } else {
      if (open.language === "ts") blocks.push({ file, line: open.line, code: open.code.join("\n") });
      open = null;
    }
  });
  return blocks;
};

/** The `ts` blocks in the doc comments of a source file. */
export const docBlocksOf = (file: string, text: string): readonly Block[] =>
  [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) => {
    const firstLine = text.slice(0, comment.index).split("\n").length;
    const inside = comment[0].replace(/\*\/$/, "").split("\n");
    return blocksOf(file, inside.map((line) => line.replace(/^\s*\/?\*+ ?/, "")).join("\n"), firstLine);
  });

const hasImport = (code: string): boolean => /^import\s/m.test(code);

/** Joins the blocks of one file into programs. In doc comments every block stands alone. */
export const programsOf = (blocks: readonly Block[], joined: boolean): readonly Program[] => {
  const programs: Program[] = [];
  for (const { file, line, code } of blocks) {
    const previous = programs.at(-1);
    if (joined && previous !== undefined && previous.file === file && !hasImport(code)) {
      const gap = line - previous.line - previous.code.split("\n").length;
      programs[programs.length - 1] = { ...previous, code: `${previous.code}${"\n".repeat(gap + 1)}${code}` };
    } else programs.push({ name: `${file.replace(/[^\w]+/g, "-")}-${line}`, file, line, code });
  }
  return programs;
};

const expectedFrom = (node: ts.Expression): Expected => {
  if (ts.isParenthesizedExpression(node)) return expectedFrom(node.expression);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return { is: "exactly", value: node.text };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { is: "exactly", value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { is: "exactly", value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { is: "exactly", value: null };
  if (ts.isIdentifier(node) && node.text === "undefined") return { is: "undefined" };
  if (ts.isIdentifier(node) && node.text === "NaN") return { is: "not a number" };
  if (ts.isNumericLiteral(node)) {
    const written = node.getText().replace(/_/g, "");
    const decimals = /^\d*\.(\d+)$/.exec(written)?.[1]?.length;
    const value = Number(written);
    return decimals === undefined ? { is: "exactly", value } : { is: "near", value, decimals };
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const inner = expectedFrom(node.operand);
    if (inner.is === "near") return { ...inner, value: -inner.value };
    if (inner.is === "exactly" && typeof inner.value === "number") return { is: "exactly", value: -inner.value };
  }
  if (ts.isArrayLiteralExpression(node)) {
    const more = node.elements.some(ts.isSpreadElement);
    return { is: "array", elements: node.elements.filter((each) => !ts.isSpreadElement(each)).map(expectedFrom), more };
  }
  if (ts.isObjectLiteralExpression(node)) {
    const entries: (readonly [string, Expected])[] = [];
    let more = false;
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) more = true;
      else if (
        ts.isPropertyAssignment(property) &&
        (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
      )
        entries.push([property.name.text, expectedFrom(property.initializer)]);
      else throw new Error(`not a value: ${property.getText()}`);
    }
    return { is: "object", entries, more };
  }
  throw new Error(`not a value: ${node.getText()}`);
};

/** Reads the text after `// =>`. `…` stands for more elements or keys; 0.92 takes what rounds to it. */
export const readExpected = (text: string): Expected => {
  const source = ts.createSourceFile(
    "expected.ts",
    `(${text.replace(/…/g, "...more").replace(/\b\w+Array (?=\[)/g, "")})`,
    ts.ScriptTarget.ES2022,
    true,
  );
  const [statement] = source.statements;
  const parsed = source.statements.length === 1 && statement !== undefined && ts.isExpressionStatement(statement);
  if (!parsed) throw new Error(`not a value: ${text}`);
  return expectedFrom(statement.expression);
};

/** What differs between a value and what was expected, or null. */
export const difference = (expected: Expected, value: unknown, at = "the value"): string | null => {
  const differs = (what: string): string => `${at}: expected ${what}, got ${JSON.stringify(value) ?? String(value)}`;
  switch (expected.is) {
    case "exactly":
      return Object.is(expected.value, value) || expected.value === value
        ? null
        : differs(JSON.stringify(expected.value));
    case "undefined":
      return value === undefined ? null : differs("undefined");
    case "not a number":
      return Number.isNaN(value) ? null : differs("NaN");
    case "near": {
      const half = 0.5 * 10 ** -expected.decimals;
      const near = typeof value === "number" && Math.abs(value - expected.value) <= half * (1 + 1e-9);
      return near ? null : differs(`${expected.value} to ${expected.decimals} decimals`);
    }
    case "array": {
      const elements = Array.isArray(value)
        ? value
        : ArrayBuffer.isView(value)
          ? Array.from(value as Float64Array)
          : null; // a typed array is iterable
      if (elements === null) return differs("an array");
      if (expected.more ? elements.length < expected.elements.length : elements.length !== expected.elements.length)
        return differs(`an array of ${expected.elements.length}`);
      return (
        expected.elements.map((each, i) => difference(each, elements[i], `${at}[${i}]`)).find((found) => found) ?? null
      );
    }
    case "object": {
      if (typeof value !== "object" || value === null) return differs("an object");
      const entries = new Map(Object.entries(value));
      const extra = [...entries.keys()].filter((key) => !expected.entries.some(([known]) => known === key));
      if (!expected.more && extra.length > 0) return differs(`no key ${extra.join(", ")}`);
      return (
        expected.entries
          .map(([key, each]) => difference(each, entries.get(key), `${at}.${key}`))
          .find((found) => found) ?? null
      );
    }
  }
};

const MARK = /\/\/ ?=>(.*)$/;
/** Any comment at the end of a statement: where it reads as a value, it is one, and is checked like the others. */
const COMMENT = /;\s*\/\/ (.*)$/;

/** The value in a comment: all of it, or what stands before a colon and an explanation. */
const valueIn = (comment: string): string | null => {
  for (const text of [comment, /^(.+?): \D/.exec(comment)?.[1] ?? comment]) {
    try {
      readExpected(text);
      return text;
    } catch {
      // words, then
    }
  }
  return null;
};

/** The value that is claimed of a statement: at the end of its last line, or after a `// =>` on the lines right below it. */
const markOf = (
  lines: readonly string[],
  lastLine: number,
): { readonly text: string; readonly taken: number[] } | null => {
  const taken: number[] = [];
  const comment = COMMENT.exec(lines[lastLine] ?? "")?.[1];
  const marked = MARK.exec(lines[lastLine] ?? "")?.[1];
  const sameLine =
    marked === undefined ? (comment === undefined ? null : valueIn(comment)) : (valueIn(marked) ?? marked);
  const below = /^\s*\/\/ ?=>/.test(lines[lastLine + 1] ?? "") ? MARK.exec(lines[lastLine + 1] ?? "") : null;
  const start = sameLine === null ? lastLine + 1 : lastLine;
  const first = sameLine ?? below?.[1];
  if (first === undefined) return null;
  taken.push(start);
  let text = first;
  for (let next = start + 1; /^\s*\/\/ {3,}\S/.test(lines[next] ?? ""); next += 1) {
    text += ` ${(lines[next] ?? "").replace(/^\s*\/\//, "").trim()}`;
    taken.push(next);
  }
  return { text: text.trim(), taken };
};

const boundNames = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));

/**
 * A program with its `// =>` comments, and comments that are values, turned into checks. On an expression (or `console.log(expression)`) the comment is its value;
 * on a declaration, the value of the name it declares, or an object of the names.
 */
export const checked = ({ file, line, code }: Program): string => {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const lines = code.split("\n");
  const edits: { readonly at: number; readonly remove: number; readonly insert: string }[] = [];
  const taken = new Set<number>();
  for (const statement of source.statements) {
    const lastLine = source.getLineAndCharacterOfPosition(statement.getEnd()).line;
    const mark = markOf(lines, lastLine);
    if (mark === null) continue;
    const where = `${file}:${line + lastLine}`;
    let expected: Expected;
    try {
      expected = readExpected(mark.text);
    } catch (error) {
      throw new Error(`${where}: ${error instanceof Error ? error.message : error}`);
    }
    const check = (value: string): string =>
      `__check(${JSON.stringify(where)}, ${value}, ${JSON.stringify(JSON.stringify(expected))})`;
    if (ts.isExpressionStatement(statement)) {
      const { expression } = statement;
      const logged =
        ts.isCallExpression(expression) && expression.expression.getText() === "console.log"
          ? expression.arguments[0]
          : undefined;
      const value = logged ?? expression;
      edits.push({ at: value.getStart(), remove: value.getWidth(), insert: check(value.getText()) });
    } else if (ts.isVariableStatement(statement)) {
      const names = statement.declarationList.declarations.flatMap((declaration) => boundNames(declaration.name));
      edits.push({
        at: statement.getEnd(),
        remove: 0,
        insert: ` ${check(names.length === 1 ? (names[0] ?? "") : `{ ${names.join(", ")} }`)};`,
      });
    } else continue;
    for (const each of mark.taken) taken.add(each);
  }
  lines.forEach((text, index) => {
    if (MARK.test(text) && !taken.has(index)) throw new Error(`${file}:${line + index}: nothing checks this "=>"`);
  });
  let result = code;
  for (const { at, remove, insert } of edits.sort((a, b) => b.at - a.at))
    result = result.slice(0, at) + insert + result.slice(at + remove);
  return result;
};
