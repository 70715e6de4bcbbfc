import { clean, type Found, note, type Path, readObject } from "../../../core/check/index.ts";
import { reason } from "../../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../../event.ts";
import { refusedFor, shown } from "../../gather.ts";
import type { ImportOutcome } from "../../imported.ts";
import type { Writable } from "../../parse/writable.ts";
import {
  isBlank,
  readBooleanCell,
  readIdCell,
  readNumberCell,
  readTextCell,
  readTimeCell,
  readWholeCell,
} from "../cells.ts";
import type { RowField, RowSettings } from "./options.ts";

/** Maps one row. A blank cell of an optional field is absence; a blank learner, time, object or act is a refusal. */
export const mapRow = (settings: RowSettings, found: Found, value: unknown): ImportOutcome<LearnerEvent> => {
  const row = readObject(found, [], value, "a row");
  if (!clean(found)) return refusedFor("not-a-row", found);
  const cell = (field: RowField): unknown => {
    const column = settings.columns.get(field);
    return column === undefined ? undefined : row[column];
  };
  const where = (field: RowField): Path => [settings.columns.get(field) ?? field];

  const learner = readIdCell(found, where("learner"), cell("learner"));
  if (!clean(found)) return refusedFor("invalid-learner", found);
  const at = readTimeCell(found, where("at"), cell("at"), settings.timeUnit);
  if (!clean(found)) return refusedFor("invalid-time", found);
  const object = readIdCell(found, where("object"), cell("object"));
  if (!clean(found)) return refusedFor("invalid-object", found);

  let act = settings.act;
  if (act === null) {
    const given = cell("act");
    if (isBlank(given)) {
      note(found, where("act"), "missing", "what was done", given);
      return refusedFor("invalid-act", found);
    }
    const word = readTextCell(found, where("act"), given);
    if (!clean(found)) return refusedFor("invalid-act", found);
    const meaning = settings.acts.get(word);
    if (meaning === undefined) return { outcome: "refused", reason: reason("unknown-act", { word: shown(word) }) };
    if (meaning === null) return { outcome: "setAside", reason: reason("word-without-act", { word: shown(word) }) };
    act = meaning;
  }
  let objectKind = settings.objectKind;
  const kindCell = cell("objectKind");
  if (!isBlank(kindCell)) {
    const word = readTextCell(found, where("objectKind"), kindCell);
    const kind = settings.objectKinds.get(word);
    if (!clean(found)) return refusedFor("invalid-object", found);
    if (kind === undefined) return { outcome: "refused", reason: reason("unknown-object-kind", { word: shown(word) }) };
    objectKind = kind;
  }

  const event: Writable<LearnerEvent> = { learner, at, act, object, objectKind, source: settings.source };
  const optional = <A>(field: RowField, read: (found: Found, path: Path, cell: unknown) => A): A | undefined => {
    const given = cell(field);
    return isBlank(given) ? undefined : read(found, where(field), given);
  };
  for (const field of ["id", "course", "registration", "decision", "channel", "purpose"] as const) {
    // the four literal keys, so that each may be assigned
    const id = optional(field, readIdCell);
    if (id !== undefined) event[field] = id;
  }
  for (const field of ["attempt", "count"] as const) {
    // the two literal keys, so that each may be assigned
    const whole = optional(field, (notes, path, given) => readWholeCell(notes, path, given, 1));
    if (whole !== undefined) event[field] = whole;
  }
  for (const field of ["success", "completion"] as const) {
    // the two literal keys, so that each may be assigned
    const truth = optional(field, readBooleanCell);
    if (truth !== undefined) event[field] = truth;
  }
  const response = optional("response", readTextCell);
  if (response !== undefined) event.response = response;
  const score = optional("score", (notes, path, given) => readScoreCell(settings, notes, path, given));
  if (score !== undefined) event.score = score;
  const durationMs = optional("duration", (notes, path, given) => readDurationCell(settings, notes, path, given));
  if (durationMs !== undefined) event.durationMs = durationMs;
  if (!clean(found)) return refusedFor("invalid-cell", found);
  return { outcome: "mapped", accepted: [event], notes: [], ...(event.id === undefined ? {} : { id: event.id }) };
};

const readScoreCell = (settings: RowSettings, found: Found, path: Path, cell: unknown): number => {
  const { lowest, highest } = settings;
  const what = `a score from ${lowest} to ${highest}`;
  const score = readNumberCell(found, path, cell, what);
  if (score < lowest || score > highest) note(found, path, "out-of-range", what, cell);
  return (score - lowest) / (highest - lowest);
};

const readDurationCell = (settings: RowSettings, found: Found, path: Path, cell: unknown): number => {
  const what = "a duration, at least 0";
  const duration = readNumberCell(found, path, cell, what);
  if (duration < 0) note(found, path, "out-of-range", what, cell);
  return duration * settings.durationMs;
};
