import { posix } from "node:path";
import ts from "typescript";
import { declaringModule, lineOf, type Module, type Modules, nodesOf, offeredNames, reachableFrom } from "./modules.ts";

/** A rule of the house: what in these modules breaks it, each as "path:line: what". */
export type Rule = (modules: Modules) => readonly string[];

const DOMAINS = ["segment", "spacing", "recommend", "nudge", "metrics"] as const;

const FLOORS: Readonly<Record<string, number>> = {
  core: 0,
  records: 1,
  segment: 2,
  spacing: 2,
  recommend: 2,
  nudge: 2,
  metrics: 2,
  simulate: 3,
  charts: 3,
  explain: 3,
  testing: 3,
};

const folderOf = (path: string): string => path.split("/")[1] ?? "";

/** Imports run downward only: core, records, the five domains, then what looks at all of them. Domains do not see each other. */
export const floors: Rule = (modules) => {
  const broken: string[] = [];
  for (const { path, imports } of modules.values()) {
    if (path === "src/index.ts") continue;
    const from = folderOf(path);
    const floor = FLOORS[from];
    if (floor === undefined) broken.push(`${path}: "${from}" is not a folder of the house`);
    for (const { target, line } of imports) {
      if (target === null || floor === undefined) continue;
      const to = folderOf(target);
      const toFloor = FLOORS[to] ?? Number.POSITIVE_INFINITY;
      if (toFloor > floor) broken.push(`${path}:${line}: ${from} (floor ${floor}) imports upward: ${target}`);
      else if (toFloor === floor && floor === 2 && to !== from)
        broken.push(`${path}:${line}: the domain ${from} imports the domain ${to}: ${target}`);
    }
  }
  return broken;
};

/** Relative imports name a file that exists, with its extension, and no two files need each other to load. */
export const wellFormedImports: Rule = (modules) => {
  const broken: string[] = [];
  for (const { path, imports } of modules.values()) {
    for (const { target, line, specifier } of imports)
      if (target !== null && !modules.has(target)) broken.push(`${path}:${line}: no such module: ${specifier}`);
  }
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]): void => {
    const start = above.indexOf(path);
    if (start >= 0) {
      broken.push(`${path}: imports itself by way of ${[...above.slice(start), path].join(" → ")}`);
      return;
    }
    if (done.has(path)) return;
    for (const each of modules.get(path)?.imports ?? [])
      if (!each.typeOnly && each.target !== null) visit(each.target, [...above, path]);
    done.add(path);
  };
  for (const path of modules.keys()) visit(path, []);
  return broken;
};

const isSchemaFile = (path: string): boolean => /schema/i.test(posix.basename(path));

const packageRule = (module: Module, specifier: string, typeOnly: boolean): string | null => {
  const { path } = module;
  if (specifier.startsWith("fp-ts"))
    return /^fp-ts\/lib\/\w+\.js$/.test(specifier) ? null : "fp-ts only as fp-ts/lib/Name.js";
  if (specifier === "zod/mini") {
    const hasSchema = module.imports.some(({ target }) => target !== null && isSchemaFile(target));
    return isSchemaFile(path) || hasSchema
      ? null
      : "zod/mini only in files named after a schema, or that parse with one";
  }
  if (specifier === "zod/v4/core")
    return typeOnly && (isSchemaFile(path) || path.startsWith("src/core/check/"))
      ? null
      : "zod/v4/core only for types, in core/check and in schema files";
  if (/^(?:date-fns\/\w+|@date-fns\/tz(?:\/\w+)?)$/.test(specifier))
    return path.startsWith("src/core/time/") ? null : "dates only in core/time";
  if (specifier === "ml-matrix" || specifier === "simple-statistics") return null; // held off apply paths by `applyPaths`
  if (/^@noble\/hashes\/(?:sha2|hmac|utils)\.js$/.test(specifier))
    return path.startsWith("src/nudge/audit/") ? null : "hashes only in nudge/audit";
  if (specifier === "fast-check") return path.startsWith("src/testing/") ? null : "fast-check only in testing";
  return "not a package of ours, or not by this name";
};

