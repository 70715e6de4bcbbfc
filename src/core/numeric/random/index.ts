// streams
export { type RandomStream, stream } from "./stream.ts";
// numbers
export { drawUniform } from "./drawUniform.ts";
export { drawInteger } from "./drawInteger.ts";
export { drawNormal } from "./drawNormal.ts";
export { drawExponential } from "./drawExponential.ts";
export { drawGamma } from "./drawGamma.ts";
export { drawBeta } from "./drawBeta.ts";
// choices
export { drawBernoulli } from "./drawBernoulli.ts";
export { drawCategorical } from "./drawCategorical.ts";
export { sample, shuffle } from "./sample.ts";
