// The steps of a chain where they always stand: from upstream to downstream, support below, and
// what flows between them as lines. All distances are parts of the grid, so that lines fit every
// width without being measured. A step opens the evidence behind it.
import { el, inItsLanguage, svg, text } from "./dom.js";
import { link } from "./ways.js";

const HIGH = 4, GAP = 1.6, DOWN = HIGH + GAP; // parts of the height: a step, and the room below it
const LOW = HIGH / 4; // off the middle of a step's side, where lines of another kind start and end
const BAND = 4; // the room above the steps of support
const ACROSS = 96;
const WIDTHS = { flows: { side: 3, tile: 24, gutter: 9 }, none: { side: 0, tile: 30, gutter: 3 } };
const isPhone = () => matchMedia("screen and (max-width: 640px)").matches;

/** How many rows the three columns have, how many those of support, and how high all is in parts. */
export function rowsOf(positions) {
  const rows = Math.max(...positions.slice(0, 3).map(({ tiles }) => tiles.length), 1);
  const below = Math.ceil(positions[3].tiles.length / 3);
  return { rows, below, parts: rows * DOWN + (below ? BAND + below * DOWN : 0) };
}

// Where each step stands, in the order of the positions.
function spots(positions, wide, { rows }) {
  const at = (col, row, isBand) => {
    const left = wide.side + col * (wide.tile + wide.gutter), top = row * DOWN + (isBand ? rows * DOWN + BAND : 0);
    return { col, row, isBand, left, right: left + wide.tile, middle: left + wide.tile / 2, top, y: top + HIGH / 2, bottom: top + HIGH };
  };
  return positions.flatMap(({ tiles }, col) => tiles.map((_, i) => (col < 3 ? at(col, i, false) : at(i % 3, Math.floor(i / 3), true))));
}

const curve = (x, y, toX, toY) => `C${(x + toX) / 2} ${y} ${(x + toX) / 2} ${toY} ${toX} ${toY}`;

// A line from step to step, and where its head points: what stands in one row apart runs in the
// gap between two rows, what comes from or goes to support along the gutters.
function lines(flows, wide, { rows }) {
  const used = new Map();
  const next = (name) => { used.set(name, (used.get(name) ?? -1) + 1); return used.get(name); };
  const gutter = (index) => {
    const width = index % 3 ? wide.gutter : wide.side, from = index ? wide.side + index * (wide.tile + wide.gutter) - wide.gutter : 0;
    return from + width * (0.25 + 0.17 * (next(`g${index}`) % 4));
  };
  const bus = () => rows * DOWN - 0.4 + 0.4 * (next("bus") % 4);
  const over = (spot) => spot.middle + (wide.tile / 8) * ([0, -1, 1, -2, 2][next(`s${spot.col}${spot.row}`) % 5]);
  return flows.map(([a, b]) => {
    if (a.isBand !== b.isBand) {
      const [main, support] = a.isBand ? [b, a] : [a, b];
      const x = gutter(a.isBand ? main.col : main.col + 1), y = bus(), low = main.y + LOW;
      const side = a.isBand ? main.left : main.right, top = support.row ? support.y : support.top;
      const end = support.row ? support.left : over(support);
      const there = `${end} ${top}`, turn = `${end} ${y}`;
      return a.isBand
        ? { d: `M${there}L${turn}L${x} ${y}L${x} ${low}L${side} ${low}`, head: [side, low, "right"] }
        : { d: `M${side} ${low}L${x} ${low}L${x} ${y}L${turn}L${there}`, head: [end, top, "down"] };
    }
    if (a.col === b.col) {
      if (b.row === a.row + 1) return { d: `M${a.middle} ${a.bottom}L${b.middle} ${b.top}`, head: [b.middle, b.top, "down"] };
      if (b.row === a.row - 1) return { d: `M${a.middle} ${a.top}L${b.middle} ${b.bottom}`, head: [b.middle, b.bottom, "up"] };
      const isLeft = a.col === 0, x = isLeft ? a.left : a.right, out = x + (isLeft ? -2.6 : 2.6);
      const off = b.row > a.row ? LOW : -LOW, from = a.y + off, to = b.y - off;
      return { d: `M${x} ${from}C${out} ${from} ${out} ${to} ${x} ${to}`, head: [x, to, isLeft ? "right" : "left"] };
    }
    const ahead = b.col > a.col;
    const [from, to] = ahead ? [a.right, b.left] : [a.left, b.right];
    const head = [to, b.y, ahead ? "right" : "left"];
    if (Math.abs(b.col - a.col) === 1) return { d: `M${from} ${a.y}${curve(from, a.y, to, b.y)}`, head };
    const gap = b.row > a.row ? b.row - 1 : b.row < a.row ? b.row : a.row;
    const y = gap * DOWN + HIGH + GAP * (0.3 + 0.2 * (next(`r${gap}`) % 3)) + (a.isBand ? rows * DOWN + BAND : 0);
    const edge = wide.side + wide.tile + wide.gutter, inner = ahead ? [edge, edge + wide.tile] : [edge + wide.tile, edge];
    return { d: `M${from} ${a.y}${curve(from, a.y, inner[0], y)}L${inner[1]} ${y}${curve(inner[1], y, to, b.y)}`, head };
  });
}

