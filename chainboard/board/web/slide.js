// One panel as slides of 1920 × 1080: what does not fit on one goes on to the next, by rows, cards,
// tiles or charts. A slide is laid out at this size on every screen and scaled as a whole, so that
// a deck has the same slides on a laptop and in the room.
import { el, inItsLanguage, text } from "./dom.js";
import { figures, html, multiples, prose, table } from "./bodies.js";
import { chainMap, cutMap, rowsOf } from "./chainmap.js";

const STEPS = 4; // sizes of type, the last the smallest that is read at 5 m (data-step in slides.css)
const TITLE = 144; // the height that a title may take before its type steps down
const NOTES = 150; // the height that notes may take of a slide; longer ones have a slide of their own
const BROAD = 600; // the height from which a chart with words at its points has a slide of its own
const GAP = 16;
const BELOW = 20; // pixels under a sentence, as slides.css has them
const NAME = 16; // letters of what a row is called that stay on one line
const LETTER = 0.58; // the width of a letter, in heights of the type; a Chinese one is as wide as high
const PITCH = 1.25; // from bar to bar, in heights of the type
const CLOSE = 1.2; // the same of a small chart, which has others beside it
const LOW = 0.5; // of the height that a chart was made for: below it type steps down first
const LEAST = 0.55; // of the height a small chart was made for
const WORDY = [[60, 640], [24, 400], [10, 230]]; // letters of a cell, and the width that they want

const inside = (slide) => slide.querySelector(".cb-slide-body");

const partOf = (words, part, parts) => `· ${words.part}`.replace("{part}", part).replace("{parts}", parts);

/** What must stand with a panel that stands alone. */
const notesOf = (panel) => [...panel.notes, panel.part].filter(Boolean);

/** A slide of a panel, empty but for its title, its notes and its foot. */
function frame(board, panel, step, notes) {
  const { lang, words, stamp, watermark_mark: mark } = board.head;
  const source = [panel.source, panel.as_of].filter(Boolean).join(" · ");
  const group = board.head.groups.find(([, panels]) => panels.includes(panel.name))?.[0];
  const origin = el("p", { class: "cb-slide-source" }, source);
  const count = el("button", { type: "button", class: "cb-count", title: words.slides, on: { click: () => board.openList() } }, "999 / 999");
  const code = panel.code ? `${words.code} ${panel.code}` : "";
  return el("article", { class: "cb-slide", data: { slide: panel.name, step } },
    el("h2", { class: "cb-finding" }, panel.finding),
    el("p", { class: "cb-measure" }, [group, panel.measure].filter(Boolean).join(" · "), el("span", { class: "cb-slide-part" }, partOf(words, 99, 99))),
    el("div", { class: "cb-slide-body" }),
    el("div", { class: "cb-notes" }, ...notes.map((note) => inItsLanguage(el("p", {}, note), note, lang))),
    el("footer", { class: "cb-slide-foot" },
      el("div", {}, source ? inItsLanguage(origin, source, lang) : null,
        el("p", {}, [panel.scope, stamp, mark, code].filter(Boolean).join(" · "))),
      board.withTools?.(panel, count) ?? count));
}

// Where to break, so that no part is higher than the room: as few parts as can be, and those as
// even as they can be.
function parts(heights, room, gap = 0) {
  const within = (limit) => {
    const found = [];
    let used = Infinity;
    heights.forEach((height, index) => {
      if (used + gap + height > limit) { found.push([]); used = -gap; }
      found.at(-1).push(index);
      used += gap + height;
    });
    return found;
  };
  const fewest = within(room).length;
  const even = heights.reduce((sum, height) => sum + height + gap, 0) / fewest;
  for (let limit = Math.max(even, ...heights); limit < room; limit += 16) {
    const found = within(limit);
    if (found.length <= fewest) return found;
  }
  return within(room);
}

// ---- tables --------------------------------------------------------------------------------

function still(made, widths, isNamed) { // a table on a slide does not scroll and is no stop of Tab
  made.removeAttribute("tabindex");
  const inner = made.querySelector("table");
  inner.classList.remove("cb-stack");
  inner.classList.toggle("cb-named", isNamed);
  if (widths) {
    inner.classList.add("cb-fixed");
    inner.querySelectorAll("th").forEach((head, i) => { head.style.width = `${widths[i]}px`; });
  }
  return made;
}

const lettersOf = (cell) => (Array.isArray(cell) ? Math.max(...cell.map(lettersOf)) : String(cell?.more || (cell?.words ?? cell ?? "")).length);

