export { type Catalogue, catalogue, parseCatalogue } from "./catalogue.ts";
export { type CatalogueAnswer, type CatalogueQuestion, catalogueCan } from "./catalogueCan.ts";
