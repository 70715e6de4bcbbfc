import * as z from "zod/mini";
import type { PersonaModel } from "./personaModel.ts";

const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** The layout of a stored persona model, and what has to agree in it. */
export const personaSchema: z.ZodMiniType<PersonaModel> = /* @__PURE__ */ (() => {
  const text = z.string().check(z.minLength(1));
  const reason = z.strictObject({
    code: text,
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  });
  const reasons = z.array(reason);
  const feature = z.strictObject({ name: text, centre: z.number(), scale: z.number().check(z.gt(0)) });
  const trait = z.strictObject({ feature: text, mean: z.number(), effect: z.number() });
  const persona = z.strictObject({
    id: text,
    name: text,
    size: z.int().check(z.gte(1)),
    centre: z.array(z.number()),
    profile: z.array(trait),
    reasons,
  });
  const fit = z.strictObject({
    n: z.int().check(z.gte(2)),
    seed: z.union([z.string(), z.number()]),
    restarts: z.int().check(z.gte(1)),
    restartMode: z.exactOptional(z.enum(["full", "subsample"])),
    start: z.union([z.enum(["k-means++", "model"]), z.array(z.int().check(z.gte(0)))]),
    choice: z.exactOptional(z.strictObject({ recommended: z.int().check(z.gte(2)), reasons, warnings: reasons })),
    weight: z.exactOptional(z.strictObject({ column: text, total: z.number().check(z.gt(0)) })),
    scale: z.enum(["z-score", "none"]),
    iterations: z.int().check(z.gte(1)),
    converged: z.boolean(),
    elapsedDays: z.exactOptional(z.number()),
    warnings: reasons,
  });
  return z
    .strictObject({
      kind: z.literal("k-means"),
      version: z.literal(1),
      features: z.array(feature).check(z.minLength(1)),
      personas: z.array(persona).check(z.minLength(2)),
      inertia: z.number().check(z.gte(0)),
      outlierDistance: z.number().check(z.gte(0)),
      fit,
    })
    .check(
      z.refine(({ features }) => isUnique(features.map(({ name }) => name)), {
        path: ["features"],
        error: "each feature once",
      }),
      z.refine(({ personas }) => isUnique(personas.map(({ id }) => id)), {
        path: ["personas"],
        error: "each persona once",
      }),
      z.refine(({ features, personas }) => personas.every(({ centre }) => centre.length === features.length), {
        path: ["personas"],
        error: "a centre with one number for each feature",
      }),
      z.refine(({ personas, fit: { n } }) => personas.reduce((sum, { size }) => sum + size, 0) === n, {
        path: ["personas"],
        error: "sizes that sum to fit.n",
      }),
      z.refine(({ personas, fit: { choice } }) => choice === undefined || choice.recommended === personas.length, {
        path: ["fit", "choice", "recommended"],
        error: "the number of personas",
      }),
    );
})();
