import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** What comes before the first entry: 64 zeros. */
export const BEFORE_FIRST: string = "0".repeat(64);

/**
 * What an entry says of its payload. The salt is HMAC-SHA256 of the person's secret over the index, the commitment HMAC-SHA256 of the
 * salt over the payload: without the secret neither can be guessed, however few payloads are thinkable, and equal payloads differ.
 */
export const commitmentTo = (secret: Uint8Array, index: number, payload: string): string =>
  bytesToHex(
    hmac(sha256, hmac(sha256, secret, `learnlift-audit-1/salt/${index}`), `learnlift-audit-1/payload/${payload}`),
  );

/** What ties an entry to its place and to all entries before it. */
export const entryHash = (index: number, previous: string, commitment: string): string =>
  bytesToHex(sha256(`learnlift-audit-1/entry/${index}/${previous}/${commitment}`));

/** SHA-256 of a text, in hexadecimal digits: what nobody may take for a secret. */
export const plainHash = (text: string): string => bytesToHex(sha256(text));
