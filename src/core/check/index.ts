export * from "./document.ts";
export * from "./readers.ts";
export * from "./reading.ts";
export * from "./render.ts";