function widthsOf(made, content) {
  const longest = content.columns.map((column, i) => Math.max(...content.rows.map((row) => lettersOf(row[i]))));
  const heads = [...made.querySelectorAll("th")];
  heads.forEach((head, i) => { head.style.minWidth = `${WORDY.find(([letters]) => longest[i] > letters)?.[1] ?? 0}px`; });
  return heads.map((head) => head.getBoundingClientRect().width / scaleOf(made));
}

const scaleOf = (made) => made.getBoundingClientRect().width / made.offsetWidth || 1;

// The columns that stand together; the first, which says what a row is about, stands in each.
function together(widths, room) {
  const [first, ...rest] = widths;
  if (first + rest.reduce((sum, width) => sum + width, 0) <= room + 1) return [widths.map((_, i) => i)];
  return parts(rest, room - first).map((group) => [0, ...group.map((i) => i + 1)]);
}

function tableParts(board, panel, body) {
  const content = panel.body.table;
  const isNamed = content.rows.every((row) => lettersOf(row[0]) <= NAME);
  const pick = (columns, rows) => ({
    columns: columns.map((i) => content.columns[i]), rows: rows.map((row) => columns.map((i) => content.rows[row][i])),
  });
  const make = (columns, rows, widths) => still(table(board, pick(columns, rows), board.head.lang, panel.finding), widths, isNamed);
  const every = content.rows.map((_, i) => i);
  const whole = make(content.columns.map((_, i) => i), every);
  body.replaceChildren(whole);
  const room = body.clientWidth;
  const widths = widthsOf(whole, content);
  const groups = together(widths, room).map((columns) => {
    const sum = columns.reduce((all, i) => all + widths[i], 0);
    return { columns, widths: columns.map((i) => (widths[i] * room) / sum) };
  });
  let head = 0;
  const heights = every.map(() => 0);
  for (const group of groups) {
    const made = make(group.columns, every, group.widths);
    body.replaceChildren(made);
    head = Math.max(head, made.querySelector("thead").offsetHeight);
    made.querySelectorAll("tbody tr").forEach((row, i) => { heights[i] = Math.max(heights[i], row.getBoundingClientRect().height / scaleOf(made)); });
  }
  const cut = parts(heights, body.clientHeight - head - 4);
  const isWhole = Math.max(0, ...heights) + head <= body.clientHeight - 4;
  return { isWhole, nodes: cut.flatMap((rows) => groups.map((group) => make(group.columns, rows, group.widths))) };
}

// ---- cards, tiles, charts ------------------------------------------------------------------

function cardParts(board, panel, body, step) {
  const { cards } = panel.body;
  const make = (some, columns) => {
    const made = html(board, { ...panel, body: { ...panel.body, cards: some, fold: 0 } }, board.head.lang);
    made.querySelector(".cb-cards").style.setProperty("--cb-columns", columns);
    return made;
  };
  let columns = Math.min(3, cards.length) + 1, room = 0, height = 1;
  while (height > room && columns > (step === STEPS - 1 ? 1 : Math.min(2, cards.length))) { // wider ones are lower
    columns -= 1;
    const whole = make(cards, columns);
    body.replaceChildren(whole);
    room = body.clientHeight - (whole.querySelector(".cb-cards").offsetTop - whole.offsetTop);
    height = Math.max(...[...whole.querySelectorAll(".cb-card")].map((card) => card.offsetHeight));
  }
  const rows = Math.max(1, Math.floor((room + GAP) / (height + GAP)));
  const slides = Math.ceil(cards.length / (columns * rows));
  const each = Math.ceil(cards.length / slides);
  const across = rows === 1 ? each : columns;
  const cut = Array.from({ length: slides }, (_, i) => cards.slice(i * each, (i + 1) * each));
  return { isWhole: height <= room, nodes: cut.map((some) => make(some, across)) };
}

function tileParts(board, panel, body) {
  const make = (some) => chainMap(board, some, board.head.lang, true);
  const whole = make(panel.body);
  body.replaceChildren(whole);
  const room = body.clientHeight, head = whole.querySelector(".cb-position-name").offsetHeight;
  if (whole.offsetHeight <= room) return { isWhole: true, nodes: [whole] };
  const part = (whole.offsetHeight - head) / rowsOf(panel.body.tiles).parts;
  const nodes = cutMap(panel.body, (room - head) / part).map(make);
  const isIn = (node) => { body.replaceChildren(node); return node.offsetHeight <= room; };
  return { isWhole: nodes.every(isIn), nodes };
}

