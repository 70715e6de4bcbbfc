// products
export { crossVector, matrixProduct, matrixVector } from "./products.ts";
export { crossProduct, crossProductScratch, weightedCrossProduct } from "./crossProduct.ts";
// Cholesky
export {
  cholesky,
  dependence,
  invertCholesky,
  solveCholesky,
  solveLower,
  solveLowerTransposed,
} from "./cholesky.ts";
// QR
export { householder } from "./householder.ts";
// eigenvalues
export { symmetricEigen } from "./symmetricEigen.ts";
