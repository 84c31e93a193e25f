// How panels stand beside each other: a row that its panels do not fill is filled by its last one,
// and a panel in full screen, or one lower than its neighbour, gives its figures what is left.
const ACROSS = 6, DESK = 900, WIDE = 1300, TALLEST = 2.2;

function span(section) {
  const named = innerWidth >= WIDE ? section.dataset.width.split(" ") : [];
  if (named.includes("two_thirds")) return 4;
  if (named.includes("third")) return 2;
  return section.classList.contains("cb-wide") ? ACROSS : 3;
}

/** Widens the last panel of each row that is not full. */
export function fillRows(sections) {
  const isGrid = innerWidth > DESK;
  let left = ACROSS, last = null;
  const close = () => { if (isGrid && last && left) last.style.gridColumn = `span ${span(last) + left}`; };
  for (const section of sections) {
    section.style.gridColumn = "";
    const wide = span(section);
    if (wide > left || section.previousElementSibling?.matches(".cb-group")) { close(); left = ACROSS; }
    left -= wide;
    last = section;
  }
  close();
}

const drawnHeight = (box) => box.style.height.replace("px", "") * 1;

/** The height that each figure of a panel can take beyond its own, as a factor from 1. */
export function roomFor(section) {
  const boxes = section.panel.boxes ?? [];
  const body = section.cb("body");
  const isFull = document.fullscreenElement === section;
  if (!boxes.length || !(isFull || section.dataset.width.includes("two_thirds"))) return 1;
  const rows = new Map(boxes.map((box) => [box.offsetTop, drawnHeight(box)])); // figures side by side are one row
  const drawn = [...rows.values()].reduce((sum, height) => sum + height, 0);
  const used = [...body.children].reduce((sum, one) => sum + one.offsetHeight, 0);
  const factor = (drawn + body.clientHeight - used) / drawn;
  return Math.max(1, isFull ? factor : Math.min(factor, TALLEST));
}
