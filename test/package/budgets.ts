/** What one function may weigh, bundled and gzipped, with everything that it needs. */
export interface Budget {
  readonly subpath: string;
  readonly name: string;
  /** Thousands of bytes, gzipped. */
  readonly kilobytes: number;
  /** Packages whose code it needs. */
  readonly packages?: readonly string[];
}

/** One function of each subpath, with what it needs; about a tenth above what it weighs. */
export const BUDGETS: readonly Budget[] = [
  { subpath: "spacing", name: "review", kilobytes: 4.1 },
  { subpath: "spacing", name: "fsrs6", kilobytes: 14.2, packages: ["zod"] },
  { subpath: "segment", name: "assignPersona", kilobytes: 5.2 },
  { subpath: "segment", name: "fitPersonas", kilobytes: 19.8 },
  { subpath: "recommend", name: "answer", kilobytes: 2.8 },
  { subpath: "recommend", name: "nextStep", kilobytes: 8.7 },
  { subpath: "nudge", name: "decide", kilobytes: 14.1 },
  { subpath: "metrics", name: "kaplanMeier", kilobytes: 8.6 },
  { subpath: "metrics", name: "differenceInMeans", kilobytes: 15.6 },
  { subpath: "records", name: "joinOutcomes", kilobytes: 6.1 },
  { subpath: "records", name: "importXapi", kilobytes: 9.7 },
  { subpath: "simulate", name: "simulateAcademy", kilobytes: 11.6, packages: ["@date-fns/tz"] },
  { subpath: "charts", name: "survivalChart", kilobytes: 4.4 },
  { subpath: "core", name: "tableFromRows", kilobytes: 5.8 },
  { subpath: "core", name: "compileZone", kilobytes: 3, packages: ["@date-fns/tz"] },
  { subpath: "testing", name: "nearlyEqual", kilobytes: 0.6 },
];
