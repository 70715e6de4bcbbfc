import { describe, expect, it } from "vitest";
import { parseModules, reachableFrom, sourceModules } from "./modules.ts";
import { ROLES } from "./roles.ts";
import {
  applyPaths,
  floors,
  indexOnlyReExports,
  internals,
  packages,
  purity,
  type Rule,
  rolesAreComplete,
  wellFormedImports,
} from "./rules.ts";

const modules = sourceModules();

/** Each rule, and made-up sources that break it: a rule that catches nothing is worth nothing. */
const RULES: readonly {
  readonly name: string;
  readonly rule: Rule;
  readonly onSource?: Rule;
  readonly broken: readonly (readonly [says: string, texts: Readonly<Record<string, string>>])[];
  readonly fine?: Readonly<Record<string, string>>;
}[] = [
  {
    name: "imports run downward, and domains do not see each other",
    rule: floors,
    broken: [
      [
        "core (floor 0) imports upward",
        { "src/core/a.ts": 'import { b } from "../records/b.ts";', "src/records/b.ts": "export const b = 1;" },
      ],
      [
        "records (floor 1) imports upward",
        { "src/records/a.ts": 'import type { B } from "../nudge/b.ts";', "src/nudge/b.ts": "export type B = 1;" },
      ],
      [
        "the domain spacing imports the domain nudge",
        { "src/spacing/a.ts": 'export { b } from "../nudge/b.ts";', "src/nudge/b.ts": "export const b = 1;" },
      ],
      [
        "nudge (floor 2) imports upward",
        { "src/nudge/a.ts": 'type B = import("../explain/b.ts").B;', "src/explain/b.ts": "export type B = 1;" },
      ],
      ["is not a folder of the house", { "src/utils/a.ts": "export const a = 1;" }],
    ],
    fine: {
      "src/charts/a.ts": 'import { b } from "../metrics/b.ts";',
      "src/metrics/b.ts": 'import { c } from "../core/c.ts"; import { d } from "./d.ts"; export const b = c + d;',
      "src/metrics/d.ts": "export const d = 1;",
      "src/core/c.ts": "export const c = 1;",
    },
  },
  {
    name: "relative imports name a file, and nothing goes round in a circle",
    rule: wellFormedImports,
    broken: [
      ["no such module", { "src/core/a.ts": 'import { b } from "./b";', "src/core/b.ts": "export const b = 1;" }],
      [
        "imports itself",
        {
          "src/core/a.ts": 'import { b } from "./b.ts"; export const a = b;',
          "src/core/b.ts": 'import { c } from "./c.ts"; export const b = c;',
          "src/core/c.ts": 'import { a } from "./a.ts"; export const c = a;',
        },
      ],
    ],
    fine: {
      "src/core/a.ts": 'import type { B } from "./b.ts"; export type A = B;',
      "src/core/b.ts": 'import { A } from "./a.ts"; export type B = 1; export const b = A;',
    },
  },
  {
    name: "packages are imported by the names that work everywhere, and only where they belong",
    rule: packages,
    broken: [
      ["fp-ts/lib/Name.js", { "src/core/a.ts": 'import { pipe } from "fp-ts/function";' }],
      ["fp-ts/lib/Name.js", { "src/core/a.ts": 'import { either } from "fp-ts";' }],
      ["only in files named after a schema", { "src/core/a.ts": 'import * as z from "zod/mini";' }],
      ["only as a namespace", { "src/core/aSchema.ts": 'import { z } from "zod/mini";' }],
      ["not a package of ours", { "src/core/aSchema.ts": 'import * as z from "zod";' }],
      ["only for types", { "src/core/check/a.ts": 'import * as z from "zod/v4/core";' }],
      ["dates only in core/time", { "src/nudge/a.ts": 'import { addDays } from "date-fns/addDays";' }],
      ["not a package of ours", { "src/core/time/a.ts": 'import { addDays } from "date-fns";' }],
      ["fast-check only in testing", { "src/core/a.ts": 'import fc from "fast-check";' }],
      ["not a package of ours", { "src/core/a.ts": 'import { readFileSync } from "node:fs";' }],
      ["not a package of ours", { "src/core/a.ts": 'export const a = () => import("lodash");' }],
    ],
    fine: {
      "src/core/a.ts": 'import { left } from "fp-ts/lib/Either.js";',
      "src/core/aSchema.ts": 'import * as z from "zod/mini";',
      "src/core/parseA.ts":
        'import * as z from "zod/mini"; import { a } from "./aSchema.ts"; export const b = z.safeParse(a);',
      "src/core/check/a.ts": 'import type * as z from "zod/v4/core";',
      "src/core/time/a.ts": 'import { addDays } from "date-fns/addDays"; import { TZDate } from "@date-fns/tz";',
      "src/segment/a.ts": 'import { EVD } from "ml-matrix";',
    },
  },
  {
    name: "no entry offers a kernel of core",
    rule: internals,
    broken: [
      [
        "offers solve, which is internal",
        {
          "src/metrics/index.ts": 'export * from "./fit.ts";',
          "src/metrics/fit.ts": 'export { solve } from "../core/numeric/matrix/index.ts";',
          "src/core/numeric/matrix/index.ts": 'export { solve } from "./solve.ts";',
          "src/core/numeric/matrix/solve.ts": "export const solve = () => 1;",
        },
      ],
      [
        "offers reading, which is internal",
        {
          "src/core/index.ts": 'export * from "./check/index.ts";',
          "src/core/check/index.ts": 'export { reading } from "./reading.ts";',
          "src/core/check/reading.ts": "export const reading = () => 1;",
        },
      ],
    ],
    fine: {
      "src/core/index.ts": 'export * from "./numeric/random/index.ts";',
      "src/core/numeric/random/index.ts": 'export { stream } from "./stream.ts";',
      "src/core/numeric/random/stream.ts": "export const stream = () => 1;",
    },
  },
  {
    name: "an index only re-exports",
    rule: indexOnlyReExports,
    broken: [
      ["an index only re-exports", { "src/core/index.ts": "export const a = 1;" }],
      ["an index only re-exports", { "src/core/index.ts": 'import { a } from "./a.ts"; export { a };' }],
    ],
    fine: { "src/core/index.ts": '// why\nexport { a } from "./a.ts";\nexport * as b from "./b.ts";' },
  },
  {
    name: "no clock, no chance, no host, no state, no throw",
    rule: purity,
    broken: [
      ["Math.random", { "src/core/a.ts": "export const a = () => Math.random();" }],
      ["Date.now", { "src/core/a.ts": "export const a = () => Date.now();" }],
      ["reads the clock", { "src/core/a.ts": "export const a = () => new Date();" }],
      ["reads the clock", { "src/core/a.ts": "export const a = () => Date();" }],
      ["the machine's zone", { "src/core/a.ts": "export const a = () => new Date(2020, 1, 1);" }],
      ["the machine's zone", { "src/nudge/a.ts": "export const a = (d: Date) => d.getHours();" }],
      ["the machine's language", { "src/core/a.ts": "export const a = (x: string) => x.localeCompare('b');" }],
      ["compiles code", { "src/core/a.ts": "export const a = () => eval('1');" }],
      ["compiles code", { "src/core/a.ts": "export const a = () => new Function('1');" }],
      ["globalThis", { "src/core/a.ts": "export const a = globalThis.process;" }],
      ["Intl", { "src/nudge/a.ts": "export const a = new Intl.DateTimeFormat('en');" }],
      ["import.meta", { "src/core/a.ts": "export const a = import.meta.url;" }],
      ["throw", { "src/core/a.ts": "export const a = () => { throw new Error('no'); };" }],
      ["declare", { "src/core/a.ts": "declare const process: unknown; export const a = process;" }],
      ["any", { "src/core/a.ts": "export const a = (x: any) => x;" }],
      ["prove it", { "src/core/a.ts": "export const a = (x?: number) => x!;" }],
      ["a module variable", { "src/core/a.ts": "let count = 0; export const a = () => count++;" }],
      ["@ts-ignore", { "src/core/a.ts": "// @ts-ignore\nexport const a = 1;" }],
    ],
    fine: {
      "src/core/a.ts":
        "// no Math.random, no Date.now() here\nexport const a = (at: number) => new Date(at).getUTCHours();",
      "src/core/time/zone.ts": "export const a = new Intl.DateTimeFormat('en');",
      "src/core/vocabulary/orThrow.ts": "export const a = () => { throw new Error('sanctioned'); };",
    },
  },
  {
    name: "every function of the domains says whether it runs per event",
    rule: rolesAreComplete({ perEvent: ["nudge.decide"], others: { "nudge.gone": "fits" } }),
    onSource: rolesAreComplete(ROLES),
    broken: [
      [
        "nudge.plan: say in roles.ts",
        {
          "src/nudge/index.ts": 'export { decide } from "./decide.ts"; export { plan } from "./plan.ts";',
          "src/nudge/decide.ts": "export const decide = () => 1;",
          "src/nudge/plan.ts": "export const plan = () => 1;",
        },
      ],
      ["nudge.gone: in roles.ts, but no domain offers it", {}],
    ],
  },
  {
    name: "what runs per event reaches no schema, no decomposition and nothing that differs between engines",
    rule: applyPaths(["nudge.decide"]),
    onSource: applyPaths(ROLES.perEvent),
    broken: [
      [
        "nudge.decide reaches zod/mini by way of src/nudge/decide.ts → src/nudge/policySchema.ts",
        {
          "src/nudge/index.ts": 'export { decide } from "./decide.ts";',
          "src/nudge/decide.ts": 'import { schema } from "./policySchema.ts"; export const decide = () => schema;',
          "src/nudge/policySchema.ts": 'import * as z from "zod/mini"; export const schema = z.string();',
        },
      ],
      [
        "nudge.decide reaches ml-matrix",
        {
          "src/nudge/index.ts": 'export * from "./decide.ts";',
          "src/nudge/decide.ts": 'import { inverse } from "./all.ts"; export const decide = () => inverse;',
          "src/nudge/all.ts": 'export { inverse } from "./inverse.ts";',
          "src/nudge/inverse.ts": 'export { inverse } from "ml-matrix";',
        },
      ],
      [
        "Math.exp in reach of nudge.decide",
        {
          "src/nudge/index.ts": 'export { decide } from "./decide.ts";',
          "src/nudge/decide.ts": 'import { weight } from "../core/weight.ts"; export const decide = () => weight(1);',
          "src/core/weight.ts": "export const weight = (x: number) => Math.exp(x);",
        },
      ],
      [
        "** in reach of nudge.decide",
        {
          "src/nudge/index.ts": 'export { decide } from "./decide.ts";',
          "src/nudge/decide.ts": "export const decide = (x: number) => x ** 2;",
        },
      ],
      [
        "Math, taken as a whole",
        {
          "src/nudge/index.ts": 'export { decide } from "./decide.ts";',
          "src/nudge/decide.ts": "const { exp } = Math; export const decide = (x: number) => exp(x);",
        },
      ],
    ],
    fine: {
      "src/nudge/index.ts": 'export { decide } from "./decide.ts"; export { fit } from "./fit.ts";',
      "src/nudge/decide.ts":
        'import { light } from "./all.ts"; import type { P } from "./policySchema.ts"; export const decide = (p: P) => light(Math.sqrt(2));',
      "src/nudge/all.ts": 'export { light } from "./light.ts"; export { fit } from "./fit.ts";',
      "src/nudge/light.ts": "export const light = (x: number) => Math.floor(x * 2 ** 26);",
      "src/nudge/fit.ts": 'import { EVD } from "ml-matrix"; export const fit = () => Math.log(2) + EVD;',
      "src/nudge/policySchema.ts":
        'import * as z from "zod/mini"; export type P = 1; export const schema = z.string();',
    },
  },
];

