// Run as a program under several settings of TZ: what it prints must not depend on them.
import { compileZone, localDayNumber, studyDay, toLocal } from "../../../src/core/time/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";

const instants = [Date.UTC(2025, 2, 30, 0, 59), Date.UTC(2025, 2, 30, 1, 0), Date.UTC(2025, 9, 26, 0, 30)];
for (const zone of ["Australia/Lord_Howe", "Europe/Lisbon", "America/New_York"]) {
  const compiled = orThrow(compileZone({ zone, from: Date.UTC(2024, 0, 1), to: Date.UTC(2026, 0, 1) }));
  const answers = instants.map((at) => [
    toLocal(compiled, at),
    localDayNumber(compiled, at),
    studyDay(compiled, at, 4),
  ]);
  console.log(JSON.stringify({ compiled, answers }));
}
