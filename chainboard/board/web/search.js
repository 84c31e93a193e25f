// The search box: looks through the names of the edition as they are typed, pinyin initials too.
import { el, straight } from "./dom.js";

const MOST = 12;

/** Looks for every word typed; names that begin with the words stand first. */
export function found(entries, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const rank = (entry) => (words.every((word) => entry.keys.split(" ").some((key) => key.startsWith(word))) ? 0 : 1);
  return entries.filter((entry) => words.every((word) => entry.keys.includes(word)))
    .map((entry) => [rank(entry), entry]).sort((a, b) => a[0] - b[0]).slice(0, MOST).map(([, entry]) => entry);
}

/** The box; open(entry) is called with what was chosen. */
export function searchBox(board, open) {
  const id = `cb-found-${Math.random().toString(36).slice(2)}`;
  const list = el("ul", { class: "cb-found", role: "listbox", id, hidden: true });
  const box = el("input", { class: "cb-searchbox", type: "text", role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" });
  const told = el("div", { class: "cb-searchtold", role: "status", hidden: true });
  let entries = null, at = -1, shown = [];

  const tell = (...what) => { told.replaceChildren(...what); told.hidden = !what.length; };
  const again = () => el("button", { type: "button", class: "cb-button", on: { click: () => { box.focus(); look(); } } }, board.head.words.again);
  // Whether there is something to look through; while there is not, the line under the box says why.
  const load = async () => {
    if (entries?.from === board.head.search) return true;
    const from = board.head.search;
    tell(board.head.words.loading);
    try {
      const answer = await fetch(from);
      if (!answer.ok) throw new Error(`${from}: ${answer.status}`);
      entries = Object.assign(JSON.parse(straight(await answer.text())), { from });
      tell();
    } catch (error) {
      console.warn(error);
      tell(board.head.words.search_failed, again());
    }
    return entries?.from === board.head.search;
  };
  const close = () => { list.hidden = true; at = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
  const choose = (entry) => { close(); box.value = ""; open(entry); };
  const mark = (to) => {
    at = to;
    [...list.children].forEach((line, index) => line.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) { box.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const look = async () => {
    if (!(await load())) return void close();
    shown = found(entries, box.value);
    const lines = shown.map((entry, index) => el("li", { role: "option", id: `${id}-${index}`, "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); choose(entry); } } },
      el("span", {}, entry.words), el("span", { class: "cb-kind" }, entry.kind)));
    const none = el("li", { role: "option", "aria-selected": "false", "aria-disabled": "true", class: "cb-kind" }, board.head.words.nothing);
    list.replaceChildren(...(lines.length ? lines : [none]));
    list.hidden = !box.value.trim();
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark(shown.length && !list.hidden ? 0 : -1);
  };
  box.addEventListener("focus", () => { if (told.hidden) load(); });
  box.addEventListener("input", look);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); box.value = ""; }
    if (list.hidden || !shown.length) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); mark((at + step + shown.length) % shown.length); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(shown[at]); }
  });
  return { root: el("div", { class: "cb-search", role: "search" }, box, list, told), box };
}