/** Packages are imported under the one name that works in every runtime, and only where their weight is wanted. */
export const packages: Rule = (modules) => {
  const broken: string[] = [];
  for (const module of modules.values()) {
    for (const { specifier, target, typeOnly, names, line } of module.imports) {
      if (target !== null) continue;
      const complaint = packageRule(module, specifier, typeOnly);
      if (complaint !== null) broken.push(`${module.path}:${line}: ${specifier}: ${complaint}`);
      else if (specifier === "zod/mini" && !typeOnly && names.some((name) => name !== "*"))
        broken.push(`${module.path}:${line}: zod/mini only as a namespace, or all of zod is bundled`);
    }
  }
  return broken;
};

const INTERNAL = /^src\/core\/(?:check|numeric|regression|scoring|sequence|survival|offpolicy|randomise|graph)\//;
const PUBLIC_THOUGH_INSIDE = /^src\/core\/numeric\/random\//;

/** What two domains share stays inside: no entry offers a kernel of core. */
export const internals: Rule = (modules) => {
  const broken: string[] = [];
  for (const path of modules.keys()) {
    if (path !== "src/index.ts" && !/^src\/\w+\/index\.ts$/.test(path)) continue;
    for (const [name, declared] of offeredNames(modules, path)) {
      if (INTERNAL.test(declared.path) && !PUBLIC_THOUGH_INSIDE.test(declared.path) && declared.runtime)
        broken.push(`${path}: offers ${name}, which is internal (${declared.path})`);
    }
  }
  return broken;
};

/** A folder's index only re-exports. */
export const indexOnlyReExports: Rule = (modules) => {
  const broken: string[] = [];
  for (const { path, source } of modules.values()) {
    if (posix.basename(path) !== "index.ts") continue;
    for (const statement of source.statements) {
      if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined)
        broken.push(`${path}:${lineOf(source, statement)}: an index only re-exports`);
    }
  }
  return broken;
};

const LOCAL_TIME = new Set(
  ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds"].flatMap((part) => [
    `get${part}`,
    `set${part}`,
  ]),
);
const LOCALE = new Set(["localeCompare", "toLocaleString", "toLocaleDateString", "toLocaleTimeString"]);

const impurity = (node: ts.Node, path: string): string | null => {
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.name.text;
    const of = ts.isIdentifier(node.expression) ? node.expression.text : "";
    if (of === "Math" && name === "random") return "Math.random: chance comes from a seeded stream";
    if (of === "Date" && name === "now") return "Date.now: time is an argument";
    if (of === "Date" && name === "parse") return "Date.parse reads the machine's zone";
    if (LOCALE.has(name)) return `${name} depends on the machine's language`;
    if ((LOCAL_TIME.has(name) || name === "getTimezoneOffset") && !path.startsWith("src/core/time/"))
      return `${name} depends on the machine's zone`;
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
    if (node.expression.text === "Date" && (node.arguments?.length ?? 0) === 0)
      return "new Date() reads the clock: time is an argument";
    if (node.expression.text === "Date" && (node.arguments?.length ?? 0) > 1)
      return "new Date(year, month, …) reads the machine's zone";
    if (node.expression.text === "Function") return "new Function compiles code";
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    if (node.expression.text === "Date") return "Date() reads the clock";
    if (node.expression.text === "eval" || node.expression.text === "Function")
      return `${node.expression.text} compiles code`;
  }
  if (ts.isIdentifier(node) && node.text === "globalThis") return "globalThis: nothing is read from the host";
  if (ts.isIdentifier(node) && node.text === "Intl" && !path.startsWith("src/core/time/"))
    return "Intl depends on the host's tables: only core/time may read it";
  if (ts.isMetaProperty(node)) return "import.meta belongs to the host";
  if (ts.isThrowStatement(node) && path !== "src/core/vocabulary/orThrow.ts" && !path.startsWith("src/testing/"))
    return "throw: failure is data; orThrow throws, and so do assertions in testing";
  if (node.kind === ts.SyntaxKind.DeclareKeyword) return "declare: a name taken from the host";
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "any";
  if (ts.isNonNullExpression(node)) return "!: prove it or read it";
  return null;
};

/**
 * No clock, no chance, no host, no state: with `lib: ES2019` and no types, the compiler already refuses every name of the DOM and
 * of Node; this refuses what the language itself offers.
 */
