import { describe, expect, it } from "vitest";
import { deadlineEvidence } from "./deadlineEvidence.ts";

// scripts/deadlineEvidence.ts has the whole table; here a small part of it, on seeds of its own
const SEEDS = Array.from({ length: 6 }, (_, place) => 3000 + place);

describe("planDeadline, at equal minutes on learners that are not of its kind", () => {
  for (const truth of ["activation", "multiscale"] as const)
    it(`leaves more known on the day than due dates do, and no less 60 days later: ${truth}`, () => {
      const { outcomes, against } = deadlineEvidence({ truth, cards: 40, days: 10, minutesPerDay: 1.5 }, SEEDS);
      // the last card of the last day may run over
      for (const { minutes } of Object.values(outcomes)) expect(Math.abs(minutes - 15)).toBeLessThan(20 / 60);
      expect(against.due.atDeadline.lower).toBeGreaterThan(0);
      expect(against.due.after.mean).toBeGreaterThan(0);
      expect(against.greedy.atDeadline.mean).toBeGreaterThan(0);
      expect(against.greedy.after.upper).toBeGreaterThan(0);
    });
});
