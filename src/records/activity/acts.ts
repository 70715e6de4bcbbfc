import { ACTS, type Act } from "../event.ts";

/** What an act says: that the learner was at it, that somebody recorded something about them, or that we reached out to them. */
type Side = "learning" | "record" | "message";

// A record over every act: adding an act without saying what it is does not compile.
const SIDE: Readonly<Record<Act, Side>> = {
  registered: "record",
  unregistered: "record",
  waived: "record",
  satisfied: "record",
  launched: "learning",
  initialized: "learning",
  viewed: "learning",
  progressed: "learning",
  suspended: "learning",
  resumed: "learning",
  terminated: "learning",
  abandoned: "learning",
  stepEntered: "learning",
  stepLeft: "learning",
  attempted: "learning",
  answered: "learning",
  reviewed: "learning",
  scored: "record",
  completed: "learning",
  passed: "learning",
  failed: "learning",
  attended: "learning",
  absent: "record",
  posted: "learning",
  rated: "learning",
  bookmarked: "learning",
  searched: "learning",
  shared: "learning",
  authored: "learning",
  endorsed: "learning",
  helpRequested: "learning",
  impression: "message",
  delivered: "message",
  opened: "message",
  clicked: "message",
  dismissed: "message",
  bounced: "message",
  optedOut: "message",
  consented: "message",
  withdrewConsent: "message",
  objected: "message",
};

/**
 * The acts by which learners show activity of their own. Not among them: what was done to their enrolment, marks that others gave
 * (`scored`), and messages with what became of them, or else a nudge would make its own effect.
 */
export const LEARNING_ACTS: readonly Act[] = /* @__PURE__ */ (() => ACTS.filter((act) => SIDE[act] === "learning"))();

/** Whether an act is a message to the learner, or what became of one. */
export const isMessageAct = (act: Act): boolean => SIDE[act] === "message";