// Sentences go on to the next slide; the first is the slide's title already.
function proseParts(board, panel, body) {
  const rest = panel.body.prose.slice(1);
  const whole = prose(board, rest);
  body.replaceChildren(whole);
  const cut = parts([...whole.children].map((line) => line.offsetHeight + BELOW), body.clientHeight);
  return { isWhole: true, nodes: rest.length ? cut.map((some) => prose(board, some.map((at) => rest[at]))) : [whole] };
}

const bars = (chart) => (chart.data ?? []).filter((trace) => trace.type === "bar" && trace.orientation === "h");
const namesOf = (chart) => [...new Set(chart.layout?.yaxis?.categoryarray ?? bars(chart).flatMap((trace) => trace.y))].filter((name) => typeof name === "string");

// The height that the rows of a chart want: one each, and as much again where words stand over points.
const wanted = ({ data, layout }) => {
  const rows = new Set(data.flatMap((trace) => trace.y ?? []).filter((name) => typeof name === "string")).size;
  return rows * (data.some((trace) => trace.mode?.includes("text")) ? 2 : CLOSE) * layout.font.size + layout.margin.t + layout.margin.b;
};

// A box of a figure; beside rows each name stands, and in one line: a slide is wide enough.
function boxOf(panel, chart) {
  const box = el("div", { class: "cb-figure", role: "img", "aria-label": chart.alt ?? panel.alt });
  const names = namesOf(chart);
  if (!names.length || chart.layout.yaxis.tickvals) return box;
  const flat = names.map((name) => name.replaceAll("<br>", " "));
  const wide = (name) => [...name].reduce((sum, letter) => sum + (letter > "\u2E7F" ? 1 : LETTER), 0) * chart.layout.font.size;
  const isBroken = names.some((name) => name.includes("<br>"));
  const room = isBroken ? Math.max(chart.layout.margin.l, 20 + Math.max(...flat.map(wide))) : chart.layout.margin.l;
  box.names = { axis: { tickvals: names, ticktext: flat }, room };
  return box;
}

function high(box, height) {
  box.high = Math.floor(height);
  box.style.height = `${box.high}px`;
}

// The figure with those of its categories alone: whatever a trace has one a category is cut alike.
function within(chart, names) {
  const cut = (value, keep) => {
    if (Array.isArray(value)) return value.length === keep.length ? value.filter((_, i) => keep[i]) : value;
    return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner, keep)])) : value;
  };
  return { ...chart, data: chart.data.map((trace) => (trace.y ? cut(trace, trace.y.map((name) => names.has(name))) : trace)) };
}

// Bars whose labels would stand on one another go on to the next slide, the upper ones first.
function figureParts(panel, body) {
  const { layout } = panel.body;
  const names = namesOf(panel.body);
  const many = bars(panel.body).length;
  const side = (layout.barmode ?? "group") === "group" && many > 1 ? many / (1 - (layout.bargap ?? 0.2)) : 1;
  const room = body.clientHeight - layout.margin.t - layout.margin.b;
  const cut = many ? parts(names.map(() => side * PITCH * layout.font.size), room) : [[]];
  const shown = (span) => within(panel.body, new Set(span.map((i) => names.at(-1 - i)))); // counted from below
  const charts = cut.length > 1 ? cut.map(shown) : [panel.body];
  const boxes = charts.map((chart) => boxOf(panel, chart));
  for (const box of boxes) high(box, body.clientHeight);
  return { isWhole: body.clientHeight >= LOW * layout.height, nodes: boxes, boxes, charts };
}

// Tables of colours and points with words want the whole width; bars and lines do with half.
const isBroad = (chart) => chart.data && (namesOf(chart).some((name) => name.includes("<br>")) || chart.data[0].type === "heatmap" || chart.data.some((trace) => trace.mode?.includes("text") && chart.layout.height > BROAD));

// Small charts stand two in a row; what height a slide has left goes to those that are drawn.
function chartParts(board, panel, body) {
  const charts = panel.body.multiples;
  const across = charts.some(isBroad) ? 1 : 2;
  const boxes = new Map(charts.filter((chart) => chart.data).map((chart) => [chart, boxOf(panel, chart)]));
  const make = (some) => {
    const made = multiples(some, some.map((chart) => boxes.get(chart)).filter(Boolean), board.head.lang);
    made.style.setProperty("--cb-columns", Math.min(across, some.length));
    return made;
  };
  for (const [chart, box] of boxes) high(box, LEAST * chart.layout.height);
  const whole = make(charts);
  body.replaceChildren(whole);
  const room = body.clientHeight;
  const tall = [...whole.children].map((one) => one.offsetHeight);
  const rows = charts.flatMap((_, i) => (i % across ? [] : [[i, i + 1].slice(0, across).filter((at) => at < charts.length)]));
  const cut = parts(rows.map((row) => Math.min(Math.max(...row.map((at) => tall[at])), room)), room, GAP);
  const nodes = cut.map((some) => make(some.flatMap((row) => rows[row]).map((at) => charts[at])));
  for (const node of nodes) {
    body.replaceChildren(node);
    stretch(node, room);
  }
  const isRoomy = ([chart, box]) => box.high >= wanted(chart);
  return { isWhole: nodes.every((node) => node.clientHeight <= room) && [...boxes].every(isRoomy), nodes, boxes: [...boxes.values()] };
}

