import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { placeholders } from "../../src/explain/explainReason.ts";
import { templatesOf } from "../../src/explain/templates.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Emitted {
  readonly code: string;
  readonly values: readonly string[];
  readonly where: string;
  /** The folder right under src, or under src/core. */
  readonly area: string;
}

interface Worded {
  readonly code: string;
  readonly where: string;
  readonly area: string;
}

const areaOf = (file: string): string => /src\/((?:core\/)?[^/]+)\//.exec(file)?.[1] ?? "";

interface Scan {
  readonly emitted: readonly Emitted[];
  readonly worded: readonly Worded[];
  /** Calls of `reason` whose code the compiler cannot tell, nor the calls of the function around them. */
  readonly unclear: readonly string[];
}

/** A function that hands its argument on as the code of a reason, and perhaps another as its values. */
interface Forwarder {
  readonly code: number;
  readonly values: number | readonly string[];
}

/** Every call of `reason(code, values)` in src, and every entry of a table of words, as the compiler sees them. */
const scan = (): Scan => {
  const config = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter(({ fileName }) => /^src\//.test(fileName.slice(root.length)));
  const emitted: Emitted[] = [];
  const worded: Worded[] = [];
  const unclear: string[] = [];
  const forwarders = new Map<ts.Symbol, Forwarder>();

  const eachNode = (visit: (node: ts.Node, file: ts.SourceFile) => void): void => {
    for (const file of files) {
      const walk = (node: ts.Node): void => {
        visit(node, file);
        ts.forEachChild(node, walk);
      };
      walk(file);
    }
  };
  const whereIs = (node: ts.Node, file: ts.SourceFile): string =>
    `${file.fileName.slice(root.length)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const namesIn = (values: ts.Node | undefined): readonly string[] =>
    values === undefined
      ? []
      : checker
          .getTypeAtLocation(values)
          .getProperties()
          .map(({ name }) => name);
  const emit = (node: ts.Node, file: ts.SourceFile, code: ts.Node | undefined, values: readonly string[]): boolean => {
    const codes = code === undefined ? [] : literalsOf(checker.getTypeAtLocation(code));
    for (const one of codes)
      emitted.push({ code: one, values, where: whereIs(node, file), area: areaOf(file.fileName) });
    return codes.length > 0;
  };
  const symbolOf = (node: ts.Node): ts.Symbol | undefined => {
    const symbol = checker.getSymbolAtLocation(node);
    return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
      ? checker.getAliasedSymbol(symbol)
      : symbol;
  };
  /** The place of a parameter in the arrow function around it, and the name that function is bound to. */
  const parameter = (argument: ts.Node | undefined): { readonly place: number; readonly of: ts.Symbol } | undefined => {
    const declared = argument === undefined ? undefined : symbolOf(argument)?.valueDeclaration;
    if (declared === undefined || !ts.isParameter(declared) || !ts.isArrowFunction(declared.parent)) return undefined;
    const bound = declared.parent.parent;
    const of = ts.isVariableDeclaration(bound) ? symbolOf(bound.name) : undefined;
    return of === undefined ? undefined : { place: declared.parent.parameters.indexOf(declared), of };
  };

  eachNode((node, file) => {
    if (file.fileName.endsWith("/words.ts") && ts.isPropertyAssignment(node)) {
      const { name } = node;
      if (ts.isStringLiteral(name) || ts.isIdentifier(name))
        worded.push({ code: name.text, where: whereIs(node, file), area: areaOf(file.fileName) });
    }
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== "reason") return;
    const [code, values] = node.arguments;
    if (emit(node, file, code, namesIn(values))) return;
    const forwarded = parameter(code);
    if (forwarded === undefined) unclear.push(whereIs(node, file));
    else forwarders.set(forwarded.of, { code: forwarded.place, values: parameter(values)?.place ?? namesIn(values) });
  });
  eachNode((node, file) => {
    if (!ts.isCallExpression(node)) return;
    const symbol = symbolOf(node.expression);
    const forwarder = symbol === undefined ? undefined : forwarders.get(symbol);
    if (forwarder === undefined) return;
    const values = typeof forwarder.values === "number" ? namesIn(node.arguments[forwarder.values]) : forwarder.values;
    if (!emit(node, file, node.arguments[forwarder.code], values)) unclear.push(whereIs(node, file));
  });
  return { emitted, worded, unclear };
};

const literalsOf = (type: ts.Type): readonly string[] => {
  const types = type.isUnion() ? type.types : [type];
  return types.every((one) => one.isStringLiteral())
    ? types.flatMap((one) => (one.isStringLiteral() ? [one.value] : []))
    : [];
};

describe("the words of reasons", { timeout: 60_000 }, () => {
  const { emitted, worded, unclear } = scan();

  it("can be looked up, because every code is written out where it is emitted", () => {
    expect(emitted.length).toBeGreaterThan(20);
    expect(unclear).toEqual([]);
  });

  it("exist for every reason that is emitted, and ask only for values that it carries", () => {
    const wordless = emitted.filter(
      ({ code, values }) =>
        !templatesOf(code).some((template) => placeholders(template).every((name) => values.includes(name))),
    );
    expect(wordless.map(({ code, values, where }) => `${where}: ${code} {${values.join(", ")}}`)).toEqual([]);
  });

  it("are all used, in the area that has them", () => {
    const unused = worded.filter(({ code, area }) => !emitted.some((one) => one.code === code && one.area === area));
    expect(unused.map(({ code, where }) => `${where}: ${code}`)).toEqual([]);
  });

  it("are all merged", () => {
    expect(worded.filter(({ code }) => templatesOf(code).length === 0).map(({ where }) => where)).toEqual([]);
  });

  it("claim no causes", () => {
    const causal =
      /\b(?:caus(?:e|es|ed|ing)|effects? of|due to|leads? to|led to|results? in|resulted in|impacts?|makes? (?:them|learners|people)|thanks to)\b/i;
    const claims = worded.flatMap(({ code, where }) =>
      templatesOf(code)
        .filter((words) => causal.test(words))
        .map((words) => `${where}: ${words}`),
    );
    expect(claims).toEqual([]);
  });

  it("are clauses: no capital at the start but of a name, no full stop, balanced braces", () => {
    const sloppy = worded.flatMap(({ code, where }) =>
      templatesOf(code)
        .filter(
          (words) =>
            /^[A-Z]|[.!]\s*$|^\s|\s$|\s{2}/.test(words) || words.replace(/\{[A-Za-z0-9]+\}/g, "").search(/[{}]/) >= 0,
        )
        .map((words) => `${where}: ${words}`),
    );
    expect(sloppy).toEqual([]);
  });
});
