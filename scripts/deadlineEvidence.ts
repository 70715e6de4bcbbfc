// What the deadline planner is worth at equal minutes, as a table: `npx tsx scripts/deadlineEvidence.ts`. Some minutes. Its default afterShare was chosen
// among 0.3, 0.5 and 0.8 on the seeds 1000 to 1029; the seeds here are others.
import { deadlineEvidence, type Paired } from "../test/spacing/planning/deadlineEvidence.ts";

const SEEDS = Array.from({ length: 40 }, (_, place) => 2000 + place);
const words = ({ mean, lower, upper }: Paired): string =>
  `${mean.toFixed(4)} [${lower.toFixed(4)}, ${upper.toFixed(4)}]`;

console.log(
  "| learner | minutes a day | against | at the deadline: plan, other | difference | 60 days later: plan, other | difference |",
);
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const truth of ["fsrs-6", "activation", "multiscale"] as const)
  for (const minutesPerDay of [1, 2]) {
    const { outcomes, against } = deadlineEvidence({ truth, cards: 60, days: 21, minutesPerDay }, SEEDS);
    for (const other of ["greedy", "mixture", "due"] as const) {
      const pair = (of: "atDeadline" | "after"): string =>
        `${outcomes.plan[of].toFixed(3)}, ${outcomes[other][of].toFixed(3)}`;
      const { atDeadline, after, minutes } = against[other];
      const cells = [truth, minutesPerDay, other, pair("atDeadline"), words(atDeadline), pair("after"), words(after)];
      console.log(`| ${cells.join(" | ")} |`);
      console.error(truth, minutesPerDay, other, "minutes", outcomes.plan.minutes.toFixed(2), words(minutes));
    }
  }