function stretch(node, room) {
  const drawn = [...node.querySelectorAll(".cb-figure")];
  const rows = new Set(drawn.map((box) => box.parentElement.offsetTop)).size;
  const spare = (room - node.offsetHeight) / rows;
  if (rows) for (const box of drawn) high(box, Math.max(box.high + spare, 200));
  for (const box of drawn) { // beside a chart with longer words under it
    const cell = box.parentElement;
    const free = cell.clientHeight - [...cell.children].reduce((sum, one) => sum + one.offsetHeight, 0) - 40;
    if (free > 8) high(box, box.high + free);
  }
}

function bodyParts(board, panel, body, step) {
  const held = panel.body;
  if (held.table) return tableParts(board, panel, body);
  if (held.cards) return cardParts(board, panel, body, step);
  if (held.tiles) return tileParts(board, panel, body);
  if (held.prose) return proseParts(board, panel, body);
  if (held.multiples) return chartParts(board, panel, body);
  if (figures(held).length) return figureParts(panel, body);
  return { isWhole: true, nodes: [text("p", "cb-quiet", panel.status) ?? ""] };
}

// ---- a panel -------------------------------------------------------------------------------

// The panel at one size of type; isWhole says whether everything has its room.
function attempt(board, panel, step, place) {
  const full = frame(board, panel, step, notesOf(panel));
  place.replaceChildren(full);
  const apart = full.querySelector(".cb-notes").offsetHeight > NOTES;
  const few = apart ? [board.head.words.notes_last] : notesOf(panel);
  const blank = () => frame(board, panel, step, few);
  const trial = blank();
  place.replaceChildren(trial);
  const isTitle = trial.querySelector(".cb-finding").offsetHeight <= TITLE;
  const { isWhole, nodes, boxes, charts } = bodyParts(board, panel, inside(trial), step);
  const slides = nodes.map((node) => {
    const made = blank();
    inside(made).append(node);
    return made;
  });
  return { isWhole: isWhole && isTitle, slides: apart ? [...slides, ...noteSlides(board, panel, step, place)] : slides, boxes, charts };
}

function noteSlides(board, panel, step, place) {
  const trial = frame(board, panel, step, []);
  place.replaceChildren(trial);
  const list = (some) => el("div", { class: "cb-slide-notes" }, ...some.map((note) => inItsLanguage(el("p", {}, `※ ${note}`), note, board.head.lang)));
  const whole = list(notesOf(panel));
  inside(trial).append(whole);
  const cut = parts([...whole.children].map((note) => note.offsetHeight + 16), inside(trial).clientHeight);
  return cut.map((some) => {
    const made = frame(board, panel, step, []);
    inside(made).append(list(some.map((i) => notesOf(panel)[i])));
    return made;
  });
}

/** The last slides of a page: what was looked for and not found. */
export function endingOf(board, place) {
  const { entry } = board;
  const told = { name: "foot", finding: entry.title, measure: "", scope: entry.panels[0]?.scope, notes: entry.foot.slice(0, -1) };
  const made = told.notes.length ? noteSlides(board, told, 0, place) : [];
  for (const slide of made) slide.querySelector(".cb-measure").remove();
  place.replaceChildren(...made);
}

/** The slides of a panel, made in a place that is on the screen, with the boxes of its figures and
 * what is drawn in each. */
export function slidesOf(board, panel, place) {
  let made;
  for (let step = 0; step < STEPS; step += 1) {
    made = attempt(board, panel, step, place);
    if (made.isWhole) break;
  }
  made.slides.forEach((slide, i) => {
    const part = slide.querySelector(".cb-slide-part");
    if (made.slides.length < 2) part.remove();
    else part.textContent = partOf(board.head.words, i + 1, made.slides.length);
  });
  return { slides: made.slides, isWhole: made.isWhole, boxes: made.boxes ?? [], charts: made.charts ?? figures(panel.body) };
}
