// The board: draws the panels of one page, and switches them on its local axis without the
// server. Marks others wait on: data-panel, data-view, data-chain, data-county.
import "./leave.js";
import { el, painted, straight } from "./dom.js";
import { figure, figures, plotly } from "./bodies.js";
import { dress, makeHead } from "./chrome.js";
import { failed, fill, make, makeSection, openDialog } from "./panel.js";
import { definitionDialog } from "./take.js";
import { arrange, inItsType, isDeck, makeDeck, turnTo } from "./slides.js";
import { makePaper } from "./paper.js";
import { fillRows, roomFor } from "./rows.js";
import { countRows } from "./tables.js";
import { dataOf, panelOf, path, picks, way } from "./ways.js";

const stored = new Map(); // what the server has delivered: key of the view → chain or county → entry
const complete = new Set(); // keys whose every chain has been delivered: their rest is not read again
let early; // the board of the server's first answer, until Streamlit has a place for it
const boards = new Set(); // boards on screen, so that a later delivery can serve a waiting one

function keep(key, entries) {
  if (!stored.has(key)) stored.set(key, new Map());
  for (const [id, entry] of Object.entries(entries)) if (!stored.get(key).has(id)) stored.get(key).set(id, entry);
  while (stored.size > 4) {
    const oldest = stored.keys().next().value;
    stored.delete(oldest);
    complete.delete(oldest);
  }
}

// Two lines of JSON: the head, then the entries, which are read only when asked for. Every run
// brings them again: decoding all of them each time keeps the garbage collector at work.
function read(data) {
  const line = (bytes) => JSON.parse(straight(new TextDecoder().decode(bytes)));
  const end = data.indexOf(10);
  return { head: line(data.subarray(0, end)), entries: () => line(data.subarray(end + 1)) };
}

// The drawings of a view that is left; those on screen stay as boxes for the next one.
function forget(board, key) {
  const onScreen = new Set([...board.grid.children].map((section) => section.panel));
  for (const entry of stored.get(key)?.values() ?? []) {
    for (const panel of entry.panels) {
      panel.made = undefined;
      if (!onScreen.has(panel)) panel.boxes = undefined;
    }
  }
}

function waiting(panels) {
  return !window.Plotly && panels.some((panel) => figures(panel.body).length);
}

// ---- the page ------------------------------------------------------------------------------

// The sections, and over the first of each group of them its heading.
function headed(board, sections) {
  if (isDeck(board)) return sections;
  board.headings ??= new Map();
  const heading = (words) => {
    if (!board.headings.has(words)) board.headings.set(words, el("h2", { class: "cb-group" }, words));
    return board.headings.get(words);
  };
  let last;
  return sections.flatMap((section) => {
    const words = board.head.groups.find(([, panels]) => panels.includes(section.dataset.panel))?.[0];
    const isFirst = words && words !== last;
    last = words;
    return isFirst ? [heading(words), section] : [section];
  });
}

function drawPanels(board, entry) {
  const made = new Map([...board.grid.children].filter((section) => section.isDeck === isDeck(board)).map((section) => [section.dataset.panel, section]));
  const isPhone = matchMedia("(max-width: 640px)").matches && !isDeck(board);
  const first = ({ name }) => Number(isPhone && (board.head.widths[name] ?? []).includes("phone_first"));
  const panels = [...entry.panels].sort((one, other) => first(other) - first(one));
  const sections = panels.map((panel) => made.get(panel.name) ?? makeSection(board, panel));
  const placed = headed(board, sections);
  if (placed.length !== board.grid.children.length || placed.some((s, i) => s !== board.grid.children[i])) board.grid.replaceChildren(...placed);
  panels.forEach((panel, index) => {
    try { fill(board, sections[index], panel); } catch (error) { failed(board, sections[index], error); }
  });
  return sections;
}

// Where figures stand and which tables scroll: one layout, before any drawing, and none where all
// panels have been measured on a page this wide, in the fonts that stay.
function measure(board, sections) {
  const width = document.fullscreenElement || isDeck(board) || document.fonts.status !== "loaded" ? null : board.width;
  if (width && sections.every(({ panel }) => panel.place?.on === width)) return;
  if (!isDeck(board)) for (const { panel } of sections) figures(panel.body).forEach((chart, i) => { panel.boxes[i].style.height = `${chart.layout.height}px`; });
  for (const section of sections) section.panel.place = { on: width, widths: section.panel.boxes?.map((box) => box.clientWidth), room: isDeck(board) ? 1 : roomFor(section) };
  if (!isDeck(board)) countRows(board, sections);
}

