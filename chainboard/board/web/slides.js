// The projector: a page is a deck of slides, one of them on the screen. The first says what the
// page is about and where its panels stand; a presenter chooses which follow, and in which order.
import { el, text } from "./dom.js";
import { endingOf, slidesOf } from "./slide.js";
import { listDialog } from "./slide_list.js";
import { picks } from "./ways.js";

const WIDTH = 1920, HEIGHT = 1080;
let left = null; // the slide that was shown last: { page, name, part }, or { end: true } for a page that is entered backwards

export const isDeck = (board) => board.head?.theme === "projector";

/** Put a panel's slides into its section; they are made once. */
export function fillSlides(board, section, panel) {
  if (!panel.made) {
    const { slides, boxes, charts } = slidesOf(board, panel, section);
    Object.assign(panel, { made: slides, boxes, charts });
  }
  section.removeAttribute("aria-labelledby"); // the title stands on each slide
  section.setAttribute("aria-label", panel.finding);
  section.replaceChildren(...panel.made);
}

/** The one slide of a panel that could not be drawn. */
export function faultSlide(board, section) {
  section.replaceChildren(el("article", { class: "cb-slide", data: { slide: section.dataset.panel, step: 0 } },
    text("p", "cb-fault", board.head.words.failed)));
}

/** Slides are cut by how wide and high words are: when type has come since, they are cut anew. */
export async function inItsType(board, sections, failed) {
  const { drawn, type } = board;
  await document.fonts.ready;
  board.type = [...document.fonts].filter((face) => face.status === "loaded").length;
  if (type === board.type || drawn !== board.drawn) return;
  for (const section of sections) {
    section.panel.made = undefined;
    try { fillSlides(board, section, section.panel); } catch (error) { failed(section, error); }
  }
  board.ending.entry = undefined;
  arrange(board);
}

/** What a deck has besides its panels, and what it hears. */
export function makeDeck(board) {
  const { signal } = board.life;
  board.openList = () => openList(board);
  board.contents = el("ol", { class: "cb-contents cb-deck-only" });
  board.scope = el("p", { class: "cb-cover-scope cb-deck-only" });
  board.keys = el("div", { class: "cb-keys" });
  board.count = el("button", { type: "button", class: "cb-count", on: { click: board.openList } });
  board.coverFoot = el("div", { class: "cb-slide-foot cb-deck-only" }, board.keys, board.count);
  board.ending = el("div", { class: "cb-ending cb-deck-only" });
  board.turn = el("p", { class: "cb-hidden", role: "status" });
  document.addEventListener("keydown", (event) => slideKey(board, event), { signal });
  addEventListener("resize", () => board.head && dressDeck(board), { signal });
}

// The panels of the page in the order they are shown in.
function chosen(board) {
  const shown = [...board.grid.children];
  const listed = (board.list ?? []).map((name) => shown.find((section) => section.dataset.panel === name)).filter(Boolean);
  return listed.length ? listed : shown;
}

/** Number the slides, and show the one that was shown before. */
export function arrange(board) {
  if (!isDeck(board) || !board.entry) return;
  const sections = chosen(board);
  if (board.ending.entry !== board.entry) endingOf(board, board.ending);
  board.ending.entry = board.entry;
  board.slides = [board.cover, ...[...sections, board.ending].flatMap((section) => [...section.children])];
  const all = board.slides.length;
  board.slides.forEach((slide, at) => {
    slide.classList.remove("cb-now");
    const count = slide.querySelector(".cb-count");
    if (count) count.textContent = `${at + 1} / ${all}`;
  });
  for (const slide of board.root.querySelectorAll(".cb-now")) slide.classList.remove("cb-now");
  contents(board, sections);
  go(board, place(board));
}

// What the page holds, on its first slide, with the number of the slide it begins on.
function contents(board, sections) {
  const { names, words } = board.head;
  const step = (section) => el("li", {}, el("button", { type: "button", on: { click: () => go(board, board.slides.indexOf(section.firstChild)) } },
    el("span", {}, names[section.dataset.panel] || section.panel.finding), el("span", { class: "cb-slide-number" }, String(board.slides.indexOf(section.firstChild) + 1))));
  board.contents.replaceChildren(...sections.map(step));
  const [first] = board.entry.panels;
  board.scope.textContent = [first?.scope, first?.as_of].filter(Boolean).join(" · ");
  board.keys.replaceChildren(el("p", {}, board.entry.foot.at(-1)), el("p", {}, words.keys));
}

function place(board) {
  const { slides, head } = board;
  if (left?.end) return slides.length - 1;
  if (left?.page !== head.page || !left.name) return 0;
  const own = slides.map((slide, at) => [slide, at]).filter(([slide]) => slide.dataset.slide === left.name);
  return own[Math.min(left.part, own.length - 1)]?.[1] ?? Math.min(left.at, slides.length - 1);
}

/** Show the first slide of a panel; false where the page is no deck. */
export function turnTo(board, section) {
  if (isDeck(board)) go(board, board.slides.indexOf(section.firstChild));
  return isDeck(board);
}

function go(board, to) {
  const at = Math.min(Math.max(to, 0), board.slides.length - 1);
  board.slides[board.at]?.classList.remove("cb-now");
  board.at = at;
  const slide = board.slides[at];
  slide.classList.add("cb-now");
  const first = board.slides.findIndex((one) => one.dataset.slide === slide.dataset.slide);
  left = { page: board.head.page, name: slide.dataset.slide, part: at - first, at };
  document.documentElement.dataset.deck = at ? "slide" : "cover";
  board.turn.textContent = `${at + 1} / ${board.slides.length}`;
}

// The list in which slides are chosen and ordered; the address keeps what it ends with.
function openList(board) {
  const close = (names) => {
    const kept = names.join(",");
    if (kept === (board.list ?? []).join(",")) return;
    board.list = names;
    arrange(board);
    board.send("go", { page: board.head.page, params: { ...picks(board), slides: kept || "all" }, at: Date.now() });
  };
  board.openDialog(listDialog(board, chosen(board), [...board.grid.children], close));
}

const STEPS = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1 };
const HOLDS = "input, textarea, select, summary, [role=radio], [role=combobox], [contenteditable]";

function stepOf(event) {
  if (event.key !== " ") return STEPS[event.key];
  if (event.target.closest?.("button")) return undefined; // Space presses it
  return event.shiftKey ? -1 : 1;
}

// What one key does on the slides; presenters' clickers send PageDown and PageUp.
function slideKey(board, event) {
  if (!isDeck(board) || !board.slides || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  const isPage = event.key.startsWith("Page");
  if (!isPage && event.target.closest?.(HOLDS)) return;
  if (event.key === "Home" || event.key === "End") {
    event.preventDefault();
    return void go(board, event.key === "Home" ? 0 : board.slides.length - 1);
  }
  const step = stepOf(event);
  if (!step) return;
  event.preventDefault();
  const to = board.at + step;
  if (to >= 0 && to < board.slides.length) return void go(board, to);
  const { pages, page } = board.head;
  const next = pages[pages.indexOf(page) + step];
  if (!next) return;
  left = step < 0 ? { end: true } : null;
  board.follow(`${next}?`);
}

/** Fit the slides into the window, or take the deck away where none is shown. */
export function dressDeck(board) {
  const root = document.documentElement;
  if (!isDeck(board)) {
    board.slides = undefined;
    return void delete root.dataset.deck;
  }
  root.dataset.deck ??= "cover";
  board.count.title = board.head.words.slides;
  root.style.setProperty("--cb-scale", Math.min(innerWidth / WIDTH, innerHeight / HEIGHT));
}
