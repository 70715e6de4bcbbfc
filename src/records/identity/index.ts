export { type IdentifyEventsOptions, identifyEvents } from "./identifyEvents.ts";
export {
  type Identity,
  type IdentityLink,
  type IdentityMap,
  type IdentityOptions,
  identityMap,
} from "./identityMap.ts";
export { parseIdentityMap } from "./parseIdentityMap.ts";
export { resolveIdentity } from "./resolveIdentity.ts";
export type { SystemId } from "./systemId.ts";