async function drawFigures(board, entry, sections, drawn) {
  if (isDeck(board)) await inItsType(board, sections, (section, error) => failed(board, section, error));
  if (drawn === 1) await painted(); // words before figures
  if (waiting(entry.panels)) await plotly();
  if (drawn !== board.drawn) return;
  if (!isDeck(board)) fillRows(sections);
  measure(board, sections);
  if (!isDeck(board) && document.fonts.status !== "loaded") document.fonts.ready.then(() => drawn === board.drawn && countRows(board, sections));
  const done = sections.map(async (section) => {
    try {
      const { panel } = section, charts = panel.charts ?? figures(panel.body);
      await Promise.all((panel.boxes ?? []).map((box, i) => figure(box, charts[i], panel.place.widths[i], board, panel.place.room)));
    } catch (error) { failed(board, section, error); }
    if (drawn === board.drawn) section.dataset.view = entry.view;
  });
  await Promise.all(done);
}

function draw(board, entry) {
  board.drawn = (board.drawn ?? 0) + 1;
  board.entry = entry;
  board.title.textContent = entry.title;
  board.subtitle.textContent = entry.subtitle;
  board.path.replaceChildren(...path(board, entry.path));
  board.workbook.href = dataOf(board, ".xlsx");
  board.part.textContent = entry.part;
  board.part.hidden = !entry.part;
  board.foot.replaceChildren(...[...board.head.kept, ...entry.foot].map((line) => el("p", {}, line)));
  nameTab(board);
  const sections = drawPanels(board, entry);
  arrange(board);
  return drawFigures(board, entry, sections, board.drawn);
}

// Streamlit writes its own at every run, long before the answer is there.
let named; // the board whose name the window has
const tab = document.querySelector("title"), nameOf = (board) => `${board.entry.title} · ${board.head.product}`;
const nameTab = (board) => { named = board; tab.textContent = nameOf(board); };
new MutationObserver(() => {
  if (named?.grid.isConnected && tab.textContent !== nameOf(named)) nameTab(named);
}).observe(tab, { childList: true });

function skeleton(board) {
  board.drawn = (board.drawn ?? 0) + 1;
  for (const section of board.grid.children) { section.removeAttribute("data-view"); section.classList.add("cb-waiting"); }
}

function drawSelected(board) {
  const entry = stored.get(board.head.key)?.get(board.selected);
  board.waiting = !entry;
  if (!entry) return skeleton(board);
  for (const section of board.grid.children) section.classList.remove("cb-waiting");
  return draw(board, entry);
}

// ---- the local selector --------------------------------------------------------------------

// The row of choices scrolls on its own, never the page with it.
function bringIntoRow(row, option) {
  const before = option.offsetLeft - row.offsetLeft - 40, after = before + option.offsetWidth + 80 - row.clientWidth;
  if (row.scrollLeft > before) row.scrollLeft = before;
  else if (row.scrollLeft < after) row.scrollLeft = after;
}

function mark(board) {
  const options = [...board.options.querySelectorAll("button")];
  const isChosen = (option) => option.dataset[board.head.switch] === board.selected;
  const chosen = options.find(isChosen);
  if (chosen) bringIntoRow(board.options, chosen); // before the marks, which would have to be laid out for it
  for (const option of options) {
    option.setAttribute("aria-checked", String(isChosen(option)));
    option.tabIndex = isChosen(option) ? 0 : -1;
  }
}

// The server is told after the frame has been painted, so that its answer cannot delay it; of
// several clicks within one frame it hears the last.
function sendSoon(board) {
  if (board.sending) return;
  board.sending = true;
  requestAnimationFrame(() => setTimeout(() => {
    board.sending = false;
    board.send("selected", { id: board.selected, n: board.n });
  }));
}

// Until Streamlit brings the panels of every choice, those of one are asked for on their own.
async function askFor(board, id) {
  const { address, key, page, switch: axis } = board.head;
  const answer = await fetch(`./board/first/${page}?${new URLSearchParams({ ...address, [axis]: id })}`);
  if (!answer.ok) return;
  keep(key, read(new Uint8Array(await answer.arrayBuffer())).entries());
  if (board.waiting && board.selected === id) drawSelected(board);
}

