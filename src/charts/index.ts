// pictures of results
export { type Calibrated, type CalibrationChartOptions, calibrationChart } from "./calibrationChart.ts";
export { type EffectChartOptions, effectChart, type LabelledEstimate } from "./effectChart.ts";
export {
  type Forgetting,
  type ForgettingChartOptions,
  forgettingChart,
  type ObservedPoints,
} from "./forgettingChart.ts";
export { type LedgerChartOptions, type LedgerCounts, ledgerChart } from "./ledgerChart.ts";
export { type ModuleSplitChartOptions, moduleSplitChart } from "./moduleSplitChart.ts";
export { type PersonaChartOptions, type ProfiledPersonas, personaChart } from "./personaChart.ts";
export {
  type ComparedPersonaCounts,
  type PersonaChoiceChartOptions,
  personaChoiceChart,
} from "./personaChoiceChart.ts";
export {
  type PersonaStabilityChartOptions,
  personaStabilityChart,
  type RecoveredPersonas,
} from "./personaStabilityChart.ts";
export { type PlanChartOptions, type PlanMark, planChart } from "./planChart.ts";
// showing them
export { type ShownChart, show } from "./show.ts";
export type { ChartSpec } from "./spec.ts";
export { type SurvivalChartOptions, survivalChart } from "./survivalChart.ts";
export { type WorkloadChartOptions, workloadChart } from "./workloadChart.ts";
export type { NamedWorkload } from "./workloads.ts";
