// Draws the guide's pictures from the demo's own results into docs/pictures.

import { mkdirSync, writeFileSync } from "node:fs";
import { charts } from "learnlift";
import { effectRows } from "../examples/demo/academy/present.ts";
import { tellAcademy } from "../examples/demo/academy/story.ts";
import { renderChart } from "../examples/demo/renderChart.ts";
import { forgettingChart } from "./forgettingChart.ts";

const options = { seed: 7, learners: 1500, weeks: 12 };
const stories = { plain: tellAcademy(options), confounded: tellAcademy({ ...options, confounding: 1 }) };
const { personas, ledger, staying } = stories.plain;

const pictures: Readonly<Record<string, object>> = {
  personas: charts.personaChart({ title: "What tells the personas apart" })(personas),
  ledger: charts.ledgerChart({ title: "How often we wrote, and what held us back" })(ledger),
  staying: charts.survivalChart({
    title: "Drop-off by how people came to be enrolled",
    time: "days since enrolment",
    still: "still enrolled",
  })(staying),
  effects: charts.effectChart({
    title: "Where managers choose, the naive interval misses",
    unit: "points more who start",
    factor: 100,
  })(
    effectRows(stories).map(({ world, label, estimate, truth }) => ({
      group: world,
      label: label.split(":")[0] ?? label,
      estimate,
      truth,
    })),
  ),
  forgetting: forgettingChart(),
};

mkdirSync("docs/pictures", { recursive: true });
for (const [name, spec] of Object.entries(pictures))
  writeFileSync(`docs/pictures/${name}.svg`, await renderChart(spec, 720));
console.info(`docs/pictures: ${Object.keys(pictures).join(", ")}`);
