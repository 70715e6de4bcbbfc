// streams

// choices
export { bernoulli } from "./bernoulli.ts";
// numbers
export { beta } from "./beta.ts";
export { categorical } from "./categorical.ts";
export { exponential } from "./exponential.ts";
export { gamma } from "./gamma.ts";
export { integer } from "./integer.ts";
export { normal } from "./normal.ts";
export { sample, shuffle } from "./sample.ts";
export { type RandomStream, stream } from "./stream.ts";
export { uniform } from "./uniform.ts";
