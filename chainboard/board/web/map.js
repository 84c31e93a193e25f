// A map in a figure: outlines from the boundaries of the data folder, names where they fit inside
// them or led out by a line, and the legend under it. Only here is known how wide the map is.
const NARROW = 360, SMALL_TYPE = 11; // pixels of a map on a phone, and of its type
const LARGE = 20; // type of a projector: it is read from afar and gets no smaller
const LINE = 1.3, TALL = 1.75; // height of a further line and of the first, in the size of its type
const STEP = 4; // pixels between the places that are tried for a name
const NEAR = 6; // length of a line that leads a name out, in the size of its type, that asks for no other type
const PARTS = [0.94, 0.86, 0.78]; // of its frame that a map fills
const GAP = 6, APART = 18; // pixels from a colour of the legend to its words, from these to the next
const fetched = new Map(); // address → outlines by area code

const ofAreas = ({ features }) => new Map(features.map(({ properties, geometry }) => [properties.area_code, rings(geometry)]));

/** Boundaries that need not be asked for: a file brings them. */
export function brought(address, boundaries) {
  fetched.set(address, Promise.resolve(ofAreas(boundaries)));
}

function outlines(address) {
  if (!fetched.has(address)) {
    const asked = fetch(address).then((answer) => answer.json()).then(ofAreas);
    asked.catch(() => fetched.delete(address));
    fetched.set(address, asked);
  }
  return fetched.get(address);
}

// The rings of an area, holes the other way round than what they are in: so they stay empty.
function rings({ type, coordinates }) {
  const turned = (ring, way) => (Math.sign(area(ring)) === way ? ring : [...ring].reverse());
  return (type === "Polygon" ? [coordinates] : coordinates)
    .flatMap((polygon) => polygon.map((ring, i) => turned(ring, i ? -1 : 1)));
}

const area = (ring) => ring.reduce((sum, [x, y], i) => { const [u, v] = ring[(i + 1) % ring.length]; return sum + x * v - u * y; }, 0);

const pen = document.createElement("canvas").getContext("2d");
function breadth(words, font) {
  pen.font = `${font.size}px ${font.family}`;
  return pen.measureText(words).width;
}

// Points along the rings, close enough that none lies between two of them unseen.
function dots(shape) {
  return shape.flatMap((ring) => ring.flatMap(([x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length], parts = Math.max(1, Math.ceil(Math.hypot(u - x, v - y) / STEP));
    return Array.from({ length: parts }, (_, n) => [x + ((u - x) * n) / parts, y + ((v - y) * n) / parts]);
  }));
}

function isInside([px, py], shape) {
  let inside = false;
  for (const ring of shape) ring.forEach(([x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length];
    if ((y > py) !== (v > py) && px < ((u - x) * (py - y)) / (v - y) + x) inside = !inside;
  });
  return inside;
}

// How much room a box has round a point: 0.5 when it touches the nearest dot; 0 when there is no
// more than enough. Asked for some thousand places, it looks at no dot in vain.
function fit([x, y], [w, h], around, enough) {
  let least = Infinity;
  for (let i = 0; i < around.length; i += 1) {
    const far = Math.max(Math.abs(around[i][0] - x) / w, Math.abs(around[i][1] - y) / h);
    if (far <= enough) return 0;
    if (far < least) least = far;
  }
  return least;
}

function roomiest(shape, around, box) {
  const xs = around.map(([x]) => x), ys = around.map(([, y]) => y), right = Math.max(...xs), bottom = Math.max(...ys);
  let best = { at: around[0], fit: 0 };
  for (let x = Math.min(...xs); x < right; x += STEP) for (let y = Math.min(...ys); y < bottom; y += STEP) {
    const found = fit([x, y], box, around, best.fit);
    if (found && isInside([x, y], shape)) best = { at: [x, y], fit: found };
  }
  return best;
}

const overlap = ([x, y], [w, h], { at, box }) => Math.abs(at[0] - x) < (w + box[0]) / 2 && Math.abs(at[1] - y) < (h + box[1]) / 2;
const between = ([x, y], [u, v]) => Array.from({ length: 40 }, (_, n) => [x + ((u - x) * n) / 40, y + ((v - y) * n) / 40]);

