// A brief as one file: its slides, drawn by the board's own code, and what a presenter's keys do.
// Everything is inside: nothing is asked of anyone, and no figure is worked out here.
import "./older.js";
import "../../board/web/board.css";
import "../../board/web/slides.css";
import "./meeting.css";
import { el, straight } from "../../board/web/dom.js";
import { brought } from "../../board/web/map.js";
import { definitionDialog, sourceDialog, tableDialog } from "../../board/web/take.js";
import { begun, cutAll, drawAll, drawn, SIZES } from "./deck.js";
import { light, rowAt } from "./lit.js";
import { overview } from "./overview.js";

const inside = (id) => document.getElementById(id).textContent;
const brief = JSON.parse(straight(inside("cb-brief")));
const { head } = brief;
const decks = new Map(); // size → deck
const html = document.documentElement;
const button = (words, act, marks = {}) => el("button", { type: "button", class: "cb-button", ...marks, on: { click: act } }, words);

const board = { isFile: true, brief, head, deck: null, isLettered: true, follow() {}, openList: () => list.toggle(), withTools, choices, closing, go };
board.openDialog = openDialog;
board.openDefinition = ({ name, lines }) => openDialog(definitionDialog(head.words, name, lines, head.lang));
board.root = el("main", { class: brief.warning ? "cb-board cb-demo" : "cb-board", data: { theme: head.theme } });
const list = overview(board);
const turn = el("p", { class: "cb-hidden", role: "status" });

// ---- what can be pressed -------------------------------------------------------------------

function openDialog(dialog) {
  if (document.querySelector("dialog[open]")) return;
  board.root.append(dialog);
  dialog.showModal();
}

const tableOf = (panel) => panel.table && openDialog(tableDialog(board, panel, head.words, head.lang));
const sourcesOf = (panel) => panel.table && openDialog(sourceDialog(panel, head.words, head.lang));

// In the foot of a slide: what stands behind it, and the ways on for a hand on the screen.
function withTools(panel, count) {
  const { words } = head;
  const behind = panel.table ? [button(words.table, () => tableOf(panel), { "data-tool": "table" }), button(words.definition, () => sourcesOf(panel), { "data-tool": "definition" })] : [];
  return el("div", { class: "mt-tools" }, behind.length ? el("div", {}, ...behind) : null,
    el("div", {}, button("‹", () => go(board.deck.at - 1), { "aria-label": words.back, class: "mt-turn" }), count, button("›", () => go(board.deck.at + 1), { "aria-label": words.on, class: "mt-turn" })));
}

function choices() {
  const { words } = head;
  const isLarge = board.deck?.size === "large";
  return [
    button(`${words.fullscreen} F`, fullScreen),
    button(`${words.large} L`, () => resize(isLarge ? "usual" : "large"), { "aria-pressed": String(isLarge) }),
    button(`${words.overview} O`, () => list.toggle()),
    button(`${words.go_to} G`, openJump),
    button(words.letters, letters, { "aria-pressed": String(board.isLettered), "data-tool": "letters" }),
  ];
}

function closing(act) {
  return button(head.words.close, act);
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else html.requestFullscreen().catch(() => {});
}

function letters() {
  board.isLettered = !board.isLettered;
  for (const one of board.root.querySelectorAll("[data-tool=letters]")) one.setAttribute("aria-pressed", String(board.isLettered));
}

// The number of a slide, typed.
function openJump() {
  const { words } = head;
  const field = el("input", { class: "mt-number", inputmode: "numeric", pattern: "[0-9]*", "aria-label": words.go_to });
  const box = el("dialog", { class: "cb-dialog mt-jump", "aria-label": words.go_to },
    el("form", { on: { submit: (event) => { event.preventDefault(); box.close(); if (field.value.trim()) go(Number(field.value) - 1); } } },
      el("label", {}, `${words.go_to} 1–${board.deck.items.length} `, field), el("button", { class: "cb-button" }, words.go)));
  box.addEventListener("close", () => box.remove());
  list.toggle(false);
  openDialog(box);
}

// ---- one slide on the screen ---------------------------------------------------------------

function go(to) {
  const { deck } = board;
  if (!deck.isCut || Number.isNaN(to)) return;
  const at = Math.min(Math.max(to, 0), deck.items.length - 1);
  const before = deck.items[deck.at], now = deck.items[at];
  light(before.slide, -1);
  before.slide.classList.remove("cb-now");
  deck.at = at;
  now.slide.classList.add("cb-now");
  drawn(now).catch(console.error);
  turn.textContent = `${at + 1} / ${deck.items.length} ${now.panel.finding}`;
  say(at, deck.size);
}

const addressOf = (at, size) => `#s=${at + 1}${size === "large" ? "&large" : ""}`;

function say(at, size) {
  const address = addressOf(at, size);
  if (location.hash === address) return;
  try { history.replaceState(null, "", address); } catch { location.replace(address); }
}

function asked() {
  const said = new URLSearchParams(location.hash.slice(1));
  const isLarge = said.has("large") || new URLSearchParams(location.search).has("large");
  return { at: Number(said.get("s") || 1) - 1, size: isLarge ? "large" : "usual" };
}

