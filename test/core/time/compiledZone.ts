import { type CompiledZone, compileZone } from "../../../src/core/time/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";

const compiled = new Map<string, CompiledZone>();

/** A zone compiled once for all tests of a file. To be called inside tests, so that a mutation of the compiler is theirs to find. */
export const compiledZone = (zone: string, from: number, to: number): CompiledZone => {
  const key = `${zone} ${from} ${to}`;
  const known = compiled.get(key) ?? orThrow(compileZone({ zone, from, to }));
  compiled.set(key, known);
  return known;
};
