import * as z from "zod/mini";
import { parseDocument } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import type { PersonaModel } from "./personaModel.ts";
import { personaSchema } from "./personaSchema.ts";

/**
 * Is this stored document a persona model? Checks all of it, down to the sizes, and copies it.
 *
 * Fails with `InvalidInput` naming the place: an unknown key, a newer version, numbers that do not agree.
 *
 * @example
 * ```ts
 * import { orThrow, segment, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 20, 21, 24], sessions: [1, 3, 2, 40, 38, 44] }));
 * const stored = JSON.stringify(orThrow(segment.fitPersonas({ k: 2 })(table)));
 * const model = orThrow(segment.parsePersonaModel(JSON.parse(stored)));
 * model.personas.length; // 2
 * ```
 */
export const parsePersonaModel = (stored: unknown): Result<PersonaModel> =>
  parseDocument("segment.parsePersonaModel", personaSchema, z.safeParse)(stored);
