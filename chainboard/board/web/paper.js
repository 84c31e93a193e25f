// The board on paper: figures as wide as the paper, and a foot on each page with what the panels
// are about, the edition and the number of the page.
import { el } from "./dom.js";
import { figure, figures } from "./bodies.js";

const LONG = 20; // rows of a table that may be broken: it need not begin on a page of its own

function redraw(board) {
  const shown = [...board.grid.children].filter((section) => section.panel?.boxes?.length);
  const widths = shown.map((section) => section.panel.boxes.map((box) => box.clientWidth));
  shown.forEach((section, at) => {
    const charts = figures(section.panel.body);
    section.panel.boxes.forEach((box, i) => void figure(box, charts[i], widths[at][i], board).catch(console.error));
  });
}

// Words in a style: what could end its string is escaped.
const quoted = (words) => `"${words.replace(/["\\\n<]/g, (letter) => `\\${letter.charCodeAt(0).toString(16)} `)}"`;

// Before the pages are counted: nothing that moves a page may change later.
function prepare(board) {
  const { head, entry } = board;
  for (const section of board.grid.children) section.classList.toggle("cb-long", (section.panel?.body?.table?.rows.length ?? 0) > LONG);
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
  addEventListener("beforeprint", () => board.entry && prepare(board), { signal });
  // This comes when the page has been laid out for the paper, and again for the screen.
  matchMedia("print").addEventListener("change", () => isOnScreen() && redraw(board), { signal });
}
