// One panel on the board: its words, its body, its tools.
import { el, inItsLanguage, text } from "./dom.js";
import { figures, html, multiples, titleOf } from "./bodies.js";
import { png, save, sourceDialog, tableDialog } from "./take.js";
import { faultSlide, fillSlides, isDeck } from "./slides.js";
import { dataOf, link } from "./ways.js";

export function openDialog(board, dialog) {
  board.root.append(dialog);
  dialog.showModal();
}

function tools(board, section) {
  const words = board.head.words;
  const tool = (name, act) => el("button", { type: "button", class: "cb-button", "data-tool": name, on: { click: act } }, words[name]);
  const show = (made) => openDialog(board, made);
  const file = () => `${section.panel.finding.replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 60)}_${board.head.edition}.png`;
  return el("div", { class: "cb-tools" },
    tool("table", () => show(tableDialog(board, section.panel, words, board.head.lang))),
    tool("definition", () => show(sourceDialog(section.panel, words, board.head.lang))),
    el("a", { class: "cb-button", "data-tool": "csv", download: true }, words.csv),
    el("a", { class: "cb-button", "data-tool": "txt", download: true }, words.txt),
    tool("png", async () => save(file(), await png(section, board.head))),
    tool("fullscreen", () => (document.fullscreenElement ? document.exitFullscreen() : section.requestFullscreen())));
}

export function makeSection(board, panel) {
  const section = el("section", { class: "cb-panel", "aria-labelledby": `cb-${panel.name}`, data: { panel: panel.name } },
    el("h2", { class: "cb-finding", id: `cb-${panel.name}` }), el("p", { class: "cb-measure" }),
    el("div", { class: "cb-body" }), el("div", { class: "cb-notes" }), el("p", { class: "cb-source" }), el("div", { class: "cb-toolplace" }));
  section.cb = (name) => section.querySelector(`:scope > .cb-${name}`);
  return section;
}

// By which a panel is found again from paper; a click shows where each of its numbers came in.
function codeOf(board, panel, before) {
  const { code, code_leads: title } = board.head.words;
  if (!panel.code) return null;
  return el("span", { class: "cb-code" }, before ? " · " : "", `${code} `, link(board, `about?code=${panel.code}`, panel.code, { class: "cb-way", title }));
}

export function fill(board, section, panel) {
  const lang = board.head.lang;
  const before = section.panel;
  section.panel = panel;
  section.removeAttribute("data-view");
  section.classList.toggle("cb-wide", Boolean(panel.wide));
  section.isDeck = isDeck(board);
  if (section.isDeck) return fillSlides(board, section, panel);
  section.dataset.width = (board.head.widths[panel.name] ?? []).join(" ");
  section.cb("finding").replaceChildren(...titleOf(board, panel));
  section.cb("measure").textContent = panel.measure;
  section.cb("notes").replaceChildren(...panel.notes.map((note) => inItsLanguage(el("p", {}, note), note, lang)), text("p", "cb-part", panel.part) ?? "");
  const source = [panel.source, panel.as_of].filter(Boolean).join(" · ");
  section.cb("source").replaceChildren(inItsLanguage(el("span", {}, source), source, lang), codeOf(board, panel, source) ?? "");
  if (!panel.made) make(board, panel, before && !before.made ? before.boxes : []);
  const at = document.activeElement; // a step of the map, or what is told of the one that is open
  const step = at?.closest("[data-node]") ?? (at?.closest(".cb-evidence") && section.querySelector("[data-node][aria-expanded=true]"));
  const held = step?.dataset.node; // by the keyboard
  section.cb("body").replaceChildren(...panel.made);
  if (held) section.querySelector(`[data-node="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  const place = section.cb("toolplace");
  if (panel.fault || !panel.table) place.replaceChildren();
  else if (!place.firstChild) place.replaceChildren(tools(board, section));
  for (const form of ["csv", "txt"]) {
    const link = place.querySelector(`[data-tool=${form}]`);
    if (link) link.href = dataOf(board, `/${panel.name}.${form}`);
    if (form === "txt" && link) link.hidden = !panel.paper;
  }
}

export function failed(board, section, error) {
  console.error(section.dataset.panel, error);
  section.panel.made = section.panel.boxes = undefined;
  if (section.isDeck) return faultSlide(board, section);
  section.cb("body").replaceChildren(text("p", "cb-fault", board.head.words.failed));
}

// What stands in a panel's body, made once: a figure keeps its drawing, so that a chain that has
// been drawn, or drawn ahead, is only put in its place. Boxes of a panel that is no longer needed
// are used again, because drawing into them is quicker than into new ones.
export function make(board, panel, spare = []) {
  const lang = board.head.lang;
  const charts = figures(panel.body);
  panel.place = undefined;
  panel.boxes = charts.map((chart, index) => {
    const box = spare[index] ?? el("div", { class: "cb-figure", role: "img" });
    box.setAttribute("aria-label", chart.alt ?? panel.alt);
    box.style.height = `${chart.layout.height}px`;
    box.drawn = undefined;
    return box;
  });
  if (panel.body.multiples) panel.made = [multiples(panel.body.multiples, panel.boxes, lang)];
  else panel.made = charts.length ? panel.boxes : [html(board, panel, lang) ?? ""];
}