function select(board, id) {
  if (id === board.selected) return;
  board.selected = id;
  board.picked = true;
  board.n += 1;
  mark(board);
  drawSelected(board);
  if (board.waiting && board === early) askFor(board, id).catch(() => {}); // Streamlit brings them too
  sendSoon(board);
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function onKey(board, event) {
  const options = [...board.options.querySelectorAll("button")];
  const at = options.indexOf(document.activeElement);
  const to = event.key === "Home" ? 0 : event.key === "End" ? options.length - 1 : event.key in STEPS ? (at + STEPS[event.key] + options.length) % options.length : -1;
  if (to < 0) return;
  event.preventDefault();
  options[to].focus();
  select(board, options[to].dataset[board.head.switch]);
}

function selector(board) {
  const { head } = board;
  if (board.optionsOf === JSON.stringify(head.options)) return;
  board.optionsOf = JSON.stringify(head.options);
  board.options.setAttribute("aria-label", head.options_label);
  board.options.replaceChildren(...head.options.map((option) => el("button", {
    type: "button", role: "radio", class: option.parent ? "cb-option cb-sub" : "cb-option",
    data: { [head.switch]: option.id }, on: { click: () => select(board, option.id) },
  }, option.label)));
}

// ---- ways to other pages -------------------------------------------------------------------

// A way to a panel of this page: its slide, or its title where the keyboard then stands.
function openPanel(board, name) {
  const section = board.grid.querySelector(`:scope > [data-panel="${CSS.escape(name)}"]`);
  if (!section || turnTo(board, section)) return;
  const title = section.cb("finding");
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  section.scrollIntoView({ block: "start" });
}

// Where the way stays on this page and only picks another choice, no server is needed.
function follow(board, go) {
  if (panelOf(go)) return openPanel(board, panelOf(go));
  const { page, params } = way(go);
  const others = Object.entries(params).filter(([name, value]) => name !== board.head.switch && value !== (board.head.address[name] ?? "all"));
  const picked = params[board.head.switch];
  if (page === board.head.page && picked && !others.length && stored.get(board.head.key)?.has(picked)) return select(board, picked);
  board.send("go", { page, params: { ...picks(board), ...params }, at: Date.now() });
}

function define(board, metric) {
  const known = board.entry.panels.flatMap((panel) => panel.definitions ?? []).find((each) => each.metric_id === metric);
  if (known) openDialog(board, definitionDialog(board.head.words, known.name, known.lines, board.head.lang));
}

function openFound(board, entry) {
  if (entry.go) follow(board, entry.go);
  else openDialog(board, definitionDialog(board.head.words, entry.words, entry.lines, board.head.lang));
}

// ---- address and frame ---------------------------------------------------------------------

function makeBoard(parent) {
  const board = { n: 0 };
  board.follow = (go) => follow(board, go);
  board.openDialog = (made) => openDialog(board, made);
  board.define = (metric) => define(board, metric);
  const above = makeHead(board, (entry) => openFound(board, entry));
  board.life = new AbortController(); // ends what the board hears of the document
  for (const ready of [makeDeck, makePaper]) ready(board);
  board.options = el("div", { class: "cb-options", role: "radiogroup", on: { keydown: (event) => onKey(board, event) } });
  board.grid = el("div", { class: "cb-grid" });
  board.foot = el("div", { class: "cb-foot" });
  board.cover = el("div", { class: "cb-cover" }, ...above, board.scope, board.options, board.contents, board.coverFoot);
  board.root = el("div", { class: "cb-board" }, board.cover, board.grid, board.ending, board.foot, board.turn);
  parent.replaceChildren(board.root);
  redrawOnResize(board);
  return board;
}

function redrawOnResize(board) {
  let frame = 0;
  board.watch = new ResizeObserver(() => {
    const now = board.grid.clientWidth, before = board.width;
    if (now === before || !now || isDeck(board)) return;
    board.width = now;
    if (!before) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => board.entry && draw(board, board.entry));
  });
  board.watch.observe(board.grid);
  document.addEventListener("fullscreenchange", () => board.entry && !isDeck(board) && draw(board, board.entry), { signal: board.life.signal });
}

