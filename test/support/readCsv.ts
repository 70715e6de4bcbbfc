import { readFileSync } from "node:fs";

/** A CSV file as records of text; nothing in it may be quoted. */
export const readCsv = (path: string): readonly Readonly<Record<string, string>>[] => {
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const names = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, j) => [name, cells[j] ?? ""]));
  });
};
