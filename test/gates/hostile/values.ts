/** Steps from the list of calls down to one value: call, argument, then keys and indices. */
export type Steps = readonly (string | number)[];

/** One way to spoil valid arguments. */
export interface Attack {
  readonly name: string;
  readonly at: Steps;
  /**
   * What may come of it. "refused": a failure, or the very answer of the valid arguments (nobody read it). "any": a failure or any
   * finite answer. "failure": nothing else. "same": the answer of the valid arguments, nothing else.
   */
  readonly outcome: "refused" | "any" | "failure" | "same";
  /** What a failure must name: the place itself, the place or something around it, or nothing in particular. */
  readonly named: "place" | "around" | "nothing";
  readonly apply: (calls: unknown[][]) => void;
}

type Container = Record<string | number, unknown>;

const isContainer = (value: unknown): value is Container =>
  typeof value === "object" && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value);

/** The object or array that holds the value at a place. */
const holderOf = (calls: unknown[][], at: Steps): Container => {
  let holder: unknown = calls;
  for (const step of at.slice(0, -1)) holder = (holder as Container)[step]; // a place that `places` found in the same arguments
  return holder as Container; // as above
};

const last = (at: Steps): string | number => at[at.length - 1] ?? "";

const replace =
  (at: Steps, make: (old: unknown) => unknown) =>
  (calls: unknown[][]): void => {
    const holder = holderOf(calls, at);
    holder[last(at)] = make(holder[last(at)]);
  };

/** Every place in the arguments: of long arrays the first two elements, of typed arrays none inside. */
const places = (value: unknown, at: Steps = []): readonly { readonly at: Steps; readonly value: unknown }[] => {
  const here = at.length >= 2 ? [{ at, value }] : [];
  if (!isContainer(value) || value instanceof Map || value instanceof Set) return here;
  if (Array.isArray(value)) {
    const shown = at.length < 2 ? value : value.slice(0, 2);
    return [...here, ...shown.flatMap((element, index) => places(element, [...at, index]))];
  }
  return [...here, ...Object.entries(value).flatMap(([key, element]) => places(element, [...at, key]))];
};

const deep = (): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < 5001; level += 1) value = level % 2 === 0 ? [value] : { inside: value };
  return value;
};

const revoked = (): unknown => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const throwing = (): unknown =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error("hostile get");
      },
      ownKeys: () => {
        throw new Error("hostile keys");
      },
      getPrototypeOf: () => {
        throw new Error("hostile prototype");
      },
    },
  );

const NONSENSE: readonly (readonly [string, () => unknown])[] = [
  ["a symbol", () => Symbol("hostile")],
  ["a function", () => () => 1],
  ["a revoked proxy", revoked],
  ["a throwing proxy", throwing],
  ["5001 levels", deep],
  ["a bigint", () => 10n],
];

const OTHER_TYPES: Readonly<Record<string, readonly (readonly [string, () => unknown])[]>> = {
  number: [
    ["a number in quotes", () => "12"],
    ["true", () => true],
    ["null", () => null],
    ["an array", () => [1]],
    ["an object", () => ({ valueOf: () => 1 })],
  ],
  string: [
    ["a number", () => 12],
    ["a number past 2^53", () => 2 ** 53 + 2],
    ["true", () => true],
    ["null", () => null],
    ["an object with toString", () => ({ toString: () => "a" })],
  ],
  boolean: [
    ["true in quotes", () => "true"],
    ["1", () => 1],
    ["null", () => null],
  ],
  array: [
    ["null", () => null],
    ["a string", () => "abc"],
    ["an array-like", () => ({ length: 2, 0: 1, 1: 2 })],
    ["a number", () => 3],
  ],
  object: [
    ["null", () => null],
    ["an array", () => []],
    ["a string", () => "abc"],
    ["a number", () => 3],
    ["a Date", () => new Date(0)],
    ["a Map", () => new Map()],
  ],
  function: [
    ["null", () => null],
    ["a string", () => "abc"],
  ],
};

const ODD: Readonly<Record<string, readonly (readonly [string, (old: unknown) => unknown])[]>> = {
  number: [
    ["0", () => 0],
    ["-0", () => -0],
    ["-1", () => -1],
    ["0.5", () => 0.5],
    ["1e308", () => 1e308],
    ["-1e308", () => -1e308],
    ["5e-324", () => 5e-324],
    ["2^53 + 2", () => 2 ** 53 + 2],
  ],
  string: [
    ["an empty string", () => ""],
    ["a long string", () => "a".repeat(200_000)],
    ['"__proto__"', () => "__proto__"],
    ['"constructor"', () => "constructor"],
    ["half of a surrogate pair", () => "\ud800"],
  ],
  array: [
    ["an empty array", () => []],
    ["holes", () => new Array(3)],
    ["its first element", (old) => (old as unknown[]).slice(0, 1)], // only used where the old value is an array
    ["its first element many times", (old) => new Array(300).fill((old as unknown[])[0])], // as above
    ["itself twice", (old) => [...(old as unknown[]), ...(old as unknown[])]], // as above
    ["itself backwards", (old) => [...(old as unknown[])].reverse()], // as above
    ["undefined elements", () => [undefined, undefined]],
  ],
  object: [["an empty object", () => ({})]],
};

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? "array" : value === null ? "null" : value instanceof Date ? "date" : typeof value;