// The free place nearest to an area, off every area, name and line, and how far that is; none in a
// full frame. Where its own line may cross a name there are more.
function outside(from, [w, h], frame, shapes, around, names, mayCross) {
  const lines = names.filter((name) => name.from).flatMap((name) => between(name.from, name.at));
  const isFree = (at) => !names.some((name) => overlap(at, [w, h], name) || (!mayCross && between(from, at).some((dot) => overlap(dot, [0, 0], name))))
    && fit(at, [w, h], around, 0.5) && fit(at, [w, h], lines, 0.5) && !shapes.some((shape) => isInside(at, shape));
  let best = null, least = Infinity;
  for (let x = w / 2; x <= frame.w - w / 2; x += 2 * STEP) for (let y = h / 2; y <= frame.h - h / 2; y += 2 * STEP) {
    const far = Math.hypot(x - from[0], y - from[1]);
    if (far < least && isFree([x, y])) [best, least] = [[x, y], far];
  }
  return best && { at: best, box: [w, h], from, far: least };
}

// Where each name stands: in two lines or in one, smaller if need be, inside its area, or led out.
function stand(words, shapes, font, frame) {
  const sizes = font.size < LARGE ? [font.size, Math.min(font.size, SMALL_TYPE)] : [font.size];
  const ways = words.map((said) => sizes.flatMap((size) => [said, said.replace("<br>", " ")].map((text) => {
    const lines = text.split("<br>"), type = { ...font, size };
    return { text, size, box: [Math.max(...lines.map((line) => breadth(line, type))) + 4, ((lines.length - 1) * LINE + TALL) * size] };
  })));
  const edges = shapes.map(dots), all = edges.flat();
  const names = ways.map((each, i) => {
    let first;
    for (const way of each) {
      const found = { ...way, ...roomiest(shapes[i], edges[i], way.box) };
      if (found.fit >= 0.5) return found;
      first ??= found;
    }
    return first;
  });
  const stands = names.filter((name) => name.fit >= 0.5);
  const led = [...names.keys()].filter((i) => !stands.includes(names[i]));
  const leadOut = (i) => {
    const name = names[i];
    for (const mayCross of [false, true]) {
      let nearest = null;
      for (const way of ways[i]) {
        const place = outside(name.at, way.box, frame, shapes, all, stands, mayCross);
        if (place && (!nearest || place.far < nearest.far)) nearest = { ...way, ...place };
        if (place && (way.size >= LARGE || place.far < NEAR * way.size)) break;
      }
      if (!nearest) continue;
      Object.assign(name, nearest);
      break;
    }
    stands.push(name);
  };
  led.forEach(leadOut);
  uncrossed(names, led, stands, leadOut);
  return names;
}

const side = ([x, y], [u, v], [p, q]) => Math.sign((u - x) * (q - y) - (v - y) * (p - x));
const cross = (one, other) => one.from && other.from
  && side(one.from, one.at, other.from) !== side(one.from, one.at, other.at)
  && side(other.from, other.at, one.from) !== side(other.from, other.at, one.at);

// Two names whose lines cross look for their places in the other order, and keep these where the
// lines then do not.
function uncrossed(names, led, stands, leadOut) {
  led.forEach((i, n) => led.slice(n + 1).forEach((j) => {
    const pair = [names[i], names[j]], before = pair.map((name) => ({ ...name }));
    if (!cross(...pair)) return;
    for (const name of pair) {
      stands.splice(stands.indexOf(name), 1);
      Object.assign(name, { at: name.from, from: undefined });
    }
    leadOut(j);
    leadOut(i);
    if (cross(...pair)) pair.forEach((name, at) => Object.assign(name, before[at]));
  }));
}

function lead({ at: [x, y], box: [w, h], from: [u, v] }) {
  const part = Math.min(1, Math.min(w / 2 / Math.abs(u - x || 1e-9), h / 2 / Math.abs(v - y || 1e-9)));
  return [[x + (u - x) * part, y + (v - y) * part], [u, v]];
}

// Degrees to pixels of the frame and back, with the map as large as a part of what it allows.
function scaled(shapes, frame, part) {
  const all = shapes.flat(2), lon = all.map(([x]) => x), lat = all.map(([, y]) => y);
  const [west, east, south, north] = [Math.min(...lon), Math.max(...lon), Math.min(...lat), Math.max(...lat)];
  const midX = (west + east) / 2, midY = (south + north) / 2, narrow = Math.cos((midY * Math.PI) / 180);
  const size = part * Math.min(frame.w / ((east - west) * narrow || 1), frame.h / (north - south || 1));
  const to = ([x, y]) => [frame.w / 2 + (x - midX) * narrow * size, frame.h / 2 - (y - midY) * size];
  const back = ([x, y]) => [midX + (x - frame.w / 2) / (narrow * size), midY - (y - frame.h / 2) / size];
  return { to, back, narrow };
}

