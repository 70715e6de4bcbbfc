import {
  type Found,
  readChoice,
  readInstant,
  reading,
  readOptions,
  readRecord,
  readText,
} from "../../../core/check/index.ts";
import type { Result } from "../../../core/vocabulary/index.ts";
import { ACTS, type Act, OBJECT_KINDS, type ObjectKind } from "../../event.ts";
import { readIri } from "./identifiers.ts";

/** Every choice of `version`. */
export const XAPI_VERSIONS = ["auto", "1.0.3", "2.0.0"] as const; // keeps the literal words

/** How statements are to be read. */
export interface ImportXapiOptions {
  /**
   * Whose rules hold. "auto" follows the `version` each statement carries, and the older, wider rules where it carries none.
   * Only timestamps differ: 2.0 takes RFC 3339, 1.0.3 all of ISO 8601 with an offset. Default "auto".
   */
  readonly version?: "auto" | "1.0.3" | "2.0.0";
  /** More verbs, or other meanings: IRI -> act, or `null` to set such statements aside. These go before the built-in table. */
  readonly verbs?: Readonly<Record<string, Act | null>>;
  /** More activity types, or other kinds: IRI -> kind. These go before the built-in table. */
  readonly activityTypes?: Readonly<Record<string, ObjectKind>>;
  /** When the statements arrived, for those that carry neither `timestamp` nor `stored`: epoch milliseconds or a `Date`. */
  readonly receivedAt?: number | Date;
  /** What the events are to name as their source. Default "xapi". */
  readonly source?: string;
}

/** The options, checked. */
export interface XapiSettings {
  readonly version: (typeof XAPI_VERSIONS)[number];
  readonly verbs: ReadonlyMap<string, Act | null>;
  readonly types: ReadonlyMap<string, ObjectKind>;
  readonly receivedAt: number | null;
  readonly source: string;
}

const KNOWN = ["version", "verbs", "activityTypes", "receivedAt", "source"];

const readTable = <A>(
  found: Found,
  key: string,
  value: unknown,
  entry: (value: unknown, path: readonly (string | number)[]) => A,
): ReadonlyMap<string, A> => {
  if (value === undefined) return new Map();
  const table = readRecord(found, [key], value, (meaning, path, iri) => {
    readIri(found, path, iri);
    return entry(meaning, path);
  });
  return new Map(Object.entries(table));
};

/** Checks the options of `importXapi`. */
export const readXapiOptions = (name: string, value: unknown): Result<XapiSettings> =>
  reading(name, (found) => {
    const options = readOptions(found, [], value, KNOWN);
    const version = options["version"];
    const receivedAt = options["receivedAt"];
    const source = options["source"];
    return {
      version: version === undefined ? "auto" : readChoice(found, ["version"], version, XAPI_VERSIONS),
      verbs: readTable(found, "verbs", options["verbs"], (act, path) =>
        act === null ? null : readChoice(found, path, act, ACTS),
      ),
      types: readTable(found, "activityTypes", options["activityTypes"], (kind, path) =>
        readChoice(found, path, kind, OBJECT_KINDS),
      ),
      receivedAt: receivedAt === undefined ? null : readInstant(found, ["receivedAt"], receivedAt),
      source: source === undefined ? "xapi" : readText(found, ["source"], source, "the name of a source"),
    };
  });
