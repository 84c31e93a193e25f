// What a person takes away from a panel: its table, definitions and sources, CSV, PNG, full screen.
import { el, inItsLanguage, text } from "./dom.js";
import { table } from "./bodies.js";

const DANGEROUS = /^[=+\-@\t\r]/;

function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const words = String(value.words ?? value);
  const safe = DANGEROUS.test(words) && Number.isNaN(Number(words)) ? `'${words}` : words;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv(panel, head) {
  const line = (cells) => cells.map(csvCell).join(",");
  const lines = [line(panel.table.columns.map((column) => column.label)), ...panel.table.raw.map(line), "",
    ...[panel.finding, panel.measure, `${panel.source} ${panel.as_of}`, ...panel.notes, head.stamp, head.watermark].filter(Boolean).map((words) => line([words]))];
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

export function save(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function withStyles(from, to) {
  const styles = getComputedStyle(from);
  for (const name of styles) to.style.setProperty(name, styles.getPropertyValue(name));
  [...from.children].forEach((child, index) => withStyles(child, to.children[index]));
}

async function chartAsImage(section, copy) {
  const chart = section.querySelector(".cb-figure.js-plotly-plot");
  if (!chart) return;
  const size = { width: chart.clientWidth, height: chart.clientHeight };
  const url = await window.Plotly.toImage(chart, { format: "png", scale: 2, ...size });
  const image = el("img", { src: url, width: size.width, height: size.height });
  copy.querySelector(".cb-figure").replaceChildren(image);
}

// The whole panel as a picture: title, measure, body, source and watermark travel together.
export async function png(section, head) {
  const { width, height } = section.getBoundingClientRect();
  const copy = section.cloneNode(true);
  withStyles(section, copy);
  await chartAsImage(section, copy);
  copy.querySelector(".cb-tools")?.remove();
  copy.append(el("p", { style: "margin:4px 0 0;font:13px sans-serif;color:#4A5560" }, [head.stamp, head.watermark].filter(Boolean).join(" · ")));
  const inside = new XMLSerializer().serializeToString(copy);
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${inside}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  const canvas = el("canvas", { width: width * 2, height: height * 2 });
  const pen = canvas.getContext("2d");
  pen.scale(2, 2);
  pen.fillStyle = getComputedStyle(section).backgroundColor;
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function dialog(words, title, ...content) {
  const close = el("button", { type: "button", class: "cb-button", on: { click: () => box.close() } }, words.close);
  const box = el("dialog", { class: "cb-dialog", "aria-label": title },
    el("div", { class: "cb-dialog-head" }, el("h2", {}, title), close), ...content);
  box.addEventListener("close", () => box.remove());
  return box;
}

export function tableDialog(panel, words, lang) {
  return dialog(words, panel.finding, text("p", "cb-measure", panel.measure), table(panel.table, lang, panel.finding),
    text("p", "cb-source", `${panel.source} ${panel.as_of}`));
}

export function sourceDialog(panel, words, lang) {
  const definitions = panel.definitions.flatMap((each) => [
    inItsLanguage(el("dt", {}, each.name), each.name, lang),
    ...each.lines.map((line) => inItsLanguage(el("dd", {}, line), line, lang))]);
  const citations = panel.citations.map((each) => {
    const cited = each.url ? el("a", { href: each.url, target: "_blank", rel: "noopener noreferrer" }, each.words) : each.words;
    return inItsLanguage(el("li", {}, cited), each.words, lang);
  });
  return dialog(words, `${words.definition} · ${panel.finding}`,
    definitions.length ? el("dl", { class: "cb-definitions" }, ...definitions) : null,
    citations.length ? el("h3", {}, words.sources) : null, el("ol", { class: "cb-citations" }, ...citations));
}
