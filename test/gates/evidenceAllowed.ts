import type { Allowed } from "./evidence.ts";

/** Where a causal word may stand. Each entry says why; an entry that no passage needs any more fails the gate. */
export const ALLOWED: readonly Allowed[] = [];
