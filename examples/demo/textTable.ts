/** Rows of text as columns of equal width, for the console. Long cells wrap at `widths`. */
export const textTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): string => {
  const lines = [head, ...rows].map((row) => wrapRow(row, widths));
  const rule = widths.map((width) => "─".repeat(width)).join("─┼─");
  const [first = "", ...rest] = lines;
  return [first, rule, ...rest].join("\n");
};

const wrapRow = (row: readonly string[], widths: readonly number[]): string => {
  const cells = widths.map((width, column) => wrap(row[column] ?? "", width));
  const height = Math.max(...cells.map((cell) => cell.length));
  const lines: string[] = [];
  for (let line = 0; line < height; line += 1) {
    lines.push(
      cells
        .map((cell, column) => (cell[line] ?? "").padEnd(widths[column] ?? 0))
        .join(" │ ")
        .trimEnd(),
    );
  }
  return lines.join("\n");
};

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines;
};
