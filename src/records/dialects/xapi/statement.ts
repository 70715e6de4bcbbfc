import { clean, type Found, readObject } from "../../../core/check/index.ts";
import { type Reason, reason } from "../../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../../event.ts";
import { refusedFor, shown } from "../../gather.ts";
import type { ImportOutcome, Refused } from "../../imported.ts";
import { readTimestamp } from "../timestamp.ts";
import { readActor } from "./actor.ts";
import { readContext } from "./context.ts";
import { noteMisspelt, readIri, readUuid } from "./identifiers.ts";
import { readStatementObject } from "./object.ts";
import type { XapiSettings } from "./options.ts";
import { readStatementResult } from "./result.ts";
import { VOIDED, verbMeaning } from "./verbs.ts";

const KEYS: readonly string[] = [
  "id",
  "actor",
  "verb",
  "object",
  "result",
  "context",
  "timestamp",
  "stored",
  "authority",
  "version",
  "attachments",
];

const VERSION_1 = /^1\.0(?:\.\d+)?$/;
const VERSION_2 = /^2\.0(?:\.\d+)?$/;

/** Whose rules hold for a statement: 1 or 2; 0 where it carries a version that the settings do not take. */
const rulesFor = (settings: XapiSettings, given: unknown): 0 | 1 | 2 => {
  if (given === undefined) return settings.version === "2.0.0" ? 2 : 1;
  if (typeof given !== "string") return 0;
  // a store of 2.0 keeps statements of 1.0.x as they are
  if (VERSION_1.test(given)) return 1;
  return VERSION_2.test(given) && settings.version !== "1.0.3" ? 2 : 0;
};

interface Time {
  readonly at: number;
  readonly notes: readonly Reason[];
}

/** `timestamp`, else `stored`, else when it was received; `null` where nobody knows. */
const readTime = (
  found: Found,
  settings: XapiSettings,
  from: Readonly<Record<string, unknown>>,
  strict: boolean,
): Time | null => {
  const { timestamp, stored } = from;
  if (timestamp !== undefined) return { at: readTimestamp(found, ["timestamp"], timestamp, strict), notes: [] };
  if (stored !== undefined)
    return { at: readTimestamp(found, ["stored"], stored, strict), notes: [reason("time-of-storage")] };
  if (settings.receivedAt === null) return null;
  return { at: settings.receivedAt, notes: [reason("time-of-receipt")] };
};

const plainly = (code: string, values: Reason["values"]): Refused => ({
  outcome: "refused",
  reason: reason(code, values),
});

/** Maps one statement: what analytics reads is checked as strictly as the standard has it, what it does not read is not. */
export const mapStatement = (settings: XapiSettings, found: Found, statement: unknown): ImportOutcome<LearnerEvent> => {
  const from = readObject(found, [], statement, "a statement");
  if (!clean(found)) return refusedFor("not-a-statement", found);
  noteMisspelt(found, [], from, KEYS);
  if (!clean(found)) return refusedFor("misspelt-key", found);
  const rules = rulesFor(settings, from["version"]);
  if (rules === 0) return plainly("unsupported-version", { version: shown(String(from["version"])) });
  const id = from["id"] === undefined ? undefined : readUuid(found, ["id"], from["id"]);
  if (!clean(found)) return refusedFor("invalid-id", found);
  const actor = readActor(found, ["actor"], from["actor"]);
  if (!clean(found)) return refusedFor("invalid-actor", found);
  const verb = readVerb(found, from["verb"]);
  if (!clean(found)) return refusedFor("invalid-verb", found);
  const object = readStatementObject(found, ["object"], from["object"], settings.types);
  if (!clean(found)) return refusedFor("invalid-object", found);
  const result = readStatementResult(found, ["result"], from["result"]);
  if (!clean(found)) return refusedFor("invalid-result", found);
  const context = readContext(found, ["context"], from["context"], settings.types);
  if (!clean(found)) return refusedFor("invalid-context", found);
  const time = readTime(found, settings, from, rules === 2);
  if (!clean(found)) return refusedFor("invalid-time", found);

  if (verb === VOIDED) {
    if (object.type !== "StatementRef") return plainly("voids-no-statement", { type: object.type });
    return { outcome: "setAside", reason: reason("voiding", { voids: object.id }), voids: object.id };
  }
  if (object.type === "SubStatement") return { outcome: "setAside", reason: reason("planned") };
  const act = settings.verbs.has(verb) ? settings.verbs.get(verb) : verbMeaning(verb, object.kind);
  if (act === undefined) return plainly("unknown-verb", { verb: shown(verb) });
  if (act === null) return { outcome: "setAside", reason: reason("verb-without-act", { verb: shown(verb) }) };
  if (object.id === "") return plainly("object-without-id", { type: object.type });
  if (time === null) return plainly("time-unknown", {});

  const course = context.course ?? (object.kind === "course" ? object.id : undefined);
  const several = actor.ids.length > 1;
  const accepted = actor.ids.map(
    (learner): LearnerEvent => ({
      ...(id === undefined ? {} : { id: several ? `${id}|${learner}` : id }),
      learner,
      at: time.at,
      act,
      object: object.id,
      objectKind: object.kind,
      ...(course === undefined ? {} : { course }),
      ...(context.registration === undefined ? {} : { registration: context.registration }),
      ...result.fields,
      source: settings.source,
    }),
  );
  const notes = [
    ...time.notes,
    ...result.notes,
    ...(actor.group ? [reason("group-as-learner", { group: actor.ids[0] ?? "" })] : []),
  ];
  return { outcome: "mapped", accepted, notes, ...(id === undefined ? {} : { id }) };
};

const readVerb = (found: Found, value: unknown): string => {
  const verb = readObject(found, ["verb"], value, "a verb");
  noteMisspelt(found, ["verb"], verb, ["id", "display"]);
  return readIri(found, ["verb", "id"], verb["id"]);
};