for (const { name, rule, onSource, broken, fine } of RULES) {
  describe(name, () => {
    it("holds in src", () => {
      expect((onSource ?? rule)(modules)).toEqual([]);
    });

    for (const [says, texts] of broken) {
      it(`catches what it is for: ${says} (${Object.values(texts)[0] ?? "nothing offered"})`, () => {
        expect(rule(parseModules(texts)).join("\n")).toContain(says);
      });
    }

    if (fine !== undefined) {
      it("lets pass what is allowed", () => {
        expect(rule(parseModules(fine))).toEqual([]);
      });
    }
  });
}

describe("the machinery", () => {
  it("reads the whole of src", () => {
    expect(modules.size).toBeGreaterThan(20);
    expect(modules.has("src/core/check/reading.ts")).toBe(true);
  });

  it("follows imports through an index name by name", () => {
    const made = parseModules({
      "src/core/a.ts": 'import { b } from "./index.ts";',
      "src/core/index.ts": 'export { b } from "./b.ts"; export { c } from "./c.ts";',
      "src/core/b.ts": "export const b = 1;",
      "src/core/c.ts": "export const c = 1;",
    });
    expect([...reachableFrom(made, "src/core/a.ts").keys()]).toEqual(["src/core/a.ts", "src/core/b.ts"]);
  });
});