// A map that is a little smaller has names nearer to their areas: the largest where none is far,
// else the one where the farthest is nearest.
function roomy(words, areas, font, frame) {
  let best = null;
  for (const part of font.size < LARGE ? PARTS : PARTS.slice(0, 1)) {
    const { to, ...made } = scaled(areas, frame, part);
    const names = stand(words, areas.map((area) => area.map((ring) => ring.map(to))), font, frame);
    const far = Math.max(...names.map((name) => name.far ?? 0));
    if (!best || far < best.far) best = { ...made, names, far };
    if (far < NEAR * font.size) break;
  }
  return best;
}

async function drawn(body, font, frame) {
  const found = await outlines(body.layout.meta.boundaries);
  const codes = body.data.map((trace) => trace.meta.area).filter((code) => found.has(code));
  if (!codes.length) return body;
  const listed = body.data.find((trace) => trace.meta.part === "names");
  const at = codes.map((code) => listed.meta.areas.indexOf(code));
  const { back, narrow, names } = roomy(at.map((i) => listed.text[i]), codes.map((code) => found.get(code)), font, frame);
  const fill = {
    names(trace) {
      const points = names.map((name) => back(name.at));
      fill.led = names.filter((name) => name.from);
      const color = names.map((name, i) => (name.from ? trace.meta.tone : trace.textfont.color[at[i]]));
      return { ...trace, x: points.map(([x]) => x), y: points.map(([, y]) => y), text: names.map((name) => name.text), textfont: { ...trace.textfont, color, size: names.map((name) => name.size) } };
    },
    leads(trace) {
      const points = fill.led.flatMap((name) => [...lead(name).map(back), [null, null]]);
      return { ...trace, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
    },
    area(trace) {
      const points = (found.get(trace.meta.area) ?? []).flatMap((ring) => [...ring, [null, null]]);
      return { ...trace, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
    },
  };
  const data = body.data.reduceRight((rest, trace) => [fill[trace.meta.part ?? "area"](trace), ...rest], []);
  const [[west, north], [east, south]] = [back([0, 0]), back([frame.w, frame.h])];
  const { xaxis, yaxis } = body.layout;
  return { data, layout: { ...body.layout, xaxis: { ...xaxis, range: [west, east] }, yaxis: { ...yaxis, range: [south, north], scaleratio: 1 / narrow } } };
}

// The legend in as many lines as it takes: a square and words for each class.
function legend(items, width, font) {
  const swatch = font.size;
  let x = 0, line = 0;
  const at = items.map(({ words }) => {
    const long = swatch + GAP + breadth(words, font);
    if (x && x + long > width) [x, line] = [0, line + 1];
    const here = { x, line };
    x += long + APART;
    return here;
  });
  const high = Math.round(1.6 * font.size), top = ({ line: n }) => -GAP - high * (n + 0.5);
  const shapes = items.map(({ colour }, i) => ({
    type: "rect", xref: "paper", yref: "paper", xsizemode: "pixel", ysizemode: "pixel", xanchor: 0, yanchor: 0, fillcolor: colour,
    line: { width: 1, color: "#4A5560" }, x0: at[i].x, x1: at[i].x + swatch, y0: top(at[i]) - swatch / 2, y1: top(at[i]) + swatch / 2,
  }));
  const annotations = items.map(({ words }, i) => ({
    xref: "paper", yref: "paper", x: 0, y: 0, xanchor: "left", yanchor: "middle", align: "left", showarrow: false,
    borderpad: 0, text: words, font, xshift: at[i].x + swatch + GAP, yshift: top(at[i]),
  }));
  return { shapes, annotations, high: high * (line + 1) + GAP };
}

/** A figure with its legend, and with its outlines and names where it is a map. */
export async function placed(body, width) {
  const { margin, height, meta, font: own } = body.layout;
  const font = { ...own, size: width < NARROW ? SMALL_TYPE : own.size };
  const { high, ...told } = legend(meta.legend, width - margin.l - margin.r, font);
  const layout = { ...body.layout, ...told, margin: { ...margin, b: margin.b + high } };
  const frame = { w: width - margin.l - margin.r, h: height - margin.t - margin.b - high };
  return meta.boundaries ? drawn({ ...body, layout }, font, frame) : { ...body, layout };
}
