// products

// Cholesky
export {
  cholesky,
  dependence,
  invertCholesky,
  solveCholesky,
  solveLower,
  solveLowerTransposed,
} from "./cholesky.ts";
export { crossProduct, crossProductScratch, weightedCrossProduct } from "./crossProduct.ts";
// QR
export { householder } from "./householder.ts";
export { crossVector, matrixProduct, matrixVector } from "./products.ts";
// eigenvalues
export { type SymmetricEigen, symmetricEigen } from "./symmetricEigen.ts";
