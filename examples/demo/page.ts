/** A part of the page: a heading, and blocks of words, tables, charts and listings under it. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** The same chart twice: drawn for a phone and for a desk. */
  | { readonly kind: "chart"; readonly caption: string; readonly narrow: string; readonly wide: string }
  | { readonly kind: "listing"; readonly caption: string; readonly code: string };

const inHtml = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const block = (part: Block): string => {
  switch (part.kind) {
    case "text":
      return `<p>${inHtml(part.text)}</p>`;
    case "list":
      return `<ul>${part.items.map((item) => `<li>${inHtml(item)}</li>`).join("")}</ul>`;
    case "table":
      return table(part.caption, part.head, part.rows);
    case "chart":
      return `<figure><div class="narrow">${part.narrow}</div><div class="wide">${part.wide}</div><figcaption>${inHtml(part.caption)}</figcaption></figure>`;
    case "listing":
      return `<details><summary>${inHtml(part.caption)}</summary><pre tabindex="0">${inHtml(part.code)}</pre></details>`;
  }
};

/** On a desk a table, which scrolls in its own frame where it is too wide; on a phone each row is a card whose cells carry their heading. */
const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const header = head.map((cell) => `<th scope="col">${inHtml(cell)}</th>`).join("");
  const body = rows
    .map(
      (row) =>
        `<tr>${row.map((cell, at) => `<td data-head="${inHtml(head[at] ?? "")}">${inHtml(cell)}</td>`).join("")}</tr>`,
    )
    .join("");
  const short = head.length <= 2 ? ' class="short"' : "";
  return `<div class="frame" role="region" aria-label="${inHtml(caption)}" tabindex="0"><table${short}><caption>${inHtml(caption)}</caption><thead><tr>${header}</tr></thead><tbody>${body}</tbody></table></div>`;
};

const STYLE = `
:root { color-scheme: light; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #ffffff; --wash: #f6f8fa; --accent: #0072b2; }
* { box-sizing: border-box; }
body { margin: 0; font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; color: var(--ink); background: var(--paper); }
header, main, footer { max-width: 1080px; margin: 0 auto; padding: 0 16px; }
header { padding-top: 32px; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 40px 0 8px; padding-top: 16px; border-top: 1px solid var(--line); }
p, ul { max-width: 75ch; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 16px 0; }
a { color: var(--accent); }
.frame { overflow-x: auto; position: relative; margin: 16px 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
caption { text-align: left; color: var(--soft); padding-bottom: 4px; }
th, td { text-align: left; vertical-align: top; padding: 8px; border-bottom: 1px solid var(--line); overflow-wrap: break-word; hyphens: auto; white-space: pre-line; }
td:first-child { white-space: nowrap; }
th { background: var(--wash); }
figure { margin: 16px 0; }
figure svg { max-width: 100%; height: auto; display: block; }
figcaption { color: var(--soft); font-size: 0.9rem; }
.narrow { display: none; }
pre { background: var(--wash); border: 1px solid var(--line); padding: 12px; overflow-x: auto; font-size: 0.8rem; }
summary { cursor: pointer; color: var(--accent); }
footer { color: var(--soft); font-size: 0.85rem; padding: 32px 16px; }
@media (max-width: 640px) {
  .wide { display: none; }
  .narrow { display: block; }
}
@media (max-width: 56em) {
  table:not(.short), table:not(.short) :is(thead, caption, tbody, tr, td) { display: block; width: 100%; }
  table:not(.short) thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  table:not(.short) tr { border: 1px solid var(--line); border-radius: 6px; margin-bottom: 12px; padding: 4px 0; }
  table:not(.short) td { border: 0; padding: 4px 12px; }
  td:first-child { white-space: pre-line; }
  td, th { overflow-wrap: anywhere; }
  table:not(.short) td::before { content: attr(data-head); display: block; color: var(--soft); font-size: 0.8rem; }
}
`;

/** A page that stands alone: no script, no request, readable from 390 to 1280 pixels. */
export const page = (title: string, lead: string, sections: readonly Section[], footer: string): string => {
  const links = sections.map((section) => `<a href="#${section.id}">${inHtml(section.title)}</a>`).join("");
  const body = sections
    .map(
      (section) =>
        `<section id="${section.id}"><h2>${inHtml(section.title)}</h2>${section.blocks.map(block).join("\n")}</section>`,
    )
    .join("\n");
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${inHtml(title)}</title><style>${STYLE}</style></head>
<body>
<header><h1>${inHtml(title)}</h1><p>${inHtml(lead)}</p><nav aria-label="Parts of this page">${links}</nav></header>
<main>
${body}
</main>
<footer><p>${inHtml(footer)}</p></footer>
</body>
</html>
`;
};
