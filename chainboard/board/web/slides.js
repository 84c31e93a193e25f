// On the projector a page is a row of slides: PageDown and PageUp go from panel to panel, through
// one that is higher than the screen, and on to the next page. Presenters' clickers send these keys.

/** What one key does on the board: nothing, unless it is one of these two and the slides are shown. */
export function slideKey(board, event) {
  const step = { PageDown: 1, PageUp: -1 }[event.key];
  if (board.head?.theme !== "projector" || !step || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  const slides = [...board.grid.children];
  const top = (slide) => slide.getBoundingClientRect().top;
  const longer = slides.find((slide) => top(slide) <= 8 && slide.getBoundingClientRect().bottom > innerHeight + 8);
  if (step > 0 && longer) return void board.root.closest("[data-testid=stMain]")?.scrollBy({ top: 0.85 * innerHeight });
  const next = step > 0 ? slides.find((slide) => top(slide) > 8) : slides.findLast((slide) => top(slide) < -8);
  if (next) return void next.scrollIntoView({ block: "start" });
  if (step < 0 && slides.length && top(slides[0]) > -9) return void board.root.scrollIntoView({ block: "start" });
  const pages = board.head.pages;
  const to = pages[pages.indexOf(board.head.page) + step];
  if (to) board.follow(`${to}?`);
}