function drawing(body, faces, wide, size) {
  const at = spots(body.tiles, wide, size);
  const made = lines(body.edges.map(([from, to]) => [at[from], at[to]]), wide, size);
  const isBroken = ([from, to]) => faces[from].status === "missing" || faces[to].status === "missing";
  const paths = made.map(({ d }, i) => svg("path", { d, "data-ends": body.edges[i].join(" "), class: isBroken(body.edges[i]) ? "cb-flow cb-broken" : "cb-flow" }));
  const heads = new Map(made.map(({ head }, i) => [head.join(" "), { head, ends: body.edges[i] }]));
  const box = el("div", { class: "cb-flows", "aria-hidden": "true" },
    svg("svg", { viewBox: `0 0 ${ACROSS} ${size.parts}`, preserveAspectRatio: "none" }, ...paths));
  for (const { head: [x, y, way], ends } of heads.values()) {
    const one = el("span", { class: isBroken(ends) ? `cb-head cb-${way} cb-broken` : `cb-head cb-${way}` });
    one.style.left = `${(100 * x) / ACROSS}%`;
    one.style.top = `${(100 * y) / size.parts}%`;
    box.append(one);
  }
  return box;
}

function evidence(board, face, words, lang) {
  const said = (name, line) => inItsLanguage(el("p", { class: name }, line), line, lang);
  return [text("p", "cb-evidence-name", `${face.name} · ${face.mark} ${face.word}`), said("", face.evidence), ...face.facts.map((line) => said("", line)),
    face.flow ? said("", face.flow) : null, face.source ? said("cb-source", face.source) : null,
    el("p", {}, link(board, words.go + (face.is_chosen ? "all" : face.node_id), face.is_chosen ? words.back : words.see, { class: "cb-way" }))].filter(Boolean);
}

