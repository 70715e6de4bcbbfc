// exponentials and logarithms
export { exp } from "./exp.ts";
export { expm1 } from "./expm1.ts";
export { log } from "./log.ts";
export { log1p } from "./log1p.ts";
// sigmoids
export { logistic } from "./logistic.ts";
export { pow } from "./pow.ts";
// angles
export { cos, sin } from "./sinCos.ts";
export { tanh } from "./tanh.ts";
