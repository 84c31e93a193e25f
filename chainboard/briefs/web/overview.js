// All slides side by side, small: one is picked by the mouse or by the keyboard.
import { el } from "../../board/web/dom.js";

const MOVES = { ArrowRight: () => 1, ArrowLeft: () => -1, ArrowDown: (across) => across, ArrowUp: (across) => -across };

const covers = (deck) => deck.items.map((item) => item.slide.parentElement.querySelector(".mt-pick"));

function acrossOf(picks) {
  const top = picks[0].getBoundingClientRect().top;
  return Math.max(1, picks.findIndex((pick) => pick.getBoundingClientRect().top > top + 2)) || picks.length;
}

function moved(deck, event) {
  const picks = covers(deck), at = picks.indexOf(document.activeElement);
  const last = picks.length - 1;
  const to = event.key === "Home" ? 0 : event.key === "End" ? last : at < 0 || !(event.key in MOVES) ? -1 : at + MOVES[event.key](acrossOf(picks));
  if (to < 0 || to > last) return event.key in MOVES;
  picks[to].focus();
  return true;
}

// A slide is made as small as the place that it has among the others.
function fit({ deck, root }) {
  const [{ slide }] = deck.items;
  root.style.setProperty("--mt-small", slide.parentElement.clientWidth / slide.offsetWidth);
}

/** Show all slides of a deck, or the one that was shown before. */
export function overview(board) {
  const bar = el("div", { class: "mt-bar" });
  const shown = { bar, isOpen: false };
  const pick = (item, at) => el("button", { type: "button", class: "mt-pick", "aria-label": `${at + 1} · ${item.panel.finding}`,
    on: { click: () => { shown.toggle(false); board.go(at); } } }, el("span", { class: "mt-pick-number" }, String(at + 1)));
  shown.toggle = (isOpen = !shown.isOpen) => {
    if (isOpen === shown.isOpen || !board.deck.isCut) return;
    shown.isOpen = isOpen;
    board.root.classList.toggle("mt-overview", isOpen);
    board.deck.items.forEach((item, at) => {
      item.slide.inert = isOpen;
      if (isOpen) item.slide.after(pick(item, at));
      else item.slide.parentElement.querySelector(".mt-pick").remove();
    });
    bar.replaceChildren(...(isOpen ? [el("h2", {}, board.brief.title), ...board.choices(), board.closing(() => shown.toggle(false))] : []));
    if (!isOpen) return;
    fit(board);
    const now = covers(board.deck)[board.deck.at];
    now.classList.add("mt-here");
    now.scrollIntoView({ block: "center" });
    now.focus({ preventScroll: true });
  };
  addEventListener("resize", () => shown.isOpen && fit(board));
  shown.key = (event) => moved(board.deck, event);
  return shown;
}
