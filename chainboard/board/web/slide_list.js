// The list in which a presenter chooses the panels of a page and their order, by mouse or keyboard.
import { el } from "./dom.js";

function row(board, section, isShown, words) {
  const name = board.head.names[section.dataset.panel] || section.panel.finding;
  const move = (step) => (event) => {
    const item = event.currentTarget.closest("li");
    const beside = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (beside) beside[step < 0 ? "before" : "after"](item);
    event.currentTarget.focus();
  };
  const mover = (step, mark, label) => el("button", { type: "button", class: "cb-button", "aria-label": `${label}：${name}`, title: label, on: { click: move(step) } }, mark);
  const box = el("input", { type: "checkbox", value: section.dataset.panel });
  box.checked = isShown;
  return el("li", {}, el("label", {}, box, el("span", {}, name)),
    el("span", { class: "cb-list-count" }, String(section.children.length)),
    mover(-1, "↑", words.earlier), mover(1, "↓", words.later));
}

/** The dialog; told, when it closes, the names that were chosen, none where all are in order. */
export function listDialog(board, shown, all, told) {
  const { words } = board.head;
  const sections = [...shown, ...all.filter((section) => !shown.includes(section))];
  const list = el("ol", { class: "cb-list" }, ...sections.map((section) => row(board, section, shown.includes(section), words)));
  const close = el("button", { type: "button", class: "cb-button", on: { click: () => box.close() } }, words.close);
  const reset = el("button", { type: "button", class: "cb-button", "data-tool": "all_slides", on: { click: () => { isReset = true; box.close(); } } }, words.all_slides);
  let isReset = false;
  const box = el("dialog", { class: "cb-dialog cb-list-dialog", "aria-label": words.slides },
    el("div", { class: "cb-dialog-head" }, el("h2", {}, words.slides), close), list, reset);
  box.addEventListener("close", () => {
    box.remove();
    const names = [...list.querySelectorAll("input:checked")].map((one) => one.value);
    const usual = all.map((section) => section.dataset.panel);
    told(isReset || !names.length || names.join() === usual.join() ? [] : names);
  });
  return box;
}
