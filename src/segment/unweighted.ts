import { type Found, isRecord, note, type Path } from "../core/check/index.ts";

/** Notes a model whose rows were weighted, for what counts each row once; `why` ends the sentence "nothing: ...". */
export const noteWeighted = (found: Found, path: Path, model: unknown, why: string): void => {
  const weight = isRecord(model) && isRecord(model["fit"]) ? model["fit"]["weight"] : undefined;
  if (weight !== undefined) note(found, [...path, "fit", "weight"], "inconsistent", `nothing: ${why}`, weight);
};
