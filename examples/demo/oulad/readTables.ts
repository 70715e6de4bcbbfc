import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { orThrow, parseCsv, records } from "learnlift";

const rowsOf = (folder: string, name: string) =>
  orThrow(parseCsv()(gunzipSync(readFileSync(join(folder, `${name}.csv.gz`))).toString("utf8")));

/** One module in one presentation, with the clicks where the folder has them. */
export const readPresentation = (
  folder: string,
  module: string,
  presentation: string,
  clicks: boolean,
): records.OuladRecords => {
  const ours = (row: Readonly<Record<string, string>>): boolean =>
    row["code_module"] === module && row["code_presentation"] === presentation;
  return orThrow(
    records.importOulad()({
      courses: rowsOf(folder, "courses").filter(ours),
      vle: rowsOf(folder, "vle").filter(ours),
      studentInfo: rowsOf(folder, "studentInfo").filter(ours),
      studentRegistration: rowsOf(folder, "studentRegistration").filter(ours),
      ...(clicks ? { studentVle: rowsOf(folder, `studentVle_${module}_${presentation}`) } : {}),
    }),
  );
};
