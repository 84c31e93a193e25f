// The slides of a brief at one size of type: a cover, a slide that begins each part, its panels.
// What is written stands first; figures are drawn in their order while the browser rests.
import { el, text } from "../../board/web/dom.js";
import { figure, figures } from "../../board/web/bodies.js";
import { slidesOf } from "../../board/web/slide.js";
import { findRows } from "./lit.js";

export const SIZES = { usual: [1920, 1080], large: [1536, 864] }; // the smaller the slide, the larger what stands on it

const BUSY = 40; // ms of work, after which keys are heard
let rested = 0;

async function rest() {
  if (performance.now() - rested < BUSY) return;
  await new Promise((ready) => { (window.requestIdleCallback ?? setTimeout)(ready, { timeout: 100 }); });
  rested = performance.now();
}

// The board as one panel sees it: with the part that it stands in, and its own definitions.
function seenBy(board, heading, panel) {
  const known = (metric) => panel.definitions?.find((each) => each.metric_id === metric);
  return { ...board, head: { ...board.head, groups: heading ? [[heading, [panel.name]]] : [] },
    define: (metric) => known(metric) && board.openDefinition(known(metric)) };
}

// The slide that begins a part: its heading, and who speaks of what.
function opening(part, at, about) {
  return { name: `part-${at + 1}`, finding: part.heading, measure: about, notes: [], source: "", as_of: "", scope: "", status: "",
    body: part.lines.length ? { prose: [[part.heading], ...part.lines.map((line) => [line])] } : {} };
}

function coverOf(board, deck) {
  const { brief, head } = board;
  const step = (part, at) => part.heading && el("li", {}, el("button", { type: "button", on: { click: () => board.go(deck.items.findIndex((item) => item.part === at)) } },
    el("span", {}, part.heading), el("span", { class: "cb-slide-number" })));
  return el("article", { class: "cb-cover", data: { slide: "cover" } },
    el("h2", { class: "cb-title" }, brief.title), el("p", { class: "cb-cover-scope" }, brief.about),
    text("p", "cb-banner", brief.warning), el("p", { class: "mt-stamp" }, [brief.stamp, brief.mark].filter(Boolean).join(" · ")),
    el("ol", { class: "cb-contents" }, ...brief.parts.map(step)),
    el("div", { class: "mt-choices" }, ...board.choices()),
    el("div", { class: "cb-slide-foot" }, el("div", { class: "cb-keys" }, el("p", {}, head.words.rounding), el("p", {}, head.words.keys)),
      board.withTools({}, el("button", { type: "button", class: "cb-count", title: head.words.slides, on: { click: board.openList } }))));
}

function put(deck, section, made, more) {
  made.slides.forEach((slide, i) => {
    const own = made.boxes.map((box, at) => [box, made.charts[at]]).filter(([box]) => slide.contains(box));
    deck.items.push({ slide, step: i, own, ...more });
    section.append(el("div", { class: "mt-cell" }, slide));
  });
}

// Words at points beside names: they were given room on a slide of the usual size.
const hasWordsAtPoints = (panel) => figures(panel.body).some(({ data }) => data.some((trace) => trace.mode?.includes("text") && typeof trace.y?.[0] === "string"));

// What has no room in large type even where it steps down stands in the usual one.
function slidesIn(section, board, panel, isLarge) {
  try {
    const made = isLarge && hasWordsAtPoints(panel) ? null : slidesOf(board, panel, section);
    if (made?.isWhole || !isLarge) return made;
    section.classList.add("mt-usual");
    return slidesOf(board, panel, section);
  } catch (error) { return failed(board, panel, error); }
}

function cut(board, deck, panel, part, { at, place = -1 }) {
  const isOpening = place < 0;
  const section = el("section", { class: "cb-panel", "aria-label": panel.finding, data: { panel: panel.name } });
  deck.grid.append(section);
  const seen = seenBy(board, isOpening ? "" : part.heading, panel);
  const made = slidesIn(section, seen, panel, deck.size === "large");
  section.replaceChildren();
  put(deck, section, made, { panel, seen, part: at, place, isOpening });
}

function failed(board, panel, error) {
  console.error(panel.name, error);
  const foot = el("footer", { class: "cb-slide-foot" }, el("div"), board.withTools(panel, el("button", { type: "button", class: "cb-count" })));
  return { slides: [el("article", { class: "cb-slide", data: { slide: panel.name, step: 0 } }, el("h2", { class: "cb-finding" }, panel.finding),
    el("div", { class: "cb-slide-body" }, text("p", "cb-fault", board.head.words.failed)), foot)], boxes: [], charts: [] };
}

function number(deck) {
  deck.items.forEach(({ slide }, at) => {
    slide.id = `${deck.size}-${at + 1}`;
    slide.querySelector(".cb-count").textContent = `${at + 1} / ${deck.items.length}`;
  });
  const begins = deck.items.filter((item) => item.isOpening && !item.step);
  deck.items[0].slide.querySelectorAll(".cb-slide-number").forEach((place, i) => { place.textContent = deck.items.indexOf(begins[i]) + 1; });
}

// The board brings its own font, a file has those of the machine.
const inFont = (chart, family) => chart.layout && Object.assign(chart.layout.font, { family });

/** The cover of a deck, which is there at once. */
export function begun(board, size) {
  const deck = { size, items: [], at: 0, grid: el("div", { class: "cb-grid", data: { size } }) };
  const slide = coverOf(board, deck);
  deck.items.push({ slide, step: 0, own: [], part: -1, panel: { name: "cover", finding: board.brief.title } });
  deck.grid.append(el("section", { class: "cb-panel", "aria-label": board.brief.title, data: { panel: "cover" } }, el("div", { class: "mt-cell" }, slide)));
  return deck;
}

/** All slides of a deck, cut as the height of their words wants it, without what Plotly draws. */
export async function cutAll(board, deck) {
  const family = getComputedStyle(board.root).fontFamily;
  for (const { body } of board.brief.parts.flatMap((part) => part.panels)) for (const chart of figures(body)) inFont(chart, family);
  for (const [at, part] of board.brief.parts.entries()) {
    if (part.heading) cut(board, deck, opening(part, at, board.brief.about), part, { at });
    for (const [i, panel] of part.panels.entries()) {
      await rest();
      cut(board, deck, { ...panel, code: part.codes[i] }, part, { at, place: i });
    }
  }
  number(deck);
  for (const item of deck.items) if (!item.own.length && item.part >= 0) findRows(item.slide, []);
}

/** Draw the figures of a slide, once; when they stand. */
export function drawn(item) {
  const draw = async ([box, chart]) => figure(box, chart, box.clientWidth, item.seen);
  item.ready ??= item.own.length ? Promise.all(item.own.map(draw)).then(() => findRows(item.slide, item.own)) : Promise.resolve();
  return item.ready;
}

/** Draw the figures of all slides, in their order, while the browser rests. */
export async function drawAll(deck) {
  for (const item of deck.items) {
    if (item.ready || !item.own.length) continue;
    await rest();
    await drawn(item).catch((error) => console.error(item.panel.name, error));
  }
}
