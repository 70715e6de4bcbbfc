// streams

// choices
export { drawBernoulli } from "./drawBernoulli.ts";
// numbers
export { drawBeta } from "./drawBeta.ts";
export { drawCategorical } from "./drawCategorical.ts";
export { drawExponential } from "./drawExponential.ts";
export { drawGamma } from "./drawGamma.ts";
export { drawInteger } from "./drawInteger.ts";
export { drawNormal } from "./drawNormal.ts";
export { drawUniform } from "./drawUniform.ts";
export { sample, shuffle } from "./sample.ts";
export { type RandomStream, stream } from "./stream.ts";
