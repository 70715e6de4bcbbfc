import { right } from "fp-ts/lib/Either.js";
import * as time from "../../../src/core/time/index.ts";
import * as core from "../../../src/core/vocabulary/index.ts";
import { type Cases, plain, takes } from "./case.ts";

const { orThrow } = core;
const MADE = plain("makes a value of the vocabulary from values that our own code or the host's code has written down");
const OF_OUR_OWN = plain(
  "takes a compiled zone, a calendar or a stream that we made, and numbers; it does arithmetic and nothing else",
);
const COMBINES = plain(
  "combines folds, which are code: whoever writes one is held to the laws of folds by learnlift/testing",
);

const rows = () => [
  { learner: "a", minutes: 40, region: "north", active: true, at: new Date(Date.UTC(2025, 0, 1)) },
  { learner: "b", minutes: 12, region: "south", active: false, at: new Date(Date.UTC(2025, 0, 2)) },
];
const table = () => orThrow(core.tableFromRows()(rows()));
const MISSING = "in a column of numbers or times NaN is what is missing";
const cells = { "1.0.*.*": "a cell may hold anything; what the column cannot take becomes its kind or a failure" };
const policy = () => orThrow(core.disclosurePolicy({ smallestGroup: 10, groupsOnly: ["works-council"] }));
const hours = () => [{ from: "09:00", to: "17:30", weekdays: [1, 2, 3, 4, 5] }];

export const coreCases: Cases = {
  reason: MADE,
  LearnliftError: plain("the error that orThrow throws; it holds a failure of ours"),
  orThrow: plain("throws on purpose; it takes a Result of ours"),
  monoid: COMBINES,
  mapInput: COMBINES,
  mapOutput: COMBINES,
  filterInput: COMBINES,
  together: COMBINES,
  byKey: COMBINES,
  foldOver: COMBINES,
  foldOverAsync: COMBINES,
  countFold: COMBINES,
  minMaxFold: COMBINES,
  momentsFold: COMBINES,
  sumFold: COMBINES,
  run: plain("drives steps, which are ours or the host's own code"),
  runAsync: plain("drives steps, which are ours or the host's own code"),
  tableFromRows: takes(() => [[{ columns: { region: { role: "protected" } } }], [rows()]], {
    accepts: cells,
    missingIsNaN: MISSING,
  }),
  tableFromColumns: takes(() => [[{ columns: { a: { kind: "number" } } }], [{ a: [1, 2, 3], b: ["x", "y", "x"] }]], {
    accepts: { "1.0.*.*": "a cell may hold anything", "1.0.*": "a column may be any array" },
    missingIsNaN: MISSING,
  }),
  selectColumns: takes(() => [[["minutes"]], [table()]], { strict: [] }),
  tableToMatrix: takes(() => [[{ columns: ["minutes", "active"] }], [table()]]),
  tableRows: takes(() => [[table()]]),
  numberColumn: takes(() => [[table(), "minutes"]]),
  categoryColumn: takes(() => [[table(), "region"]]),
  timeColumn: takes(() => [[table(), "at"]]),
  booleanColumn: takes(() => [[table(), "active"]]),
  featureColumns: takes(() => [[table()]], {
    accepts: { "0.0.schema.**": "the schema of a table of ours is handed on" },
  }),
  parseCsv: takes(() => [[{ separator: ";" }], ["a;b\n1;2\n3;4\n"]], {
    accepts: { "0.0.separator": "any one character" },
  }),
  disclosurePolicy: takes(() => [[{ smallestGroup: 12, groupsOnly: ["works-council"] }]], { strict: ["0.0"] }),
  disclose: takes(() => [[policy()], ["coach", { subject: "person", persona: "sprinter" }]], {
    strict: [],
    accepts: { "1.1": "a result is handed through as it is", "1.1.**": "a result is handed through as it is" },
  }),
  discloseCounts: takes(
    () => [
      [policy()],
      [
        {
          rows: ["Lisbon", "Porto"],
          columns: ["started", "finished"],
          counts: [
            [40, 34],
            [25, 30],
          ],
        },
      ],
    ],
    { strict: [] },
  ),
  compileZone: takes(() => [[{ zone: "Europe/Lisbon", from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }]], {
    strict: ["0.0"],
  }),
  parseZone: takes(
    () => [
      [orThrow(time.compileZone({ zone: "Europe/Lisbon", from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }))],
    ],
    {
      strict: ["0.0"],
    },
  ),
  compileWindows: takes(() => [[[{ from: "22:00", to: "07:00", weekdays: [1, 2] }]]], { strict: [] }),
  compileCalendar: takes(() => [[{ hours: hours(), holidays: ["2025-12-25"] }]], { strict: ["0.0"] }),
  parseCalendar: takes(() => [[orThrow(time.compileCalendar({ hours: hours(), holidays: ["2025-12-25"] }))]], {
    strict: ["0.0"],
  }),
  offsetAt: OF_OUR_OWN,
  zoneCovers: OF_OUR_OWN,
  toLocal: OF_OUR_OWN,
  fromLocal: OF_OUR_OWN,
  localDayNumber: OF_OUR_OWN,
  startOfLocalDay: OF_OUR_OWN,
  studyDay: OF_OUR_OWN,
  startOfStudyDay: OF_OUR_OWN,
  studyDayPosition: OF_OUR_OWN,
  insideWindow: OF_OUR_OWN,
  isWorking: OF_OUR_OWN,
  workingIntervals: OF_OUR_OWN,
  workingMinutesBetween: OF_OUR_OWN,
  isAllowed: OF_OUR_OWN,
  nextAllowed: OF_OUR_OWN,
  stream: OF_OUR_OWN,
  drawUniform: OF_OUR_OWN,
  drawInteger: OF_OUR_OWN,
  drawNormal: OF_OUR_OWN,
  drawExponential: OF_OUR_OWN,
  drawGamma: OF_OUR_OWN,
  drawBeta: OF_OUR_OWN,
  drawCategorical: OF_OUR_OWN,
  drawBernoulli: OF_OUR_OWN,
  shuffle: OF_OUR_OWN,
  sample: OF_OUR_OWN,
  explain: takes(() => [[{ _tag: "InsufficientData", in: "metrics.kaplanMeier", of: "rows", needed: 1, found: 0 }]], {
    finish: right,
    accepts: { "0.0": "it words whatever it is given", "0.0.**": "it words whatever it is given" },
  }),
};
