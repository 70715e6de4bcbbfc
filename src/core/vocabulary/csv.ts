import { isLeft } from "fp-ts/lib/Either.js";
import {
  type Found,
  hopeless,
  ifGiven,
  isForbiddenKey,
  note,
  readArray,
  reading,
  readOptions,
  readText,
} from "../check/index.ts";
import type { Result } from "./failure.ts";

/** How a CSV text is written. */
export interface CsvOptions {
  /** One character. Default `","`; `";"` and a tabulator are common. */
  readonly separator?: string;
  /** Column names, where the first line is not a header. */
  readonly header?: readonly string[];
}

/** One line of a CSV text, by column name; every cell is a string. */
export type CsvRow = Readonly<Record<string, string>>;

interface Dialect {
  readonly separator: string;
  readonly header: readonly string[] | undefined;
}

/**
 * The rows of a CSV text (RFC 4180): cells in double quotes may hold separators, line ends and doubled quotes; lines end in LF,
 * CRLF or CR; a byte-order mark is dropped, and so are blank lines.
 *
 * A text with nothing below its header has no rows; the columns of an empty table are then those that `tableFromRows` is told of.
 * Every cell stays a string: `tableFromRows({ coerce: "csv" })` turns them into numbers, truth values and times. Lines with more or
 * fewer cells than the header, a name that occurs twice, a quote inside a cell that does not begin with one, and a quote that is
 * never closed are refused by line.
 *
 * Cost: linear in the characters.
 *
 * @example
 * ```ts
 * import { orThrow, parseCsv } from "learnlift";
 *
 * orThrow(parseCsv({ separator: ";" })('learner;note\r\na;"late; ill"\r\n')); // [{ learner: "a", note: "late; ill" }]
 * ```
 */
export const parseCsv = (options: CsvOptions = {}): ((text: string) => Result<readonly CsvRow[]>) => {
  const dialect = reading("parseCsv", (found) => readDialect(found, options));
  return (text) =>
    isLeft(dialect)
      ? dialect
      : reading("parseCsv", (found) => {
          if (typeof text === "string") return readRows(found, dialect.right, text);
          note(found, [], text === undefined ? "missing" : "wrong-type", "a CSV text", text);
          return [];
        });
};

const readDialect = (found: Found, value: unknown): Dialect => {
  const options = readOptions(found, [], value, ["separator", "header"]);
  const separator = ifGiven(options["separator"], (given) => {
    if (typeof given !== "string" || given.length !== 1 || given === '"' || given === "\n" || given === "\r")
      note(found, ["separator"], "unknown-value", 'one character other than " and a line end', given);
    return String(given);
  });
  const header = ifGiven(options["header"], (given) => {
    const names = readArray(found, ["header"], given, (name, path) => readText(found, path, name, "a column name"));
    noteNames(found, names, (column) => ["header", column]);
    return names;
  });
  return { separator: separator ?? ",", header };
};

const noteNames = (found: Found, names: readonly string[], pathOf: (column: number) => (string | number)[]): void => {
  const seen = new Set<string>();
  names.forEach((name, column) => {
    if (seen.has(name)) note(found, pathOf(column), "duplicate", "each column name once", name);
    if (isForbiddenKey(name))
      note(found, pathOf(column), "forbidden-key", "a name that does not reach the prototype", name);
    seen.add(name);
  });
};

const readRows = (found: Found, dialect: Dialect, text: string): readonly CsvRow[] => {
  const rows: CsvRow[] = [];
  let header = dialect.header;
  scan(found, text, dialect.separator, (cells, line) => {
    if (header === undefined) {
      header = cells;
      noteNames(found, cells, (column) => ["header", column]);
      return;
    }
    if (cells.length !== header.length)
      note(
        found,
        [rows.length],
        "inconsistent",
        `${header.length} cells, as the header has (line ${line})`,
        cells.length,
      );
    const row: Record<string, string> = {};
    for (let column = 0; column < header.length; column += 1) row[header[column] ?? ""] = cells[column] ?? "";
    rows.push(row);
  });
  return rows;
};

const QUOTE = '"';

/** Calls `record` with the cells of each line that is not blank, and the number of the text line it began on, from 1. */
const scan = (
  found: Found,
  text: string,
  separator: string,
  record: (cells: readonly string[], line: number) => void,
): void => {
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let line = 1;
  let quote = text.indexOf(QUOTE);
  while (at < text.length && !hopeless(found)) {
    const end = endOfLine(text, at);
    if (quote !== -1 && quote < at) quote = text.indexOf(QUOTE, at);
    if (quote === -1 || quote >= end) {
      // the common line: nothing quoted, so it ends where it seems to
      if (end > at) record(text.slice(at, end).split(separator), line);
      at = afterLineEnd(text, end);
      line += 1;
      continue;
    }
    const read = quotedLine(found, text, at, separator, line);
    record(read.cells, line);
    line += read.lines;
    at = read.next;
  }
};

const endOfLine = (text: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
};

const afterLineEnd = (text: string, end: number): number =>
  text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;

interface QuotedLine {
  readonly cells: readonly string[];
  readonly lines: number;
  readonly next: number;
}

/** One record with quotes in it, cell by cell; it may run over several lines of the text. */
const quotedLine = (found: Found, text: string, from: number, separator: string, line: number): QuotedLine => {
  const cells: string[] = [];
  let at = from;
  let lines = 1;
  for (;;) {
    let cell = "";
    if (text[at] === QUOTE) {
      const close = closingQuote(text, at + 1);
      if (close === -1) {
        note(found, ["line", line], "unreadable", "a closing quote", text.slice(at, at + 40));
        return { cells, lines, next: text.length };
      }
      cell = text.slice(at + 1, close).replace(/""/g, QUOTE);
      lines += (cell.match(/\r\n|\n|\r/g) ?? []).length;
      at = close + 1;
    } else {
      const start = at;
      while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at += 1;
      cell = text.slice(start, at);
      if (cell.includes(QUOTE))
        note(found, ["line", line], "unreadable", "quotes only round a whole cell, doubled inside it", cell);
    }
    cells.push(cell);
    if (at >= text.length) return { cells, lines, next: at };
    if (text[at] === separator) at += 1;
    else if (text[at] === "\n" || text[at] === "\r") return { cells, lines, next: afterLineEnd(text, at) };
    else {
      note(found, ["line", line], "unreadable", "a separator or a line end after a closing quote", text[at]);
      return { cells, lines, next: afterLineEnd(text, endOfLine(text, at)) };
    }
  }
};

const closingQuote = (text: string, from: number): number => {
  let at = text.indexOf(QUOTE, from);
  while (at !== -1 && text[at + 1] === QUOTE) at = text.indexOf(QUOTE, at + 2);
  return at;
};
