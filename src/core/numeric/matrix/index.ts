// products
export { crossProduct, crossProductScratch, weightedCrossProduct } from "./crossProduct.ts";
export { crossVector, matrixProduct, matrixVector } from "./products.ts";
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
export { type SymmetricEigen, symmetricEigen } from "./symmetricEigen.ts";
