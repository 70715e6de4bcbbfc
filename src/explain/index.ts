// words for what comes back
export { explain } from "./explain.ts";
