import { createHash, createHmac } from "node:crypto";

/** The formulas of the chain once more, on Node's own crypto: shares no code with what it checks. */
export const slowCommitment = (secret: string, index: number, payload: unknown): string => {
  const salt = createHmac("sha256", Buffer.from(secret, "hex")).update(`learnlift-audit-1/salt/${index}`).digest();
  return createHmac("sha256", salt)
    .update(`learnlift-audit-1/payload/${sorted(payload)}`)
    .digest("hex");
};

export const slowHash = (index: number, previous: string, commitment: string): string =>
  createHash("sha256").update(`learnlift-audit-1/entry/${index}/${previous}/${commitment}`).digest("hex");

/** Keys in order, by a replacer: another way to the canonical text. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );

/** A secret that looks random and is always the same for a name. */
export const secretOf = (name: string): string => createHash("sha256").update(`test secret of ${name}`).digest("hex");
