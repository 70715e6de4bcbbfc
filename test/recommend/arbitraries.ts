import fc from "fast-check";
import type { RoleProfile, Situation, SkillEvidence } from "../../src/recommend/index.ts";
import type { CatalogueModule } from "../../src/records/module.ts";

export const SKILLS = ["s0", "s1", "s2", "s3", "s4"] as const;

/** Hundredths, so that a level is never a hair's breadth from another. */
const hundredths = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 100, max: max * 100 }).map((count) => count / 100);

const someSkills = fc.subarray([...SKILLS], { maxLength: 3 });

/** Up to seven modules in any order, whose prerequisites come to an end; each field may be missing, minutes from all of them. */
export const anyModules: fc.Arbitrary<readonly CatalogueModule[]> = fc
  .integer({ min: 1, max: 7 })
  .chain((size) =>
    fc.record({
      modules: fc.tuple(
        ...Array.from({ length: size }, (_, index) =>
          fc.record(
            {
              id: fc.constant(`m${index}`),
              title: fc.constant(`Module ${index}`),
              minutes: fc.integer({ min: 1, max: 60 }),
              skills: someSkills,
              prerequisites: fc.subarray(
                Array.from({ length: index }, (_, before) => `m${before}`),
                { maxLength: Math.min(index, 2) },
              ),
              difficulty: hundredths(-2, 2),
            },
            { requiredKeys: ["id", "title"] },
          ),
        ),
      ),
      timed: fc.integer({ min: 0, max: 4 }).map((drawn) => drawn > 0),
      order: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    }),
  )
  .map(({ modules, timed, order }) => {
    const kept = timed ? modules : modules.map(({ minutes: _, ...module }) => module);
    const keys = new Map<CatalogueModule, number>(kept.map((module) => [module, order.next().value]));
    return [...kept].sort((one, other) => (keys.get(one) ?? 0) - (keys.get(other) ?? 0));
  });

export const anyEvidence: fc.Arbitrary<Readonly<Record<string, SkillEvidence>>> = fc
  .tuple(
    ...SKILLS.map((skill) =>
      fc.option(
        fc
          .record({ level: hundredths(0, 1), answers: fc.integer({ min: 0, max: 9 }) })
          .map((one) => [skill, one] as const),
        { nil: undefined, freq: 3 },
      ),
    ),
  )
  .map((pairs) => Object.fromEntries(pairs.flatMap((pair) => (pair === undefined ? [] : [pair]))));

const anyRole: fc.Arbitrary<RoleProfile> = fc
  .tuple(someSkills, fc.array(hundredths(0.05, 1), { minLength: 3, maxLength: 3 }))
  .map(([skills, levels]) => ({
    name: "analyst",
    levels: Object.fromEntries(skills.map((skill, index) => [skill, levels[index] ?? 1])),
  }));

export type PlainSituation = Omit<Situation, "catalogue"> & { readonly modules: readonly CatalogueModule[] };

/** A learner before a catalogue: everything that may be left out sometimes is. */
export const anySituation: fc.Arbitrary<PlainSituation> = anyModules.chain((modules) => {
  const ids = modules.map(({ id }) => id);
  return fc.record(
    {
      modules: fc.constant(modules),
      mastery: fc.record(
        { overall: fc.record({ level: hundredths(0, 1), answers: fc.nat(9) }), skills: anyEvidence },
        { requiredKeys: ["skills"] },
      ),
      completed: fc.subarray(ids),
      mandatory: fc.subarray(ids, { maxLength: Math.min(ids.length, 2) }),
      role: anyRole,
    },
    { requiredKeys: ["modules"] },
  );
});
