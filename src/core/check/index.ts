// one reading, what it finds, how values are named in it
export * from "./reading.ts";
export * from "./render.ts";
export * from "./didYouMean.ts";
export * from "./listed.ts";
// values
export * from "./readers.ts";
export * from "./isRecord.ts";
export * from "./structures.ts";
// stored documents
export * from "./readJson.ts";
export * from "./header.ts";
export * from "./readDocument.ts";
export * from "./zodIssues.ts";
export * from "./document.ts";
// algorithms that make them usable
export * from "./algorithm.ts";
