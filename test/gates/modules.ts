import { readdirSync, readFileSync } from "node:fs";
import { posix, relative, resolve } from "node:path";
import ts from "typescript";

/** One `import … from` or `export … from`. */
export interface Import {
  readonly specifier: string;
  /** Where it leads, as a path from the root ("src/core/…"), or null for a package. */
  readonly target: string | null;
  /** True where nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** Names taken at run time, as the target calls them; "*" takes all. */
  readonly names: readonly string[];
  readonly line: number;
}

/** What a module offers under a name: something of its own, or something of another module. */
export type Offer =
  | { readonly from: "here"; readonly node: ts.Node; readonly runtime: boolean }
  | { readonly from: string; readonly name: string };

/** One source file, parsed. */
export interface Module {
  /** From the root, with slashes: "src/core/check/reading.ts". */
  readonly path: string;
  readonly source: ts.SourceFile;
  readonly imports: readonly Import[];
  readonly offers: ReadonlyMap<string, Offer>;
  /** Modules whose every name is offered (`export * from`). */
  readonly offersAllOf: readonly string[];
}

/** The modules of a source tree, by path. */
export type Modules = ReadonlyMap<string, Module>;

const targetOf = (path: string, specifier: string): string | null =>
  specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : null;

export const lineOf = (source: ts.SourceFile, node: ts.Node): number =>
  source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;

/** Every node under a node, itself included. */
export const nodesOf = function* (node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
};

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false);

/** Parses one module from its text: the tests of the rules hand over made-up ones. */
const parseModule = (path: string, text: string): Module => {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const imports: Import[] = [];
  const offers = new Map<string, Offer>();
  const offersAllOf: string[] = [];
  const localNames = new Map<string, { readonly from: string; readonly name: string }>();
  for (const node of source.statements) {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const specifier = node.moduleSpecifier.text;
      const target = targetOf(path, specifier);
      const clause = node.importClause;
      const names: string[] = [];
      const typeClause = clause?.isTypeOnly ?? false;
      if (clause?.name !== undefined) names.push("default");
      const bindings = clause?.namedBindings;
      if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.push("*");
      if (bindings !== undefined && ts.isNamedImports(bindings)) {
        for (const element of bindings.elements) {
          const name = (element.propertyName ?? element.name).text;
          if (!element.isTypeOnly) names.push(name);
          if (target !== null) localNames.set(element.name.text, { from: target, name });
        }
      }
      const typeOnly = typeClause || (clause !== undefined && names.length === 0);
      imports.push({ specifier, target, typeOnly, names: typeOnly ? [] : names, line: lineOf(source, node) });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      if (!ts.isStringLiteral(node.moduleSpecifier)) continue;
      const specifier = node.moduleSpecifier.text;
      const target = targetOf(path, specifier);
      const names: string[] = [];
      if (node.exportClause === undefined) {
        names.push("*");
        if (target !== null) offersAllOf.push(target);
      } else if (ts.isNamespaceExport(node.exportClause)) {
        names.push("*");
        if (target !== null) offers.set(node.exportClause.name.text, { from: target, name: "*" });
      } else {
        for (const element of node.exportClause.elements) {
          const name = (element.propertyName ?? element.name).text;
          if (!element.isTypeOnly) names.push(name);
          if (target !== null) offers.set(element.name.text, { from: target, name });
        }
      }
      const typeOnly = node.isTypeOnly || names.length === 0;
      imports.push({ specifier, target, typeOnly, names: typeOnly ? [] : names, line: lineOf(source, node) });
    } else if (
      ts.isExportDeclaration(node) &&
      node.exportClause !== undefined &&
      ts.isNamedExports(node.exportClause)
    ) {
      for (const element of node.exportClause.elements) {
        const local = (element.propertyName ?? element.name).text;
        offers.set(element.name.text, localNames.get(local) ?? { from: "here", node: element, runtime: true });
      }
    } else if (isExported(node)) {
      if (ts.isVariableStatement(node)) {
        for (const declaration of node.declarationList.declarations) {
          if (ts.isIdentifier(declaration.name))
            offers.set(declaration.name.text, { from: "here", node: declaration, runtime: true });
        }
      } else if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name !== undefined)
        offers.set(node.name.text, { from: "here", node, runtime: true });
      else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
        offers.set(node.name.text, { from: "here", node, runtime: false });
    }
  }
  for (const node of nodesOf(source)) {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      const specifier = argument !== undefined && ts.isStringLiteral(argument) ? argument.text : "(computed)";
      const target = targetOf(path, specifier);
      imports.push({ specifier, target, typeOnly: false, names: ["*"], line: lineOf(source, node) });
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      const specifier = node.argument.literal.text;
      imports.push({
        specifier,
        target: targetOf(path, specifier),
        typeOnly: true,
        names: [],
        line: lineOf(source, node),
      });
    }
  }
  return { path, source, imports, offers, offersAllOf };
};

