import { type Found, type Path, readInstant } from "../../core/check/index.ts";
import { readTimestamp } from "../../records/dialects/timestamp.ts";

/** Reads a time of ts-fsrs, in memory or stored: a Date, epoch milliseconds, or an ISO 8601 string that names its offset. */
export const readTsFsrsTime = (found: Found, path: Path, time: unknown): number =>
  typeof time === "string" ? readTimestamp(found, path, time) : readInstant(found, path, time);
