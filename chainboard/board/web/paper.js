// The board on paper: figures as wide as the paper, and a foot on each page with what the panels
// are about, the edition and the number of the page.
import { el } from "./dom.js";
import { figure, figures } from "./bodies.js";

const UPRIGHT = 900, HIGH = 980, LOW = 650; // CSS pixels: wider is paper across; what a page holds

function redraw(board) {
  const shown = [...board.grid.children].filter((section) => section.panel?.boxes?.length);
  const widths = shown.map((section) => section.panel.boxes.map((box) => box.clientWidth));
  shown.forEach((section, at) => {
    const charts = figures(section.panel.body);
    section.panel.boxes.forEach((box, i) => void figure(box, charts[i], widths[at][i], board).catch(console.error));
  });
  const room = board.grid.clientWidth < UPRIGHT ? HIGH : LOW;
  for (const section of board.grid.children) section.classList.toggle("cb-long", section.offsetHeight > room); // may be broken
}

// Words in a style: what could end its string is escaped.
const quoted = (words) => `"${words.replace(/["\\\n<]/g, (letter) => `\\${letter.charCodeAt(0).toString(16)} `)}"`;

function foot(board) {
  const { head, entry } = board;
  const scope = entry.panels.find((panel) => panel.scope)?.scope;
  const said = [entry.title, scope, head.stamp, head.watermark_mark].filter(Boolean).join(" · ");
  board.paper.textContent = `@page {
    @bottom-left { content: ${quoted(said)}; width: 85%; vertical-align: top; padding-top: 3mm; }
    @bottom-right { content: counter(page) " / " counter(pages); width: 15%; vertical-align: top; padding-top: 3mm; }
  }`;
}

/** Make the board ready for paper whenever it is printed. */
export function makePaper(board) {
  const { signal } = board.life;
  const isOnScreen = () => board.entry && board.head.theme !== "projector";
  board.paper = el("style", { media: "print" });
  document.head.append(board.paper);
  signal.addEventListener("abort", () => board.paper.remove());
  addEventListener("beforeprint", () => board.entry && foot(board), { signal });
  // This comes when the page has been laid out for the paper, and again for the screen.
  matchMedia("print").addEventListener("change", () => isOnScreen() && redraw(board), { signal });
}
