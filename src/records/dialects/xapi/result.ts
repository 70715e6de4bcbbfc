import { type Found, note, type Path, readBoolean, readObject } from "../../../core/check/index.ts";
import { type Reason, reason } from "../../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../../event.ts";
import type { Writable } from "../../parse/writable.ts";
import { readDuration } from "./duration.ts";
import { noteMisspelt } from "./identifiers.ts";
import { readScore } from "./score.ts";

/** What of a statement's result becomes part of the event, and what to know about it. */
export interface StatementResult {
  /** The event's fields. */
  readonly fields: Pick<LearnerEvent, "score" | "success" | "completion" | "response" | "durationMs">;
  /** What to know. */
  readonly notes: readonly Reason[];
}

const KEYS: readonly string[] = ["score", "success", "completion", "response", "duration"];

/** Reads score, success, completion, response and duration; extensions are not read. */
export const readStatementResult = (found: Found, path: Path, value: unknown): StatementResult => {
  if (value === undefined) return { fields: {}, notes: [] };
  const from = readObject(found, path, value, "the result of a statement");
  noteMisspelt(found, path, from, KEYS);
  const fields: Writable<StatementResult["fields"]> = {};
  const notes: Reason[] = [];
  if (from["score"] !== undefined) {
    const reading = readScore(found, [...path, "score"], from["score"]);
    if (reading.score !== undefined) fields.score = reading.score;
    notes.push(...reading.notes);
  }
  if (from["success"] !== undefined) fields.success = readBoolean(found, [...path, "success"], from["success"]);
  if (from["completion"] !== undefined)
    fields.completion = readBoolean(found, [...path, "completion"], from["completion"]);
  const response = from["response"];
  if (typeof response === "string") fields.response = response;
  else if (response !== undefined) note(found, [...path, "response"], "wrong-type", "a response as a string", response);
  if (from["duration"] !== undefined) {
    const duration = readDuration(found, [...path, "duration"], from["duration"]);
    if (duration !== null) fields.durationMs = duration;
    else notes.push(reason("duration-without-fixed-length", { duration: String(from["duration"]) }));
  }
  return { fields, notes };
};