export const purity: Rule = (modules) => {
  const broken: string[] = [];
  for (const { path, source } of modules.values()) {
    for (const node of nodesOf(source)) {
      const complaint = impurity(node, path);
      if (complaint !== null) broken.push(`${path}:${lineOf(source, node)}: ${complaint}`);
    }
    for (const statement of source.statements) {
      if (ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) === 0)
        broken.push(`${path}:${lineOf(source, statement)}: a module variable that can change`);
    }
    const text = source.text;
    for (const match of text.matchAll(/@ts-(?:ignore|expect-error|nocheck)/g))
      broken.push(`${path}:${source.getLineAndCharacterOfPosition(match.index).line + 1}: ${match[0]}`);
  }
  return broken;
};

/** What the functions of the domains are for, by their names: which of them run once an event. */
export interface Roles {
  /** Run once an event, on a stored model: bit-equal everywhere and light. */
  readonly perEvent: readonly string[];
  /** All others, with what they do instead. */
  readonly others: Readonly<Record<string, string>>;
}

const isFunction = (node: ts.Node | null): boolean => {
  if (node === null) return false;
  if (ts.isFunctionDeclaration(node)) return true;
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return false;
  const initializer = ts.isCallExpression(node.initializer) ? node.initializer.expression : node.initializer;
  return (
    ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer) || ts.isCallExpression(node.initializer)
  );
};

/** Every function of the domains is either declared per event or declared not to be; no name is left over. */
export const rolesAreComplete =
  (roles: Roles): Rule =>
  (modules) => {
    const broken: string[] = [];
    const known = new Set([...roles.perEvent, ...Object.keys(roles.others)]);
    const found = new Set<string>();
    for (const domain of DOMAINS) {
      const entry = `src/${domain}/index.ts`;
      for (const [name, declared] of offeredNames(modules, entry)) {
        const node = declaringModule(modules, entry, name)?.node ?? null;
        if (!declared.runtime || !isFunction(node)) continue;
        found.add(`${domain}.${name}`);
        if (!known.has(`${domain}.${name}`))
          broken.push(`${domain}.${name}: say in roles.ts whether it runs per event`);
      }
    }
    for (const name of known) if (!found.has(name)) broken.push(`${name}: in roles.ts, but no domain offers it`);
    return broken;
  };

const ALLOWED_MATH = new Set([
  ...["abs", "ceil", "clz32", "floor", "fround", "imul", "max", "min", "round", "sign", "sqrt", "trunc"],
  ...["E", "LN2", "LN10", "LOG2E", "LOG10E", "PI", "SQRT1_2", "SQRT2"],
]);

const inexact = (node: ts.Node): string | null => {
  if (ts.isIdentifier(node) && node.text === "Math") {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
      return ALLOWED_MATH.has(parent.name.text) ? null : `Math.${parent.name.text}`;
    return "Math, taken as a whole";
  }
  const isPowerOfTwo =
    ts.isBinaryExpression(node) && node.left.getText() === "2" && /^-?\d+$/.test(node.right.getText()); // exact everywhere
  if (
    ts.isBinaryExpression(node) &&
    !isPowerOfTwo &&
    (node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken ||
      node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken)
  )
    return "**";
  return null;
};

/**
 * What a per-event function can reach at run time holds no decomposition, no schema and no function whose last bits differ between
 * engines.
 */
export const applyPaths =
  (perEvent: readonly string[]): Rule =>
  (modules) => {
    const broken = new Set<string>();
    for (const name of perEvent) {
      const [domain = "", member = ""] = name.split(".");
      const declared = declaringModule(modules, `src/${domain}/index.ts`, member);
      if (declared === null) continue; // `rolesAreComplete` says so
      for (const [path, route] of reachableFrom(modules, declared.path)) {
        const module = modules.get(path);
        if (module === undefined) continue;
        for (const each of module.imports) {
          if (each.typeOnly || each.target !== null) continue;
          if (/^(?:zod|ml-matrix|simple-statistics|fast-check)/.test(each.specifier))
            broken.add(`${name} reaches ${each.specifier} by way of ${route.join(" → ")}`);
        }
        for (const node of nodesOf(module.source)) {
          const complaint = inexact(node);
          if (complaint !== null)
            broken.add(
              `${path}:${lineOf(module.source, node)}: ${complaint} in reach of ${name}: use core/numeric/elementary`,
            );
        }
      }
    }
    return [...broken];
  };