/** Draw what came with the page, before Streamlit has started. What is clicked until then is said
 * when it has. */
export function first(place, data) {
  const unsent = new Map();
  early = show({ parentElement: place, data, setStateValue: (name, value) => unsent.set(name, value) });
  early.unsent = unsent;
  return early.ready;
}

/** Streamlit has something else to say: what came with the page goes. */
export function giveWay() {
  if (early) leave(early);
  early = undefined;
  document.getElementById("cb-first")?.remove();
}

// The board of the first answer goes where Streamlit has its place: as it stands, drawings and all.
function takenOver(parent, head) {
  if (!early) return;
  if (early.head.key !== head.key) return void giveWay();
  const board = early, place = document.getElementById("cb-first"), scrolled = place.scrollTop;
  parent.replaceChildren();
  if (parent.moveBefore && parent.isConnected) parent.moveBefore(board.root, null);
  else parent.append(board.root);
  place.remove();
  parent.closest("[data-testid=stMain]").scrollTop = scrolled;
  board.session = head.session;
  early = undefined;
  return board;
}

/** Draw what the server sent; called again by Streamlit on every run. */
export function show(component) {
  const sent = read(component.data);
  const parent = component.parentElement;
  const board = (parent.board ??= takenOver(parent, sent.head) ?? makeBoard(parent));
  board.send = component.setStateValue;
  for (const [name, value] of board.unsent ?? []) board.send(name, value);
  board.unsent = undefined;
  boards.add(board);
  if (!stored.get(sent.head.key)?.has(sent.head.selected)) keep(sent.head.key, sent.entries());
  const isLate = sent.head.session === board.session && sent.head.n < board.n;
  if (isLate) return board; // a later click is on its way: its answer will come
  if (board.head && board.head.key !== sent.head.key) {
    forget(board, board.head.key);
    board.ahead = undefined;
  }
  const same = board.head && board.head.key === sent.head.key && board.selected === sent.head.selected && !board.waiting;
  board.head = sent.head;
  board.n = sent.head.n;
  board.session = sent.head.session; // a restarted server counts anew
  board.selected = sent.head.selected;
  board.picked = sent.head.picked;
  dress(board);
  if (sent.head.switch) { selector(board); mark(board); }
  if (!same) board.ready = drawSelected(board);
  else { arrange(board); nameTab(board); }
  return board;
}

// The panels of the chains not on screen are made and drawn, as wide as those on screen, while the
// browser has nothing else to do and nobody has touched it for a moment.
const REST = 1000;
let touched = 0;
for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, () => { touched = performance.now(); }, { capture: true, passive: true });

function makeAhead(board, key, panels) {
  if (!window.requestIdleCallback || isDeck(board)) return;
  const go = (idle) => {
    if (board.head.key !== key || !boards.has(board)) return;
    if (performance.now() - touched < REST || !window.Plotly) return void setTimeout(() => requestIdleCallback(go), REST);
    while (panels.length && idle.timeRemaining() > 8) {
      const panel = panels.shift();
      if (!panel.made) make(board, panel);
      const shown = board.grid.querySelector(`[data-panel="${panel.name}"] .cb-figure`);
      if (shown) panel.boxes.forEach((box, i) => figure(box, figures(panel.body)[i], parseInt(shown.drawn), board).catch(() => {})); // shown when its chain is
    }
    if (panels.length) requestIdleCallback(go);
  };
  requestIdleCallback(go);
}

/** Keep the panels of the other chains, and draw the one a board is waiting for. */
export function receive(component) {
  const { head, entries } = read(component.data);
  if (!complete.has(head.key)) {
    keep(head.key, entries());
    complete.add(head.key);
  }
  for (const board of boards) {
    if (board.head.key !== head.key) continue;
    if (board.waiting) drawSelected(board);
    if (board.ahead === head.key) continue;
    board.ahead = head.key;
    makeAhead(board, head.key, [...stored.get(head.key).values()].flatMap((entry) => entry.panels));
  }
}

/** The board left the page. */
export function leave(board) {
  board.watch.disconnect();
  board.life.abort();
  delete document.documentElement.dataset.deck;
  boards.delete(board);
  if (board.head) forget(board, board.head.key); // its links and clicks belong to this board
}
