// What stands above the panels: search, title, path, edition and tools, in as little height as
// they need. On a phone the tools wait behind one button.
import { el } from "./dom.js";
import { searchBox } from "./search.js";
import { dressDeck } from "./slides.js";
import { briefDialog } from "./brief.js";
import { copyAddress } from "./take.js";

// A button that shows a part and hides it again; Escape in either hides it.
function fold(name, part) {
  const button = el("button", { type: "button", class: `cb-button cb-${name}`, "aria-expanded": "false" });
  const show = (is) => { part.classList.toggle("cb-open", is); button.setAttribute("aria-expanded", String(is)); };
  button.addEventListener("click", () => show(!part.classList.contains("cb-open")));
  for (const one of [button, part]) one.addEventListener("keydown", (event) => { if (event.key === "Escape") { show(false); button.focus(); } });
  return button;
}

const inFull = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());

/** The parts of the head, as attributes of the board; open(entry) follows what search has found. */
export function makeHead(board, open) {
  const tool = (name, act) => el("button", { type: "button", class: "cb-button", "data-tool": name, on: { click: act } });
  board.search = searchBox(board, open);
  board.path = el("ol", { class: "cb-path" });
  board.nav = el("nav", {}, board.path);
  board.title = el("h1", { class: "cb-title" });
  board.subtitle = el("span", { class: "cb-subtitle" });
  board.stamp = el("span", { class: "cb-stamp" });
  board.banner = el("p", { class: "cb-banner" });
  board.chip = fold("demochip", board.banner);
  board.copy = tool("copy", () => copyAddress(board));
  board.workbook = el("a", { class: "cb-button", "data-tool": "workbook", download: true });
  board.brief = tool("brief", () => board.openDialog(briefDialog(board)));
  board.present = tool("present", inFull);
  board.told = el("span", { class: "cb-told", role: "status" });
  board.part = el("p", { class: "cb-partly" });
  board.messages = el("div", { class: "cb-messages", role: "status" });
  const side = el("div", { class: "cb-side" }, board.copy, board.brief, board.workbook, board.present, board.told);
  board.more = fold("more", side);
  return [
    el("div", { class: "cb-find" }, board.search.root, board.more),
    el("div", { class: "cb-top" }, board.title, el("div", { class: "cb-meta" }, board.chip, board.nav, board.subtitle, board.stamp), side),
    board.banner, board.messages, board.part];
}

function marked(board) {
  const { head } = board;
  board.banner.textContent = head.watermark;
  board.chip.textContent = head.watermark_mark;
  board.chip.title = head.watermark;
  board.chip.hidden = board.banner.hidden = !head.watermark;
}

/** Head, colours and languages as the server sent them last. */
export function dress(board) {
  const { head } = board;
  for (const [name, colour] of Object.entries(head.tokens)) board.root.style.setProperty(`--cb-${name.replaceAll("_", "-")}`, colour);
  document.documentElement.lang = head.lang === "zh" ? "zh-CN" : "en";
  board.root.dataset.theme = head.theme;
  board.root.classList.toggle("cb-demo", Boolean(head.watermark));
  board.root.style.setProperty("--cb-watermark", JSON.stringify(head.watermark_mark ?? ""));
  marked(board);
  board.messages.replaceChildren(...head.messages.map((words) => el("p", { class: "cb-message" }, words)));
  board.stamp.textContent = head.stamp;
  board.copy.textContent = head.words.copy;
  board.workbook.textContent = head.words.workbook;
  board.brief.textContent = head.words.brief;
  board.brief.hidden = !head.briefs.length;
  board.present.textContent = head.words.present;
  board.more.textContent = "…";
  board.more.setAttribute("aria-label", head.words.more);
  board.nav.setAttribute("aria-label", head.words.path);
  board.search.box.setAttribute("aria-label", head.words.search);
  board.search.box.placeholder = head.words.search;
  const skip = document.querySelector("[data-testid=stSkipToContent]"); // Streamlit says it, and what opens a selector, in English
  if (skip) skip.textContent = head.words.skip;
  for (const arrow of document.querySelectorAll(".stSelectbox [aria-haspopup]")) arrow.setAttribute("aria-label", head.words.unfold);
  board.told.textContent = "";
  board.list = head.slides;
  dressDeck(board);
}
