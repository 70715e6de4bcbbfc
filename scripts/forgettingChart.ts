import { orThrow, spacing } from "learnlift";

const DAY_MS = 86_400_000;
const START = Date.UTC(2025, 2, 3, 9);

/** Recall from day to day for a card that is answered well at each due date, over half a year. */
export const forgettingChart = (): object => {
  const memory = orThrow(spacing.createMemory(spacing.fsrs6)({ retention: 0.9 }));
  const values: { readonly day: number; readonly recall: number; readonly stretch: number }[] = [];
  let reviewed = orThrow(spacing.review(memory)({ grade: "good", at: START }));
  for (let stretch = 0; reviewed.dueAt < START + 180 * DAY_MS; stretch += 1) {
    for (let at = reviewed.state.lastAt; at <= reviewed.dueAt; at += DAY_MS) {
      values.push({
        day: (at - START) / DAY_MS,
        recall: orThrow(spacing.recall(memory)({ state: reviewed.state, at })),
        stretch,
      });
    }
    reviewed = orThrow(spacing.review(memory)({ state: reviewed.state, grade: "good", at: reviewed.dueAt }));
  }
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    title: { text: "Each review makes forgetting slower", anchor: "start" },
    height: 220,
    data: { values },
    mark: { type: "line", point: true, color: "#0072b2" },
    encoding: {
      x: { field: "day", type: "quantitative", title: "days" },
      y: {
        field: "recall",
        type: "quantitative",
        title: "recall",
        scale: { domain: [0.8, 1] },
        axis: { format: ".0%" },
      },
      detail: { field: "stretch", type: "nominal" },
    },
  };
};
