import type { Cases } from "./hostile/case.ts";
import { coreCases } from "./hostile/core.ts";
import { metricsCases } from "./hostile/metrics.ts";
import { nudgeCases } from "./hostile/nudge.ts";
import { recommendCases } from "./hostile/recommend.ts";
import { recordsCases } from "./hostile/records.ts";
import { segmentCases } from "./hostile/segment.ts";
import { spacingCases } from "./hostile/spacing.ts";
import { upperCases } from "./hostile/upper.ts";

/** How each public function is called, by its full name. An export without an entry fails the gate. */
export const CASES: Cases = {
  ...spacingCases,
  ...segmentCases,
  ...recommendCases,
  ...nudgeCases,
  ...metricsCases,
  ...recordsCases,
  ...coreCases,
  ...upperCases,
};
