import { type Reason, reason } from "../core/vocabulary/index.ts";
import { featureInWords } from "./featureInWords.ts";
import type { PersonaTrait } from "./personaModel.ts";

/** Effects below this do not name a persona: Cohen's "small". */
const SMALLEST_EFFECT = 0.2;

/** Features in a name where two suffice. */
const IN_A_NAME = 2;

const standsOut = (trait: PersonaTrait): boolean => Math.abs(trait.effect) >= SMALLEST_EFFECT;

const nameOf = (profile: readonly PersonaTrait[], length: number): string => {
  const parts = profile
    .filter(standsOut)
    .slice(0, length)
    .map((trait) => `${trait.effect > 0 ? "high" : "low"} ${featureInWords(trait.feature)}`);
  const name = parts.length === 0 ? "typical" : parts.join(", ");
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/**
 * A name for each persona from the features in which it differs most from all others: two features where that tells them apart,
 * more where it must, and a number where nothing does.
 */
export const namesOf = (profiles: readonly (readonly PersonaTrait[])[]): readonly string[] => {
  const longest = Math.max(IN_A_NAME, ...profiles.map((profile) => profile.length));
  return profiles.map((profile, index) => {
    for (let length = IN_A_NAME; length <= longest; length += 1) {
      const name = nameOf(profile, length);
      if (profiles.every((other, at) => at === index || nameOf(other, length) !== name)) return name;
    }
    const name = nameOf(profile, longest);
    const before = profiles.slice(0, index).filter((other) => nameOf(other, longest) === name).length;
    return `${name} (${before + 1})`;
  });
};

/** Why a persona has its name: the features that stand out most, in order; at most two. */
export const reasonsOf = (profile: readonly PersonaTrait[]): readonly Reason[] => {
  const reasons = profile
    .filter(standsOut)
    .slice(0, IN_A_NAME)
    .map(({ feature, mean, effect }) =>
      effect > 0
        ? reason("high-feature", { feature, mean, effect })
        : reason("low-feature", { feature, mean, effect: -effect }),
    );
  return reasons.length === 0 ? [reason("typical", { threshold: SMALLEST_EFFECT })] : reasons;
};