/** Parses made-up modules, given as path → text. */
export const parseModules = (texts: Readonly<Record<string, string>>): Modules =>
  new Map(Object.entries(texts).map(([path, text]) => [path, parseModule(path, text)]));

export const ROOT: string = resolve(import.meta.dirname, "../..");

/** Files under a folder (from the root, with slashes), sorted. */
export const filesUnder = (folder: string, ending: string): readonly string[] => {
  const absolute = resolve(ROOT, folder);
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(ROOT, resolve(entry.parentPath, entry.name)).split("\\").join("/"))
    .sort();
};

export const readText = (path: string): string => readFileSync(resolve(ROOT, path), "utf8");

/** The modules of src. */
export const sourceModules = (): Modules =>
  new Map(filesUnder("src", ".ts").map((path) => [path, parseModule(path, readText(path))]));

/** The module that declares what `name` means in `path`, followed through re-exports; null where nobody does. */
export const declaringModule = (
  modules: Modules,
  path: string,
  name: string,
  seen: ReadonlySet<string> = new Set(),
): { readonly path: string; readonly node: ts.Node | null; readonly runtime: boolean } | null => {
  const key = `${path}#${name}`;
  const module = modules.get(path);
  if (module === undefined || seen.has(key)) return null;
  const inner = new Set([...seen, key]);
  const offer = module.offers.get(name);
  if (offer !== undefined) {
    if ("node" in offer) return { path, node: offer.node, runtime: offer.runtime };
    if (offer.name === "*") return { path: offer.from, node: null, runtime: true };
    return declaringModule(modules, offer.from, offer.name, inner);
  }
  for (const target of module.offersAllOf) {
    const found = declaringModule(modules, target, name, inner);
    if (found !== null) return found;
  }
  return null;
};

/** All names that a module offers, with the module that declares each. */
export const offeredNames = (
  modules: Modules,
  path: string,
): ReadonlyMap<string, { readonly path: string; readonly runtime: boolean }> => {
  const found = new Map<string, { readonly path: string; readonly runtime: boolean }>();
  const visit = (at: string, seen: Set<string>): void => {
    const module = modules.get(at);
    if (module === undefined || seen.has(at)) return;
    seen.add(at);
    for (const name of module.offers.keys()) {
      const declared = declaringModule(modules, at, name);
      if (declared !== null && !found.has(name)) found.set(name, declared);
    }
    for (const target of module.offersAllOf) visit(target, seen);
  };
  visit(path, new Set());
  return found;
};

/**
 * The modules whose code can run when a module's own code runs: run-time imports, followed through re-exports name by name, so
 * that a folder's index does not drag in what is not taken from it.
 */
export const reachableFrom = (modules: Modules, start: string): ReadonlyMap<string, readonly string[]> => {
  const routes = new Map<string, readonly string[]>([[start, [start]]]);
  const queue = [start];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const route = routes.get(at) ?? [];
    for (const each of modules.get(at)?.imports ?? []) {
      if (each.typeOnly || each.target === null) continue;
      const targets = each.names.map((name) =>
        name === "*" ? each.target : (declaringModule(modules, each.target ?? "", name)?.path ?? each.target),
      );
      for (const target of each.names.length === 0 ? [each.target] : targets) {
        if (target === null || routes.has(target)) continue;
        routes.set(target, [...route, target]);
        queue.push(target);
      }
    }
  }
  return routes;
};