const isInstant = (value: unknown): value is number => typeof value === "number" && value > 9e11 && value < 8e12;

/** Every attack on one place. */
const attacksAt = (at: Steps, value: unknown, strict: boolean): readonly Attack[] => {
  const kind = kindOf(value);
  const attacks: Attack[] = [];
  const add = (name: string, outcome: Attack["outcome"], named: Attack["named"], apply: Attack["apply"]): void => {
    attacks.push({ name, at, outcome, named, apply });
  };
  const byKind = ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set ? "object" : kind;
  for (const [name, make] of NONSENSE)
    if (!(kind === "function" && name === "a function"))
      add(name, "refused", name.endsWith("proxy") ? "around" : "place", replace(at, make));
  if (kind !== "date" && kind !== "null")
    for (const [name, make] of OTHER_TYPES[byKind] ?? []) add(name, "refused", "nothing", replace(at, make));
  if (kind === "number") {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      add(
        String(bad),
        "refused",
        "place",
        replace(at, () => bad),
      );
  }
  if (isInstant(value))
    add(
      "seconds for milliseconds",
      "refused",
      "place",
      replace(at, () => Math.floor(value / 1000)),
    );
  if (value instanceof Date)
    add(
      "an invalid Date",
      "refused",
      "place",
      replace(at, () => new Date(Number.NaN)),
    );
  if (!ArrayBuffer.isView(value))
    for (const [name, make] of ODD[kind] ?? []) add(name, "any", "nothing", replace(at, make));
  add(
    "undefined",
    "any",
    "nothing",
    replace(at, () => undefined),
  );
  if (at.length > 2) {
    add("a getter that throws", "refused", "nothing", (calls) => {
      const get = (): never => {
        throw new Error("hostile getter");
      };
      Object.defineProperty(holderOf(calls, at), last(at), { get, enumerable: true, configurable: true });
    });
    if (typeof last(at) === "string")
      add("no such key", "any", "nothing", (calls) => void delete holderOf(calls, at)[last(at)]);
  }
  if (kind === "object" && isContainer(value) && !(value instanceof Map) && !(value instanceof Set)) {
    const inside = (key: string) => (calls: unknown[][]) => {
      const target = (holderOf(calls, at) as Container)[last(at)] as object; // the place holds an object
      Object.defineProperty(target, key, {
        value: { polluted: true },
        enumerable: true,
        configurable: true,
        writable: true,
      });
    };
    add("its own __proto__", "any", "nothing", inside("__proto__"));
    if (at.length === 2 && strict) add("an unknown key", "failure", "place", inside("unknownKey"));
    add(
      "no prototype",
      "same",
      "nothing",
      replace(at, (old) => Object.assign(Object.create(null), old)),
    );
  }
  return attacks;
};

/** Every attack on arguments like these. `strict` lists the arguments in which an unknown key is an error. */
export const attacksOn = (calls: readonly (readonly unknown[])[], strict: readonly string[]): readonly Attack[] =>
  places(calls).flatMap(({ at, value }) => attacksAt(at, value, strict.includes(at.slice(0, 2).join("."))));

/** A copy of plain data, so that an attack on it reaches nobody else. Functions and instances of classes stay the same ones. */
export const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf);
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof Map) return new Map([...value].map(([key, element]) => [key, copyOf(element)]));
  if (value instanceof Set) return new Set(value);
  if (ArrayBuffer.isView(value)) return structuredClone(value);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, copyOf(element)]));
};

/** Plain data with every function replaced by a word, and without regard to prototypes: two closures made alike are equal. */
export const withoutFunctions = (value: unknown): unknown => {
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return value.map(withoutFunctions);
  if (typeof value !== "object" || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, withoutFunctions(element)]));
};

/** Freezes everything that can be frozen. */
export const freezeDeeply = (value: unknown, seen: Set<unknown> = new Set()): void => {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || seen.has(value)) return;
  seen.add(value);
  try {
    for (const key of Object.keys(value)) freezeDeeply(Object.getOwnPropertyDescriptor(value, key)?.value, seen);
    Object.freeze(value);
  } catch {
    // a hostile value that cannot be looked into stays as it is
  }
};
