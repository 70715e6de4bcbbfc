// normal
export { normalDensity, normalLowerTail, normalQuantile, normalUpperTail } from "./normal.ts";
// Student's t
export { studentTDensity, studentTLowerTail, studentTQuantile, studentTUpperTail } from "./studentT.ts";
// noncentral t
export { noncentralTUpperTail } from "./noncentralT.ts";
// chi-square
export { chiSquareDensity, chiSquareLowerTail, chiSquareQuantile, chiSquareUpperTail } from "./chiSquare.ts";
// Fisher's F
export { fisherFDensity, fisherFLowerTail, fisherFQuantile, fisherFUpperTail } from "./fisherF.ts";
// beta
export { betaDensity, betaLowerTail, betaQuantile, betaUpperTail } from "./beta.ts";
// gamma
export { gammaDensity, gammaLowerTail, gammaQuantile, gammaUpperTail } from "./gamma.ts";
