import { isDeepStrictEqual } from "node:util";
import type { CheckedCase } from "./case.ts";
import { type Attack, attacksOn, copyOf, freezeDeeply, type Steps, withoutFunctions } from "./values.ts";

/** What a call gave. */
type Outcome = { readonly threw: unknown } | { readonly gave: unknown };

const TAGS = [
  "InvalidInput",
  "InsufficientData",
  "NotIdentified",
  "NotConverged",
  "Infeasible",
  "NotDisclosed",
  "Cancelled",
];

const call = (target: unknown, calls: readonly (readonly unknown[])[], finish: CheckedCase["finish"]): Outcome => {
  try {
    let value: unknown = target;
    for (const each of calls) {
      if (typeof value !== "function") return { gave: value };
      value = value(...each);
    }
    return { gave: finish === undefined ? value : finish(value) };
  } catch (error) {
    return { threw: error };
  }
};

const field = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;

/** Where an answer holds a number that is none, or null. */
export const notFinite = (value: unknown, at = "", seen: Set<unknown> = new Set()): string | null => {
  if (typeof value === "number") return Number.isFinite(value) ? null : `${at === "" ? "the answer" : at} is ${value}`;
  if (typeof value !== "object" || value === null || seen.has(value)) return null;
  seen.add(value);
  const entries: Iterable<readonly [unknown, unknown]> =
    value instanceof Map
      ? value.entries()
      : ArrayBuffer.isView(value)
        ? Array.from(value as Float64Array).entries() // any typed array is iterable
        : Object.entries(value);
  for (const [key, element] of entries) {
    const found = notFinite(element, `${at}.${String(key)}`, seen);
    if (found !== null) return found;
  }
  return null;
};

const isPlainJson = (value: unknown): boolean => {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return false;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every(isPlainJson);
};

/** Are two answers the same, functions aside? What cannot be looked into is not. */
const isSame = (one: unknown, other: unknown): boolean => {
  try {
    return isDeepStrictEqual(withoutFunctions(one), withoutFunctions(other));
  } catch {
    return false;
  }
};

/** Is a path of an issue about a place? It holds the place's key, ends at what holds that key, or, if that will do, leads there. */
const isAbout = (path: readonly unknown[], place: Steps, named: Attack["named"]): boolean => {
  const steps = place.slice(2);
  const at = steps.findLastIndex((step) => typeof step === "string");
  if (at < 0 || path.length === 0 || path.includes(steps[at])) return true;
  if (path.at(-1) === steps.slice(0, at).findLast((step) => typeof step === "string")) return true;
  return named === "around" && path.every((step) => steps.includes(String(step)) || steps.includes(Number(step)));
};

const complaintsAboutFailure = (
  failure: unknown,
  name: string,
  place: Steps,
  named: Attack["named"],
): readonly string[] => {
  const complaints: string[] = [];
  const tag = field(failure, "_tag");
  if (!TAGS.includes(String(tag))) return [`its failure has the tag ${String(tag)}`];
  if (field(failure, "in") !== name) complaints.push(`its failure says it is in ${String(field(failure, "in"))}`);
  if (!isPlainJson(failure)) complaints.push("its failure is not plain JSON");
  if (tag !== "InvalidInput") return complaints;
  const issues: unknown = field(failure, "issues");
  if (!Array.isArray(issues) || issues.length === 0 || issues.length > 20)
    return [...complaints, "its failure does not hold one to twenty issues"];
  const paths: (readonly unknown[])[] = [];
  for (const issue of issues) {
    const path = field(issue, "path");
    const received = field(issue, "received");
    const expected = field(issue, "expected");
    if (Array.isArray(path)) paths.push(path);
    else complaints.push("an issue has no path");
    if (typeof received !== "string" || received.length > 80)
      complaints.push(`an issue received ${String(received).slice(0, 200)}`);
    if (typeof expected !== "string" || expected === "") complaints.push("an issue expects nothing");
  }
  if (named !== "nothing" && !paths.some((path) => isAbout(path, place, named)))
    complaints.push(`no issue is about it: ${JSON.stringify(paths)}`);
  return complaints;
};

