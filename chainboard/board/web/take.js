// What a person takes away from a panel: its table, definitions and sources, a picture of it.
import { el, inItsLanguage, text } from "./dom.js";
import { sortedTable } from "./tables.js";
import { wholly } from "./ways.js";

// A row of the table ends with the number of its citation; a figure that was sent in has its cell.
function cited(panel, words, say) {
  const { columns, rows, cells, raw } = panel.table;
  if (!panel.citations.length) return { raw, columns, rows: rows.map((row) => row.slice(0, -1)) };
  const origin = (row, i) => [say(row.at(-1)), cells?.[i]].filter(Boolean).join(" ");
  return { raw, columns: [...columns, { label: words.sources }], rows: rows.map((row, i) => [...row.slice(0, -1), origin(row, i)]) };
}

/** The address of what is on the screen, into the clipboard. */
export async function copyAddress(board) {
  const address = new URL(location.href);
  address.search = new URLSearchParams(wholly(board));
  try {
    await navigator.clipboard.writeText(address.href);
  } catch { // no clipboard without https: the field is selected for Ctrl+C
    const field = el("input", { class: "cb-address", readonly: true, "aria-label": board.head.words.copy });
    field.value = address.href;
    board.copy.after(field);
    field.select();
    document.execCommand("copy");
    field.addEventListener("blur", () => field.remove(), { once: true });
  }
  board.told.textContent = board.head.words.copied;
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

// The slices of the font that this page has loaded, as a style that a picture can carry.
async function fontsInside() {
  const loaded = new Set([...document.fonts].filter((face) => face.status === "loaded").map((face) => face.unicodeRange));
  const rules = [...document.styleSheets].filter((sheet) => sheet.href?.includes("/app/static/fonts/"))
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href })))
    .filter(({ rule }) => loaded.has(rule.style?.getPropertyValue("unicode-range")));
  const faces = await Promise.all(rules.map(async ({ rule, base }) => {
    const url = new URL(/url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue("src"))[1], base);
    const slice = await (await fetch(url)).blob();
    const data = await new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.readAsDataURL(slice);
    });
    return rule.cssText.replace(/url\([^)]*\)/, `url("${data}")`);
  }));
  return faces.join("\n");
}

// The whole panel as a picture: title, measure, body, source and warning travel together.
export async function png(section, head) {
  section.classList.add("cb-alone"); // what its page says once, it says itself
  const { width, height } = section.getBoundingClientRect();
  const copy = section.cloneNode(true);
  withStyles(section, copy);
  section.classList.remove("cb-alone");
  copy.querySelector(":scope > .cb-toolplace").remove();
  copy.append(el("style", {}, await fontsInside()),
    el("p", { style: "margin:8px 0 0;font-size:13px;color:inherit" }, head.stamp, head.watermark ? el("strong", {}, ` · ${head.watermark}`) : null));
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

export function dialog(words, title, ...content) {
  const close = el("button", { type: "button", class: "cb-button", on: { click: () => box.close() } }, words.close);
  const box = el("dialog", { class: "cb-dialog", "aria-label": title },
    el("div", { class: "cb-dialog-head" }, el("h2", {}, title), close), ...content);
  box.addEventListener("close", () => box.remove());
  return box;
}

function citations(panel, lang) {
  return el("ol", { class: "cb-citations" }, ...panel.citations.map((each) => {
    const said = each.url ? el("a", { href: each.url, target: "_blank", rel: "noopener noreferrer" }, each.words) : each.words;
    return inItsLanguage(el("li", {}, said), each.words, lang);
  }));
}

export function tableDialog(board, panel, words, lang) {
  const shown = cited(panel, words, (index) => (index === null ? "" : `[${index + 1}]`));
  return dialog(words, panel.finding, text("p", "cb-measure", panel.measure), sortedTable(board, shown, lang, panel.finding),
    panel.citations.length ? el("h3", {}, words.sources) : null, citations(panel, lang));
}

/** What one metric, or anything else with a name and lines, means. */
export function definitionDialog(words, name, lines, lang) {
  return dialog(words, name, el("div", { class: "cb-definitions" }, ...lines.map((line) => inItsLanguage(el("p", {}, line), line, lang))));
}

export function sourceDialog(panel, words, lang) {
  const definitions = panel.definitions.flatMap((each) => [
    inItsLanguage(el("dt", {}, each.name), each.name, lang),
    ...each.lines.map((line) => inItsLanguage(el("dd", {}, line), line, lang))]);
  return dialog(words, `${words.definition} · ${panel.finding}`,
    definitions.length ? el("dl", { class: "cb-definitions" }, ...definitions) : null,
    panel.citations.length ? el("h3", {}, words.sources) : null, citations(panel, lang));
}
