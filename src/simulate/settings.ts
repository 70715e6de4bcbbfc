import {
  type Found,
  note,
  orDefault,
  readArray,
  readInstant,
  readInteger,
  readNumber,
  readOptions,
  readText,
} from "../core/check/index.ts";
import type { AcademySettings } from "./academy.ts";

/** What `simulateAcademy` can be asked for. */
export interface AcademyOptions {
  /** Of all draws: the same seed gives the same academy, to the byte. A number or a text. */
  readonly seed: number | string;
  /** How many people, from 1 to 100,000; default 600. */
  readonly learners?: number;
  /** How many weeks of history, from 2 to 104; default 12. */
  readonly weeks?: number;
  /** The Monday on which it begins, 00:00 UTC; default 6 January 2025. */
  readonly startsAt?: number | Date;
  /** How strongly the past campaign went to those who would have started anyway, from 0 (not at all; default) to 1. */
  readonly confounding?: number;
  /** IANA names of the zones in which people work, at least one; default Europe/Lisbon, Europe/Helsinki and America/Sao_Paulo. */
  readonly zones?: readonly string[];
}

/** Monday, 6 January 2025, 00:00 UTC. */
const STARTS_AT = 1_736_121_600_000;

const DAY_MS = 86_400_000;

/** 5 January 1970 was the first Monday after the epoch. */
const isMonday = (at: number): boolean => at % DAY_MS === 0 && (at / DAY_MS - 4) % 7 === 0;

const readSeed = (found: Found, value: unknown): number | string =>
  typeof value === "string" ? readText(found, ["seed"], value) : readNumber(found, ["seed"], value);

const readStart = (found: Found, value: unknown): number => {
  const at = readInstant(found, ["startsAt"], value);
  if (!Number.isNaN(at) && !isMonday(at)) note(found, ["startsAt"], "out-of-range", "a Monday, 00:00 UTC", value);
  return at;
};

const readZones = (found: Found, value: unknown): readonly string[] => {
  const zones = readArray(found, ["zones"], value, (zone, path) =>
    readText(found, path, zone, "the IANA name of a zone"),
  );
  if (Array.isArray(value) && value.length === 0) note(found, ["zones"], "empty", "at least one zone", value);
  return zones;
};

/** Reads the options; zones are checked when they are compiled. */
export const readAcademyOptions = (found: Found, value: unknown): AcademySettings => {
  const options = readOptions(found, [], value ?? {}, [
    "seed",
    "learners",
    "weeks",
    "startsAt",
    "confounding",
    "zones",
  ]);
  return {
    seed: readSeed(found, options["seed"]),
    learners: orDefault(options["learners"], 600, (n) => readInteger(found, ["learners"], n, { min: 1, max: 100_000 })),
    weeks: orDefault(options["weeks"], 12, (n) => readInteger(found, ["weeks"], n, { min: 2, max: 104 })),
    startsAt: orDefault(options["startsAt"], STARTS_AT, (at) => readStart(found, at)),
    confounding: orDefault(options["confounding"], 0, (n) => readNumber(found, ["confounding"], n, { min: 0, max: 1 })),
    zones: orDefault(options["zones"], ["Europe/Lisbon", "Europe/Helsinki", "America/Sao_Paulo"], (zones) =>
      readZones(found, zones),
    ),
  };
};
