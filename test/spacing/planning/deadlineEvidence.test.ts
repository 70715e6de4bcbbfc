import { describe, expect, it } from "vitest";
import { deadlineEvidence } from "./deadlineEvidence.ts";

// scripts/deadlineEvidence.ts has the whole table; here a small part of it, on seeds of its own
const SEEDS = Array.from({ length: 12 }, (_, place) => 3000 + place);

describe("planDeadline, at equal minutes on learners that are not of its kind", () => {
  for (const truth of ["activation", "multiscale"] as const)
    it(`leaves more known than due dates do, on the day and 60 days later, and in the mean than greedy choices: ${truth}`, () => {
      const { outcomes, against } = deadlineEvidence({ truth, cards: 40, days: 10, minutesPerDay: 1.5 }, SEEDS);
      // the last card of the last day may run over
      for (const { minutes } of Object.values(outcomes)) expect(Math.abs(minutes - 15)).toBeLessThan(20 / 60);
      expect(against.due.atDeadline.lower).toBeGreaterThan(0);
      expect(against.due.after.lower).toBeGreaterThan(0);
      for (const { atDeadline, after } of [against.greedy, against.mixture]) {
        // a dozen learners tell them apart on the day by activation; by traces on many time scales, who vary more, only the whole table does
        expect(truth === "activation" ? atDeadline.lower : atDeadline.mean).toBeGreaterThan(0);
        expect(after.mean).toBeGreaterThan(0);
      }
    });
});
