// one reading, what it finds, how values are named in it

export * from "./didYouMean.ts";
export * from "./document.ts";
export * from "./isRecord.ts";
export * from "./listed.ts";
// values
export * from "./readers.ts";
export * from "./reading.ts";
// stored documents
export * from "./readJson.ts";
export * from "./render.ts";
export * from "./structures.ts";
export * from "./zodIssues.ts";
