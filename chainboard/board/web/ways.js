// Ways from one page to another: what leads somewhere says so as "page?parameter=value".
import { el } from "./dom.js";

/** The panel of this page that a way leads to: "#attention"; "" for a way to a page. */
export const panelOf = (go) => (go.startsWith("#") ? go.slice(1) : "");

/** page and parameters of a way; parameters that are "all" take a filter away. What stands behind
 * # only tells two points of a figure apart: Plotly drops points that share an id. */
export function way(go) {
  const [page, query = ""] = go.split("#")[0].split("?");
  return { page, params: Object.fromEntries(new URLSearchParams(query)) };
}

/** What the page's own selector shows, once somebody chose it: what a page starts with is nobody's
 * choice, and the next page must not take it for one. */
export function picks(board) {
  return board.head.switch && board.picked ? { [board.head.switch]: board.selected } : {};
}

/** The parameters of what is on the screen, with what was picked on the page's own selector. */
export function here(board) {
  return { ...board.head.address, ...picks(board) };
}

/** The same with what changes no figure: the slides that a presenter has chosen. */
export function wholly(board) {
  return { ...here(board), ...(board.list?.length ? { slides: board.list.join(",") } : {}) };
}

/** The address a way leads to from here, for a new tab and for the eye. */
export function addressOf(board, go) {
  if (panelOf(go)) return addressOf(board, board.head.page) + `#cb-${panelOf(go)}`;
  const { page, params } = way(go);
  const { matter, code, ...shown } = wholly(board); // what is looked at or typed stays on its page
  const same = page === board.head.page && matter ? { matter } : {};
  const kept = Object.entries({ ...shown, ...same, ...params }).filter(([, value]) => value !== "all" && value !== "");
  return `./${page === board.head.pages[0] ? "" : page}?${new URLSearchParams(kept)}`;
}

/** The address of what is on the screen as data: panel.csv of this page, or .xlsx for all of it. */
export function dataOf(board, file) {
  return `./data/${board.head.page}${file}?${new URLSearchParams(here(board))}`;
}

/** A link that a plain click follows inside the board and any other click as usual; in a file, that
 * has no other pages, its words alone. */
export function link(board, go, words, marks = {}) {
  if (board.isFile) return el("span", {}, words);
  const follow = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    board.follow(go);
  };
  return el("a", { ...marks, href: addressOf(board, go), on: { click: follow } }, words);
}

/** The way up: city, subject, what is picked. */
export function path(board, steps) {
  return steps.map((step, index) => el("li", {}, step.go && index < steps.length - 1 ? link(board, step.go, step.words) : el("span", { "aria-current": "page" }, step.words)));
}

/** A click on a part of a figure follows the id of that part. */
export function clickable(box, follow) {
  box.on?.("plotly_click", (event) => {
    const point = event.points?.[0];
    const ids = point?.data?.ids;
    const number = point?.pointNumber ?? 0; // an area has none: its whole trace leads to one place
    const at = Array.isArray(number) ? number : [number];
    const go = at.reduce((inside, index) => (Array.isArray(inside) ? inside[index] : inside), ids);
    if (typeof go === "string" && go) follow(go);
  });
}
