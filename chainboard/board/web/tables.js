// The table behind a panel: sorted by any column, narrowed by words, with how many rows it has.
import { el } from "./dom.js";
import { table } from "./bodies.js";

const words = (value) => String((value && typeof value === "object" ? value.words : value) ?? "");
const said = (line, all, shown) => line.replace("{all}", all).replace("{shown}", shown);

// Numbers and days by what they are, all else by its words; what is missing stands last both ways.
function inOrder(content, column, isDown, lang) {
  const raw = content.raw?.[column];
  const key = (at) => (raw ? raw[at] : words(content.rows[at][column]) || null);
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), lang, { numeric: true }));
  return content.rows.map((_, at) => at).sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === null || b === null) return (a === null) - (b === null) || one - other;
    return (isDown ? -1 : 1) * compare(a, b) || one - other;
  });
}

function heads(made, content, sort) {
  [...made.querySelectorAll("thead th")].forEach((head, column) => {
    head.setAttribute("aria-sort", "none");
    head.replaceChildren(el("button", { type: "button", class: "cb-sort", on: { click: () => sort(column, head) } },
      content.columns[column].label, el("span", { class: "cb-way-of-sort", "aria-hidden": "true" })));
  });
}

/** The table with a field that narrows it and a line of how many rows are shown. */
export function sortedTable(board, content, lang, caption) {
  const say = board.head.words;
  const made = table(board, content, lang, caption);
  const body = made.querySelector("tbody"), lines = [...body.children];
  const count = el("p", { class: "cb-rowcount", role: "status" });
  const field = el("input", { class: "cb-narrow", type: "search", "aria-label": say.narrow, placeholder: say.narrow });
  const narrow = () => {
    const asked = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    for (const line of lines) line.hidden = !asked.every((word) => line.textContent.toLowerCase().includes(word));
    const shown = lines.filter((line) => !line.hidden).length;
    count.textContent = shown === lines.length ? said(say.rows, shown) : said(say.rows_shown, lines.length, shown);
  };
  heads(made, content, (column, head) => {
    const isDown = head.getAttribute("aria-sort") === "ascending";
    for (const each of made.querySelectorAll("thead th")) each.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    body.replaceChildren(...inOrder(content, column, isDown, lang).map((at) => lines[at]));
  });
  field.addEventListener("input", narrow);
  narrow();
  return el("div", {}, el("div", { class: "cb-narrowing" }, field, count), made);
}

/** Under tables of a page that scroll: how many rows there are. One layout for all of them. */
export function countRows(board, sections) {
  const tables = sections.filter(({ panel }) => panel.made && panel.body.table);
  const scrolls = tables.map(({ panel: { made: [box] } }) => box.scrollHeight > box.clientHeight + 4);
  tables.forEach((section, at) => {
    const { panel } = section, [box] = panel.made;
    const count = said(board.head.words.rows_scroll, panel.body.table.rows.length);
    panel.made = scrolls[at] ? [box, el("p", { class: "cb-rowcount" }, count)] : [box];
    section.cb("body").replaceChildren(...panel.made);
  });
}
