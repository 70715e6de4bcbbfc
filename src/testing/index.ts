/**
 * Tests for what you build on learnlift: laws and behavioural suites, to run over your own folds, models and policies.
 * Needs fast-check, an optional peer of this entry alone.
 *
 * @packageDocumentation
 */

// laws
export { type FoldLawOptions, foldLaws, type Law } from "./foldLaws.ts";
export { nearlyEqual } from "./nearlyEqual.ts";
