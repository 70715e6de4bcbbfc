export { importXapi, importXapiStatement } from "./importXapi.ts";
export type { ImportXapiOptions } from "./options.ts";
