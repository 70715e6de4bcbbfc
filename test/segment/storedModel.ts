import type { PersonaModel } from "../../src/segment/index.ts";

/** A model of version 1 as it lies in a database: two features, three personas. It must stay readable for ever. */
export const storedModel: PersonaModel = {
  kind: "k-means",
  version: 1,
  features: [
    {
      name: "a",
      centre: 17.9,
      scale: 15.492794,
    },
    {
      name: "b",
      centre: 12.475,
      scale: 10.964649,
    },
  ],
  personas: [
    {
      id: "persona-1",
      name: "Low a, low b",
      size: 5,
      centre: [-1.041774, -0.139995],
      profile: [
        {
          feature: "a",
          mean: 1.759999,
          effect: -3.174066,
        },
        {
          feature: "b",
          mean: 10.94,
          effect: -0.203659,
        },
      ],
      reasons: [
        {
          code: "low-feature",
          values: {
            feature: "a",
            mean: 1.759999,
            effect: 3.174066,
          },
        },
        {
          code: "low-feature",
          values: {
            feature: "b",
            mean: 10.94,
            effect: 0.203659,
          },
        },
      ],
    },
    {
      id: "persona-2",
      name: "Low b, high a",
      size: 4,
      centre: [0.208161, -1.023744],
      profile: [
        {
          feature: "b",
          mean: 1.25,
          effect: -1.875593,
        },
        {
          feature: "a",
          mean: 21.125,
          effect: 0.266008,
        },
      ],
      reasons: [
        {
          code: "low-feature",
          values: {
            feature: "b",
            mean: 1.25,
            effect: 1.875593,
          },
        },
        {
          code: "high-feature",
          values: {
            feature: "a",
            mean: 21.125,
            effect: 0.266008,
          },
        },
      ],
    },
    {
      id: "persona-3",
      name: "High b, high a",
      size: 3,
      centre: [1.458742, 1.598318],
      profile: [
        {
          feature: "b",
          mean: 29.999999,
          effect: 4.660636,
        },
        {
          feature: "a",
          mean: 40.5,
          effect: 3.039832,
        },
      ],
      reasons: [
        {
          code: "high-feature",
          values: {
            feature: "b",
            mean: 29.999999,
            effect: 4.660636,
          },
        },
        {
          code: "high-feature",
          values: {
            feature: "a",
            mean: 40.5,
            effect: 3.039832,
          },
        },
      ],
    },
  ],
  inertia: 0.062343,
  outlierDistance: 0.15,
  fit: {
    n: 12,
    seed: "seed",
    restarts: 1,
    start: [0, 5, 9],
    scale: "z-score",
    iterations: 2,
    converged: true,
    warnings: [],
  },
};