const matches = (pattern: readonly string[], at: readonly string[]): boolean => {
  const [first, ...rest] = pattern;
  if (first === undefined) return at.length === 0;
  if (first === "**") return at.some((_, index) => matches(rest, at.slice(index))) || matches(rest, []);
  return at.length > 0 && (first === "*" || first === at[0]) && matches(rest, at.slice(1));
};

/** Does a pattern like "1.0.*.score" cover a place? */
export const covers = (pattern: string, at: Steps): boolean => matches(pattern.split("."), at.map(String));

const freshCalls = (the: CheckedCase): unknown[][] => the.calls().map((each) => each.map(copyOf));

const LONGEST_MS = 1000;

/** What is wrong with how a function takes its valid arguments, and then each attack on them. */
export const complaintsAbout = (name: string, target: unknown, the: CheckedCase): readonly string[] => {
  const fresh = (): unknown[][] => freshCalls(the);
  const valid = call(target, fresh(), the.finish);
  if ("threw" in valid) return [`throws on its valid arguments: ${String(valid.threw)}`];
  const baseline = valid.gave;
  if (field(baseline, "_tag") !== "Right")
    return [`does not succeed on its valid arguments: ${JSON.stringify(baseline)?.slice(0, 400) ?? String(baseline)}`];
  const complaints: string[] = [];
  const finite = (answer: unknown): string | null =>
    the.missingIsNaN === undefined ? notFinite(field(answer, "right")) : null;
  const first = finite(baseline);
  if (first !== null) complaints.push(`on its valid arguments, ${first}`);

  const untouched = fresh();
  call(target, untouched, the.finish);
  if (!isSame(untouched, fresh())) complaints.push("changes its arguments");
  const frozen = fresh();
  freezeDeeply(frozen);
  const onFrozen = call(target, frozen, the.finish);
  if ("threw" in onFrozen) complaints.push(`throws on frozen arguments: ${String(onFrozen.threw)}`);
  else if (!isSame(onFrozen.gave, baseline)) complaints.push("answers frozen arguments differently");

  const strict = the.strict ?? (untouched.length > 1 ? ["0.0"] : []);
  const attacks = attacksOn(fresh(), strict);
  const step = the.heavy === true ? 7 : 1;
  attacks.forEach((attack, index) => {
    if (index % step !== 0) return;
    for (const complaint of complaintsAfter(attack, name, target, the, baseline, finite))
      complaints.push(`${attack.at.join(".")} := ${attack.name}: ${complaint}`);
  });
  return complaints;
};

const complaintsAfter = (
  attack: Attack,
  name: string,
  target: unknown,
  the: CheckedCase,
  baseline: unknown,
  finite: (answer: unknown) => string | null,
): readonly string[] => {
  const calls = freshCalls(the);
  attack.apply(calls);
  freezeDeeply(calls);
  const start = performance.now();
  const outcome = call(target, calls, the.finish);
  const took = performance.now() - start;
  const complaints: string[] = [];
  if (took > LONGEST_MS) complaints.push(`takes ${Math.round(took)} ms`);
  if ("polluted" in {}) return [...complaints, "reaches Object.prototype"];
  if ("threw" in outcome) return [...complaints, `throws ${String(outcome.threw)}`];
  const tag = field(outcome.gave, "_tag");
  const accepted = Object.keys(the.accepts ?? {}).some((pattern) => covers(pattern, attack.at));
  if (tag === "Left") {
    if (attack.outcome === "same") complaints.push("is refused, though nothing is wrong with it");
    const named = accepted ? "nothing" : attack.named;
    return [...complaints, ...complaintsAboutFailure(field(outcome.gave, "left"), the.in ?? name, attack.at, named)];
  }
  if (tag !== "Right") return [...complaints, `gives no Result but ${String(outcome.gave).slice(0, 100)}`];
  try {
    const infinite = finite(outcome.gave);
    if (infinite !== null) complaints.push(infinite);
  } catch {
    return accepted ? complaints : [...complaints, "hands hostile values on in its answer"];
  }
  if (accepted || attack.outcome === "any") return complaints;
  if (attack.outcome === "failure") complaints.push("is taken");
  else if (!isSame(outcome.gave, baseline)) complaints.push("is taken, and changes the answer");
  return complaints;
};