function fit() {
  const [width, height] = SIZES[board.deck.size];
  html.style.setProperty("--cb-scale", Math.min(innerWidth / width, innerHeight / height));
}

// A deck at another size is made behind the one on the screen, which then gives it its place.
async function resize(size, at) {
  if (board.deck?.size === size || board.isMaking) return;
  board.isMaking = true;
  const before = board.deck, shown = before?.items[before.at];
  list.toggle(false);
  const deck = decks.get(size) ?? begun(board, size);
  board.deck = deck;
  decks.set(size, deck);
  if (!deck.isCut) {
    board.root.append(deck.grid);
    if (!before) { fit(); deck.items[0].slide.classList.add("cb-now"); }
    await cutAll(board, deck);
    deck.isCut = true;
  }
  fit();
  for (const other of decks.values()) other.grid.hidden = other !== deck;
  for (const now of board.root.querySelectorAll(".cb-now")) now.classList.remove("cb-now");
  const same = shown ? deck.items.filter((item) => item.part === shown.part && item.place === shown.place) : [];
  go(at ?? deck.items.indexOf(same[Math.min(shown.step, same.length - 1)]));
  board.isMaking = false;
  for (const one of deck.items[0].slide.querySelectorAll(".mt-choices")) one.replaceChildren(...choices());
}

async function drawRest() {
  await drawn(board.deck.items[board.deck.at]).catch(console.error);
  await drawAll(board.deck);
  html.dataset.drawn = board.deck.size;
}

// ---- keys, hands, the address --------------------------------------------------------------

const STEPS = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1 };
const LETTERS = {
  f: fullScreen, o: () => list.toggle(), g: openJump, l: () => changeSize(),
  t: () => tableOf(panelNow()), d: () => sourcesOf(panelNow()),
};
const panelNow = () => board.deck.items[board.deck.at].panel;
const slideNow = () => board.deck.items[board.deck.at].slide;

async function changeSize() {
  await resize(board.deck.size === "large" ? "usual" : "large");
  drawRest();
}

function stepOf(event) {
  if (event.key !== " ") return STEPS[event.key];
  if (event.target.closest?.("button")) return undefined; // Space presses it
  return event.shiftKey ? -1 : 1;
}

function escape() {
  if (slideNow().classList.contains("mt-lit")) light(slideNow(), -1);
  else list.toggle();
}

function ofSlide(event) {
  if (event.key === "Home" || event.key === "End") return () => go(event.key === "Home" ? 0 : board.deck.items.length - 1);
  if (/^[0-9]$/.test(event.key)) return () => light(slideNow(), Number(event.key) - 1);
  const step = stepOf(event);
  return step && (() => go(board.deck.at + step));
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || !board.deck.isCut) return;
  if (document.querySelector("dialog[open]")) return;
  if (list.isOpen && list.key(event)) return void event.preventDefault();
  const isLetter = /^[a-z]$/i.test(event.key);
  const act = event.key === "Escape" ? escape : isLetter ? board.isLettered && LETTERS[event.key.toLowerCase()] : !list.isOpen && ofSlide(event);
  if (!act) return;
  event.preventDefault();
  act();
}

const SWIPE = 80; // pixels that a finger goes across to turn
let touched;
function listen() {
  addEventListener("keydown", onKey);
  addEventListener("resize", fit);
  addEventListener("hashchange", () => {
    const { at, size } = asked();
    if (size !== board.deck.size) changeSize();
    else if (at !== board.deck.at) go(at);
  });
  board.root.addEventListener("click", (event) => {
    if (list.isOpen || event.target.closest("button, a, input, dialog")) return;
    const at = rowAt(slideNow(), event);
    if (at >= 0) light(slideNow(), at);
  });
  board.root.addEventListener("touchstart", ({ touches: [one] }) => { touched = one; }, { passive: true });
  board.root.addEventListener("touchend", ({ changedTouches: [one] }) => {
    const across = one.clientX - touched.clientX;
    const isFree = !list.isOpen && !document.querySelector("dialog[open]");
    if (isFree && Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(one.clientY - touched.clientY)) go(board.deck.at + (across < 0 ? 1 : -1));
  }, { passive: true });
}

// Plotly is read after the first slide stands: it is most of the file.
function readPlotly() {
  const script = el("script", {}, inside("cb-plotly"));
  document.head.append(script);
}

const painted = () => new Promise((ready) => { requestAnimationFrame(() => setTimeout(ready)); setTimeout(ready, 200); });

async function start() {
  for (const [name, colour] of Object.entries(head.tokens)) board.root.style.setProperty(`--cb-${name.replaceAll("_", "-")}`, colour);
  board.root.style.setProperty("--cb-watermark", JSON.stringify(head.watermark_mark));
  for (const [address, boundaries] of Object.entries(brief.boundaries)) brought(address, boundaries);
  board.root.append(el("h1", { class: "cb-hidden" }, brief.title), list.bar, turn);
  document.body.append(board.root);
  listen();
  const { at, size } = asked();
  await resize(size, at);
  await painted();
  readPlotly();
  await drawRest();
}

start();
