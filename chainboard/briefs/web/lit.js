// Rows that people in the room can name: a letter beside each, and one lit while the others fade.
import { el } from "../../board/web/dom.js";

const ROWS = [".cb-table tbody tr", ".cb-card", ".cb-multiple", ".cb-tile", ".cb-prose > p", ".cb-slide-notes > p"];
const LETTERS = 26;
const CORNER = 18; // half of a letter's square, on the corner of what stands beside others

const isInGutter = (row) => row.matches("tr, p");

// A slide's own pixels: it is scaled as a whole.
function boxIn(slide, one) {
  const whole = slide.getBoundingClientRect(), box = one.getBoundingClientRect(), scale = whole.width / slide.offsetWidth;
  return { left: (box.left - whole.left) / scale, top: (box.top - whole.top) / scale, width: box.width / scale, height: box.height / scale };
}

// The rows of a figure: where the names along its upright axis stand, the uppermost first.
function bandsOf(slide, figure, chart) {
  if (!chart.data.some((trace) => Array.isArray(trace.y) && typeof trace.y.find((name) => name !== null) === "string")) return [];
  const frame = boxIn(slide, figure);
  const middles = [...figure.querySelectorAll(".yaxislayer-above .ytick, .yaxislayer-below .ytick")].map((tick) => boxIn(slide, tick)).map(({ top, height }) => top + height / 2).sort((one, other) => one - other);
  if (middles.length < 2) return [];
  const half = Math.min(...middles.slice(1).map((middle, i) => middle - middles[i])) / 2;
  return middles.map((middle) => ({ top: middle - half, bottom: middle + half, frame }));
}

function veil(frame, top, bottom) {
  const made = el("div", { class: "mt-veil", "aria-hidden": "true" });
  Object.assign(made.style, { left: `${frame.left}px`, width: `${frame.width}px`, top: `${top}px`, height: `${Math.max(0, bottom - top)}px` });
  return made;
}

function letter(at, left, top) {
  const made = el("span", { class: "mt-letter", "aria-hidden": "true" }, String.fromCharCode(65 + at));
  made.style.left = `${Math.max(0, left)}px`;
  made.style.top = `${Math.max(0, top)}px`;
  return made;
}

/** Find the rows of a slide, once what it shows is drawn, and put letters beside them.
 * drawn  [the box of a figure, what is drawn in it] */
export function findRows(slide, drawn) {
  const named = ROWS.map((marks) => [...slide.querySelectorAll(marks)]).find((found) => found.length) ?? [];
  const bands = named.length < 2 && drawn.length === 1 ? bandsOf(slide, ...drawn[0]) : [];
  const rows = bands.length ? [] : named;
  const letters = rows.length ? rows.map((row, at) => {
    const { left, top, width, height } = boxIn(slide, row);
    if (row.matches(".cb-tile")) return letter(at, left + width - CORNER, top - CORNER); // what flows comes from the left
    return isInGutter(row) ? letter(at, 22, top + Math.min(height, 56) / 2 - CORNER) : letter(at, left - CORNER, top - CORNER);
  }) : bands.map(({ top, bottom }, at) => letter(at, 22, (top + bottom) / 2 - CORNER));
  slide.found = { rows, bands, letters: letters.length > 1 && letters.length <= LETTERS ? letters : [] };
  slide.over = el("div", { class: "mt-over" }, ...slide.found.letters);
  slide.append(slide.over);
}

/** Light one row of a slide and let the others fade; the one that is lit already, or none, lets
 * all stand. */
export function light(slide, at) {
  if (!slide.found) return;
  const { rows, bands, letters } = slide.found;
  const lit = at === slide.lit || at < 0 || at >= Math.max(rows.length, bands.length) ? -1 : at;
  slide.lit = lit;
  const isFaded = (one) => lit >= 0 && one !== lit;
  rows.forEach((row, i) => row.classList.toggle("mt-faded", isFaded(i)));
  letters.forEach((one, i) => one.classList.toggle("mt-faded", isFaded(i)));
  slide.classList.toggle("mt-lit", lit >= 0);
  for (const old of slide.querySelectorAll(".mt-veil")) old.remove();
  if (lit < 0 || !bands.length) return;
  const { top, bottom, frame } = bands[lit];
  slide.over.append(veil(frame, frame.top, top), veil(frame, bottom, frame.top + frame.height));
}

/** The row that an event happened on; -1 for none. */
export function rowAt(slide, event) {
  if (!slide.found) return -1;
  const { rows, bands } = slide.found;
  const held = rows.findIndex((row) => row.contains(event.target));
  if (held >= 0 || !bands.length) return held;
  const whole = slide.getBoundingClientRect(), y = (event.clientY - whole.top) / (whole.width / slide.offsetWidth);
  return event.target.closest(".cb-figure, .mt-veil") ? bands.findIndex(({ top, bottom }) => y >= top && y < bottom) : -1;
}
