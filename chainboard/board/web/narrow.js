// Figures where there is little room: names over columns stand upright, a heat table whose cells
// are narrower than their numbers is folded, and on a phone names and words stand above bars.
const NARROW = 380, SMALL_TYPE = 11; // pixels of a figure on a phone, and of its type
const LETTER = 0.6; // width of a digit in the size of its type
const LINE = 1.35, APART = 8; // height of a line in the size of its type, and pixels between two bars
const THICK = 16; // pixels of a bar below its words

const inner = ({ margin }, width) => width - margin.l - margin.r;

// Names over columns that are narrower than they are stand upright, in as many lines as a column
// has room for, with the room this takes: the server has measured every way to stand.
function upright({ margin, meta }, names, column) {
  if (!meta?.heads || meta.heads.flat <= column) return { room: margin.t, ticks: {} };
  const { standing } = meta.heads;
  const way = standing.filter(({ across }) => across <= column).at(-1) ?? standing[0];
  return { room: way.room, ticks: { tickangle: -90, tickvals: names, ticktext: way.words } };
}

const CELLS = ["z", "text", "ids", "hovertext"]; // of a heat map: lines of a value for each column
function columnsOf(trace, from, to) {
  const cut = CELLS.filter((key) => trace[key]).map((key) => [key, trace[key].map((line) => line.slice(from, to))]);
  return { ...trace, ...Object.fromEntries(cut), x: trace.x.slice(from, to) };
}

// A heat table in as few parts, one under another, as its numbers have room for.
function folded(body, width) {
  const [heat] = body.data, { layout } = body, names = heat.x;
  const longest = Math.max(...heat.text.flat().map((said) => said.length));
  const most = Math.max(1, Math.floor(inner(layout, width) / (longest * LETTER * heat.textfont.size + 4)));
  const parts = body.data.length > 1 ? 1 : Math.ceil(names.length / most), across = Math.ceil(names.length / parts);
  const { room, ticks } = upright(layout, names, inner(layout, width) / across);
  const high = layout.height - layout.margin.t - layout.margin.b, all = parts * high + (parts - 1) * room;
  const made = { data: body.data, layout: { ...layout, height: all + room + layout.margin.b, margin: { ...layout.margin, t: room } } };
  for (let part = 0; part < parts; part += 1) {
    const from = part * across, to = from + across, mark = part ? `${part + 1}` : "", top = 1 - (part * (high + room)) / all;
    const own = ticks.ticktext ? { ...ticks, tickvals: names.slice(from, to), ticktext: ticks.ticktext.slice(from, to) } : {};
    made.layout[`xaxis${mark}`] = { ...layout.xaxis, ...own, ...(parts > 1 ? { anchor: `y${mark}`, range: [-0.5, across - 0.5] } : {}) };
    if (parts > 1) made.layout[`yaxis${mark}`] = { ...layout.yaxis, anchor: `x${mark}`, domain: [Math.max(0, top - high / all), top] };
  }
  if (parts > 1) made.data = Array.from({ length: parts }, (_, part) => ({ ...columnsOf(heat, part * across, (part + 1) * across), ...(part ? { xaxis: `x${part + 1}`, yaxis: `y${part + 1}` } : {}) }));
  return made;
}

const isAcross = (trace) => trace.type === "bar" && trace.orientation === "h" && typeof trace.y[0] === "string";
const stands = (trace) => trace.text?.length && trace.textposition !== "inside";

// Bars that names and words leave less than half of the width have these above them.
function lifted(body, width, times) {
  const { layout } = body, bars = body.data.filter(isAcross), { range } = layout.xaxis;
  if (!bars.length || !range || width >= NARROW) return body;
  const ends = bars.flatMap((trace) => trace.x.flatMap((value, i) => [trace.base?.[i] ?? 0, (trace.base?.[i] ?? 0) + value])), [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  if ((inner(layout, width) * (high - low)) / (range[1] - range[0]) >= width / 2) return body;
  const names = bars[0].y, size = layout.font.size, said = body.data.filter(stands);
  const words = said.length === 1 ? new Map(said[0].y.map((name, i) => [name, said[0].text[i].trim()])) : null;
  const flat = (each) => each.replaceAll("<br>", " ");
  const pitch = (layout.height - layout.margin.t - layout.margin.b) / names.length;
  const widest = Math.max(...bars.map((trace) => trace.width ?? 0)), filled = 1 - (layout.bargap ?? 0.2);
  const isFree = words && !bars.some((trace) => trace.textposition === "inside");
  const thick = Math.min(isFree ? THICK : Infinity, pitch * (widest || filled));
  const step = thick + LINE * size + APART, part = thick / step;
  const annotations = names.map((name) => ({
    xref: "paper", x: 0, xanchor: "left", yref: "y", y: name, yanchor: "bottom", yshift: (times * thick) / 2, align: "left", showarrow: false,
    borderpad: 0, bgcolor: "#FFFFFF", text: [name, words?.get(name)].filter(Boolean).map(flat).join("  "),
  }));
  const data = body.data.filter((trace) => !words || trace !== said[0] || isAcross(trace)).map((trace) => ({
    ...trace, ...(trace.width ? { width: (trace.width / widest) * part } : {}), ...(words && trace === said[0] ? { text: undefined } : {}),
  }));
  return { data, layout: {
    ...layout, annotations, bargap: 1 - part, height: Math.round(names.length * step + layout.margin.t + layout.margin.b),
    margin: { ...layout.margin, l: 8, ...(words ? { r: 8 } : {}) },
    xaxis: words ? { ...layout.xaxis, range: [Math.min(range[0], low), Math.min(range[1], high + 0.05 * (high - low))] } : layout.xaxis,
    yaxis: { ...layout.yaxis, showticklabels: false },
  } };
}

// The words beside points are smaller, or neighbours would stand on one another.
const small = (traces) => traces.map((trace) => (trace.mode?.includes("text") ? { ...trace, textfont: { ...trace.textfont, size: SMALL_TYPE } } : trace));

/** Where names over columns stand on a slide, which is as wide as it is. */
export function headed({ data, layout }, width) {
  if (!layout.meta?.heads) return layout;
  const { room, ticks } = upright(layout, data[0].x, inner(layout, width) / data[0].x.length);
  return { ...layout, margin: { ...layout.margin, t: room }, xaxis: { ...layout.xaxis, ...ticks } };
}

/** A figure as it is drawn so wide: with other places for its words, and as high as they want
 * before it is made so many times higher. */
export function fitted(body, width, times) {
  if (body.data[0]?.type === "heatmap" && body.layout.xaxis.side === "top") return folded(body, width);
  const made = lifted(body, width, times);
  return width < NARROW ? { ...made, data: small(made.data) } : made;
}
