export {
  type Denominator,
  denominator,
  type PersonQuestion,
  personAsOf,
  type RosterQuestion,
  rosterAsOf,
} from "./asOf.ts";
export { parseRoster, type Roster, roster } from "./roster.ts";
