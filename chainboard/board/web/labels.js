// Words on a map stand where a county is, and small counties are neighbours: those that would
// stand on one another move apart, each half the way.
const ROUNDS = 12, GAP = 2;

function moved(words, x, y) {
  words.shift = [words.shift[0] + x, words.shift[1] + y];
  words.one.style.translate = `${words.shift[0]}px ${words.shift[1]}px`;
}

function part(a, b, scale) {
  const one = a.one.getBoundingClientRect(), other = b.one.getBoundingClientRect();
  const across = (Math.min(one.right, other.right) - Math.max(one.left, other.left)) / scale + GAP;
  const down = (Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)) / scale + GAP;
  if (across <= GAP || down <= GAP) return false;
  const x = across < down ? (across / 2) * (one.left < other.left ? -1 : 1) : 0;
  const y = across < down ? 0 : (down / 2) * (one.top < other.top ? -1 : 1);
  moved(a, x, y);
  moved(b, -x, -y);
  return true;
}

/** Move the words of a drawn map apart. */
export function apart(box) {
  const found = [...box.querySelectorAll(".geo .scattergeo text")].map((one) => ({ one, shift: [0, 0] }));
  for (const words of found) words.one.style.translate = "";
  const scale = box.getBoundingClientRect().width / box.offsetWidth || 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const isMoved = found.map((a, i) => found.slice(i + 1).map((b) => part(a, b, scale)).some(Boolean)).some(Boolean);
    if (!isMoved) return;
  }
}
