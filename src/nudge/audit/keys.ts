import { hexToBytes } from "@noble/hashes/utils.js";
import { clean, type Found, note, type Path, readArray, readId, readObject } from "../../core/check/index.ts";
import { plainHash } from "./commitment.ts";

/** The secret of one person. Whoever has it can tell which entries of a chain are about that person; once it is gone, nobody can. */
export interface AuditKey {
  /** Id of the person. */
  readonly learner: string;
  /**
   * 32 bytes from a cryptographic random source, as 64 lower-case hexadecimal digits: in Node `randomBytes(32).toString("hex")`. Made
   * once a person, derived from nothing, kept where it can be deleted for good: not in the backups that outlive a deletion.
   */
  readonly secret: string;
}

const SHAPE = "64 lower-case hexadecimal digits from a cryptographic random source";

/** A random secret has about 30 different bytes and differences; what is typed, counted or repeated has fewer, or is all ASCII. */
const LEAST_DIFFERENT = 17;

const looksRandom = (bytes: Uint8Array): boolean => {
  const steps = bytes.map((byte, at) => byte - (bytes[at - 1] ?? 0)).slice(1);
  return (
    new Set(bytes).size >= LEAST_DIFFERENT &&
    new Set(steps).size >= LEAST_DIFFERENT &&
    bytes.some((byte) => byte >= 0x80)
  );
};

/** Notes what is wrong with a secret, never the secret itself. */
const readSecret = (found: Found, path: Path, value: unknown, learner: string): Uint8Array => {
  const wrong = (code: "wrong-type" | "missing" | "out-of-range", expected: string, received: string): Uint8Array => {
    note(found, path, code, expected, received);
    return new Uint8Array(0);
  };
  if (typeof value !== "string") return wrong(value === undefined ? "missing" : "wrong-type", SHAPE, "(no text)");
  if (!/^[0-9a-f]{64}$/.test(value)) return wrong("wrong-type", SHAPE, `(a text of ${value.length} characters)`);
  const bytes = hexToBytes(value);
  if (!looksRandom(bytes)) return wrong("out-of-range", `${SHAPE}: this one has a pattern`, "(not shown)");
  if (value === plainHash(learner))
    return wrong("out-of-range", `${SHAPE}: this one is the hash of the person's id`, "(not shown)");
  return bytes;
};

/** The secrets by person: each person once, each secret once. */
export const readKeys = (found: Found, path: Path, value: unknown): ReadonlyMap<string, Uint8Array> => {
  const keys = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  readArray(found, path, value, (element, at) => {
    const given = readObject(found, at, element, "a key: learner and secret");
    const learner = readId(found, [...at, "learner"], given["learner"]);
    const secret = given["secret"];
    const bytes = readSecret(found, [...at, "secret"], secret, learner);
    if (keys.has(learner)) note(found, [...at, "learner"], "duplicate", "each person once", learner);
    if (typeof secret === "string" && seen.has(secret))
      note(found, [...at, "secret"], "duplicate", "a secret of its own for each person", "(not shown)");
    seen.add(String(secret));
    keys.set(learner, bytes);
  });
  return clean(found) ? keys : new Map();
};
