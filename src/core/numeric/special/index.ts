// error function
export { erf, erfc, erfcScaled } from "./errorFunction.ts";
export { erfcInverse, erfInverse } from "./errorFunctionInverse.ts";
// incomplete beta function
export { incompleteBeta, incompleteBetaLower, incompleteBetaUpper } from "./incompleteBeta.ts";
export { incompleteBetaInverse } from "./incompleteBetaInverse.ts";
// incomplete gamma function
export { incompleteGamma, incompleteGammaLower, incompleteGammaUpper } from "./incompleteGamma.ts";
export { incompleteGammaInverse } from "./incompleteGammaInverse.ts";
// gamma function
export { logGamma, logGammaOnePlus, logGammaRatio, stirlingError } from "./logGamma.ts";
