// The kinds of body that a panel can have: cards, tiles, a table, sentences, a figure.
import { el, inItsLanguage, svg, text } from "./dom.js";
import { chainMap } from "./chainmap.js";
import { placed } from "./map.js";
import { fitted, headed } from "./narrow.js";
import { clickable, link } from "./ways.js";

const STACKED = 3; // a table with more columns becomes one block a row on a phone,
const LONG = 40; // and one whose cells have more characters: side by side they would be slivers
const FIRST = 10; // rows of a table on a phone, until its button shows them all
const SHORT = 10; // characters of a cell that stay on one line, and
const DAY = /^\d{4}年\d+月\d+日$/; // a day, which may have eleven
const SHORTEST = 3; // characters of a heading that stay on one line where headings fold
const TICK = 6; // heights of type that a number along an axis wants

function sparkline(points) {
  const known = points.filter((point) => point !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known), high = Math.max(...known), width = 84, height = 28, edge = 4;
  const x = (index) => edge + (index * (width - 2 * edge)) / (points.length - 1);
  const y = (value) => height - edge - ((value - low) / (high - low || 1)) * (height - 2 * edge);
  const at = points.map((value, index) => (value === null ? null : [x(index), y(value)]));
  const path = at.map((p, i) => (p ? `${i && at[i - 1] ? "L" : "M"}${p[0].toFixed(1)} ${p[1].toFixed(1)}` : "")).join("");
  const last = at.filter(Boolean).at(-1);
  return svg("svg", { class: "cb-spark", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    svg("path", { d: path }), svg("circle", { cx: last[0], cy: last[1], r: 3 }));
}

function progress(bar) {
  const done = Math.min(Math.max(bar.done, 0), 1) * 100;
  const fill = el("span", { class: `cb-done cb-${bar.tone}` });
  fill.style.width = `${done}%`;
  const tick = el("span", { class: "cb-tick" });
  tick.style.left = `${bar.pace * 100}%`;
  return el("div", { class: "cb-progress", "aria-hidden": "true" }, fill, tick);
}

// A card's name opens its definition, its number the page behind it. One of text has ways at its foot.
function card(board, face, lang) {
  const chip = face.chip && el("span", { class: `cb-chip cb-chip-${face.chip.light}` },
    el("span", { class: "cb-mark", "aria-hidden": "true" }, face.chip.mark), ` ${face.chip.word}`);
  const spoken = (name, words) => inItsLanguage(el("p", { class: name }, words), words, lang);
  return el("div", { class: "cb-card", role: "group", "aria-label": face.say, data: { metric: face.metric_id } },
    el("div", { class: "cb-card-head" }, el("h3", { class: "cb-card-label" },
      face.metric_id ? el("button", { type: "button", class: "cb-term", on: { click: () => board.define(face.metric_id) } }, face.label) : face.label), chip),
    face.text ? spoken("cb-card-text", face.text) : el("div", { class: "cb-card-figure" },
      el("p", { class: "cb-value" }, text("span", "cb-hedge", face.hedge), el("span", { class: "cb-number" }, face.go ? link(board, face.go, face.value, { class: "cb-way" }) : face.value), text("span", "cb-unit", face.unit), text("span", "cb-hedge", face.hedge_after)),
      face.spark ? sparkline(face.spark) : null),
    el("div", { class: "cb-card-line" }, text("span", "cb-growth", face.growth), text("span", "cb-target", face.target)),
    face.bar ? progress(face.bar) : null,
    el("div", { class: "cb-card-line cb-strong" }, text("span", "", face.completion), text("span", "", face.gap)),
    ...(face.notes || []).map((note) => spoken("cb-card-note", note)),
    el("div", { class: "cb-card-foot" }, text("span", "", face.owner), text("span", "", face.period), ...(face.ways || []).map((way) => inItsLanguage(el("span", {}, ...said(board, way)), way.words ?? way, lang))));
}

const saidIn = (value) => (Array.isArray(value) ? value.map(saidIn).join(" ") : String((value && typeof value === "object" ? value.words : value) ?? ""));
const isStacked = ({ columns, rows }) => columns.length > STACKED || rows.some((row) => row.some((value) => saidIn(value).length > LONG));

// A part stands indented under its whole; the line below a link is not drawn under the indent.
function way(board, { words, go }) {
  const name = words.trimStart();
  return [words.slice(0, words.length - name.length), link(board, go, name, { class: "cb-way" })];
}

// A light in a cell: mark, word and colour, and under it what is said of it.
const lit = (value) => el("span", {}, el("span", { class: `cb-chip cb-chip-${value.light}` }, value.words), text("span", "cb-lit", value.more));

// Words, a way inside the board or out of it, or a light.
function said(board, value) {
  if (value?.go) return way(board, value);
  if (value?.href) return [el("a", { href: value.href, target: "_blank", rel: "noopener noreferrer" }, value.words)];
  if (value?.light) return [lit(value)];
  return [saidIn(value)];
}

export function table(board, content, lang, caption) {
  const head = el("tr", {}, ...content.columns.map((column) =>
    el("th", { scope: "col", class: column.end ? "cb-end" : column.label.length < SHORTEST ? "cb-short" : null }, column.label)));
  const cell = (value, column) => {
    const lines = Array.isArray(value) && value.map((line) => el("p", { class: "cb-line" }, ...said(board, line)));
    if (lines) return el("td", { data: { label: column.label } }, ...lines.map((line) => inItsLanguage(line, line.textContent, lang)));
    const inside = said(board, value);
    const short = typeof inside[0] === "string" && !inside[1] && (inside[0].length <= SHORT || DAY.test(inside[0])) ? "cb-short" : null;
    const made = el("td", { class: column.end ? "cb-end" : short, data: { label: column.label } }, ...inside);
    return inItsLanguage(made, made.textContent, lang);
  };
  const body = content.rows.map((row, at) => el("tr", { class: at < FIRST ? null : "cb-later" }, ...row.map((value, i) => cell(value, content.columns[i]))));
  const box = el("div", { class: "cb-tablebox", tabindex: "0", role: "group", "aria-label": caption },
    el("table", { class: isStacked(content) ? "cb-table cb-stack" : "cb-table" }, text("caption", "cb-hidden", caption), el("thead", {}, head), el("tbody", {}, ...body)));
  const isOfTexts = content.rows.some((row) => row.some(Array.isArray)); // a few rows fill a phone
  if (body.length > (isOfTexts ? FIRST : 2 * FIRST)) box.append(allRows(board, box, body.length));
  return box;
}

function allRows(board, box, count) {
  const show = (event) => { event.target.remove(); box.focus(); };
  return el("button", { type: "button", class: "cb-button cb-allrows", on: { click: show } }, board.head.words.all_rows.replace("{all}", count));
}

/** Wait for Plotly, which the page asks for before all else. */
export function plotly() {
  if (window.Plotly) return Promise.resolve();
  return new Promise((ready, failed) => {
    const script = document.querySelector("script[data-plotly]");
    script.addEventListener("load", ready, { once: true });
    script.addEventListener("error", failed, { once: true });
  });
}

export const CONFIG = {
  displayModeBar: false, displaylogo: false, scrollZoom: false, doubleClick: false, showSendToCloud: false,
};

/** The figures of a body: one, several small ones, or none. */
export function figures(body) {
  return body.multiples?.filter((chart) => chart.data) ?? (body.data ? [body] : []);
}

function caveat(chart, lang) {
  return chart.caveat ? inItsLanguage(el("p", { class: "cb-caveat" }, `※ ${chart.caveat}`), chart.caveat, lang) : null;
}

// An arrow and its number stand on one line.
const together = (words) => words?.replace(/([▲▼]) /g, "$1\u00A0");

export function multiples(charts, boxes, lang) {
  const left = [...boxes];
  const fact = (each) => el("p", { class: "cb-single" }, el("span", { class: "cb-number" }, each.value), ` ${each.when}`);
  return el("div", { class: "cb-multiples" }, ...charts.map((chart) =>
    el("div", { class: "cb-multiple" }, text("h3", "cb-multiple-name", chart.title), text("p", "cb-measure", together(chart.note)),
      ...(chart.data ? [left.shift()] : chart.facts.map(fact)),
      caveat(chart, lang))));
}

/** Draws a figure as wide as asked, and as high as its box on a slide or so many times its own
 * height; one that has that size is left as it is. */
export function figure(box, body, width, board, times = 1) {
  const own = box.high ? body : fitted(body, width, times);
  const height = box.high ?? Math.round(own.layout.height * times);
  const size = `${width} ${height}`;
  box.style.height = `${height}px`;
  if (box.drawn !== size) {
    box.drawn = size;
    box.ready = plot(box, own, { width, height }, board);
  }
  return box.ready;
}

// Lines and points that are seen at 5 m, and numbers that stand off their bars.
const bold = (traces) => traces.map((trace) => (trace.orientation === "h" && trace.textposition === "outside" ? {
  ...trace,
  text: trace.text?.map((said) => said && `\u00A0${said}`),
} : trace.type === "scatter" && !trace.fill ? {
  ...trace,
  ...(trace.line ? { line: { ...trace.line, width: Math.max(4, 1.8 * (trace.line.width ?? 2)) } } : {}),
  ...(typeof trace.marker?.size === "number" ? { marker: { ...trace.marker, size: 1.6 * trace.marker.size } } : {}),
} : trace));

// On a slide a figure is as high as its box, with no more numbers along its axis than stand side
// by side.
function onSlide(box, layout, width) {
  const nticks = Math.max(3, Math.floor(width / (TICK * layout.font.size)));
  return { xaxis: { ...layout.xaxis, nticks }, margin: layout.margin, ...(box.names ? { yaxis: { ...layout.yaxis, ...box.names.axis }, margin: { ...layout.margin, l: box.names.room } } : {}) };
}

async function plot(box, given, { width, height }, board) {
  const asked = { ...given, layout: { ...given.layout, height } };
  const body = given.layout.meta?.legend ? await placed(asked, width) : asked;
  const axes = { xaxis: { ...body.layout.xaxis }, yaxis: { ...body.layout.yaxis } }; // Plotly writes the range it finds into what it is given
  const layout = { ...body.layout, ...axes, ...(box.high ? onSlide(box, headed(body, width), width) : {}), width: Math.max(width, 240), autosize: false };
  // A figure keeps the config of its first drawing; passing it again forces a layout each time.
  const data = box.high ? bold(body.data) : body.data;
  if (box.classList.contains("js-plotly-plot")) return window.Plotly.react(box, data, layout);
  const drawn = window.Plotly.react(box, data, layout, CONFIG);
  clickable(box, (go) => board.follow(go));
  return drawn;
}

// The first cards, and a button for all of them where there are more.
function cards(board, body, lang) {
  const made = body.cards.map((face) => card(board, face, lang));
  const all = el("div", { class: "cb-cards", data: { count: made.length } }, ...made);
  const box = el("div", {}, text("p", "cb-lead", body.lead), all);
  if (!body.fold || made.length <= body.fold) return box;
  made.slice(body.fold).forEach((one) => one.classList.add("cb-later"));
  const show = (event) => { event.target.remove(); made[body.fold].tabIndex = -1; made[body.fold].focus(); };
  box.append(el("button", { type: "button", class: "cb-button cb-allcards", on: { click: show } }, board.head.words.all_cards.replace("{all}", made.length)));
  return box;
}

/** What a panel's title says: of sentences the clauses of the first, each with its way. */
export function titleOf(board, panel) {
  const [first] = panel.body?.prose ?? [];
  if (first) return first.slice(0, -1).flatMap((clause) => said(board, clause));
  return [panel.go ? link(board, panel.go, panel.finding, { class: "cb-way" }) : panel.finding];
}

/** Sentences whose clauses lead to what they were read from. */
export function prose(board, sentences) {
  return el("div", { class: "cb-prose" }, ...sentences.map((clauses) => el("p", {}, ...clauses.flatMap((clause) => said(board, clause)))));
}

export function html(board, panel, lang) {
  const body = panel.body;
  if (body.cards) return cards(board, body, lang);
  if (body.tiles) return chainMap(board, body, lang);
  if (body.prose) return prose(board, body.prose.slice(1));
  if (body.table) return table(board, body.table, lang, panel.finding);
  return text("p", "cb-quiet", panel.status);
}