/** The map; without: on a slide, where nothing opens and what moved stands in the notes. */
export function chainMap(board, body, lang, without = false) {
  const { tiles: positions, words } = body;
  const wide = WIDTHS[body.edges.length ? "flows" : "none"], size = rowsOf(positions);
  const faces = positions.flatMap(({ tiles }) => tiles);
  const name = (index) => faces[index].name;
  const told = el("div", { class: "cb-evidence", role: "region", "aria-label": words.evidence, hidden: true });
  const grid = el("div", { class: "cb-chainmap" });
  const box = el("div", { class: "cb-mapbox" }, grid, without ? null : told);
  const track = ({ side, tile, gutter }) => [side, tile, gutter, tile, gutter, tile, side].map((part) => `minmax(0, ${part}fr)`).join(" ");
  grid.style.gridTemplateColumns = track(wide);
  const tall = (count) => `repeat(${count}, ${HIGH}fr ${GAP}fr)`;
  grid.style.gridTemplateRows = `auto ${tall(size.rows)}${size.below ? ` ${BAND}fr ${tall(size.below)}` : ""}`;
  const put = (one, col, row) => { one.style.gridArea = `${row} / ${2 * col + 2}`; grid.append(one); };
  let open;
  const show = (button, face) => {
    const closes = open === button;
    open?.setAttribute("aria-expanded", "false");
    open = closes ? undefined : button;
    told.hidden = closes;
    if (closes) return;
    button.setAttribute("aria-expanded", "true");
    told.replaceChildren(...evidence(board, face, words, lang));
    if (isPhone()) button.after(told);
    else box.append(told);
  };
  const near = (index, isOn) => { for (const path of grid.querySelectorAll("path")) path.classList.toggle("cb-near", isOn && path.dataset.ends.split(" ").includes(String(index))); };
  let index = 0;
  positions.forEach((position, col) => {
    if (col === 3 && !position.tiles.length) return;
    const head = el("h3", { class: col < 3 ? "cb-position-name" : "cb-position-name cb-support" }, position.name);
    put(head, Math.min(col, 3) % 3, col < 3 ? 1 : 2 + 2 * size.rows);
    if (!position.tiles.length) put(text("p", "cb-quiet", words.none), col, 2);
    position.tiles.forEach((face, i) => {
      const own = index;
      const to = body.edges.filter(([from]) => from === own).map(([, end]) => name(end));
      if (to.length) face.flow = `${words.to}${to.join(words.join)}`;
      const button = el(without ? "div" : "button", {
        ...(without ? {} : { type: "button", "aria-expanded": "false", on: { click: () => show(button, face), pointerenter: () => near(own, true), pointerleave: () => near(own, false), focus: () => near(own, true), blur: () => near(own, false) } }),
        class: `cb-tile cb-tile-${face.status}${face.is_chosen ? " cb-chosen" : ""}`, data: { node: face.node_id },
      }, el("span", { class: "cb-tile-name" }, face.name),
      el("span", { class: "cb-tile-status" }, el("span", { "aria-hidden": "true" }, face.mark), ` ${face.word}`),
      without ? null : text("span", "cb-tile-note", face.note), text("span", "cb-tile-flow", face.flow));
      put(button, col < 3 ? col : i % 3, col < 3 ? 2 + 2 * i : 3 + 2 * size.rows + 2 * Math.floor(i / 3));
      if (face.is_chosen && !without) show(button, face);
      index += 1;
    });
  });
  if (body.edges.length) grid.prepend(drawing(body, faces, wide, size));
  return box;
}

/** The map cut into parts that fit: each with the lines between its own steps.
 * room  how many parts of the height there are */
export function cutMap(body, room) {
  const most = Math.max(1, Math.floor(room / DOWN)), hasRoomBelow = (some, below) => some * DOWN + BAND + below * DOWN <= room;
  const faces = body.tiles.flatMap(({ tiles }) => tiles);
  const { rows, below } = rowsOf(body.tiles);
  const of = (tilesOf) => {
    const tiles = body.tiles.map((position, col) => ({ ...position, tiles: tilesOf(position.tiles, col) }));
    const left = new Map(tiles.flatMap((position) => position.tiles).map((face, i) => [face, i]));
    const edges = body.edges.map((ends) => ends.map((end) => left.get(faces[end]))).filter((ends) => ends.every((end) => end !== undefined));
    return { ...body, tiles, edges };
  };
  const count = Math.ceil(rows / most), each = Math.ceil(rows / count);
  const last = rows - each * (count - 1);
  const apart = below && !hasRoomBelow(last, below);
  const made = Array.from({ length: rows > 0 ? count : 0 }, (_, part) => of((tiles, col) => (col < 3 ? tiles.slice(part * each, (part + 1) * each) : part === count - 1 && !apart ? tiles : [])));
  return apart ? [...made, of((tiles, col) => (col < 3 ? [] : tiles))] : made;
}
