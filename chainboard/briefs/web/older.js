// What the drawing code uses and Chromium 81 has not yet; each is left alone where it is there.
const lacks = (owner, name, value) => name in owner || Object.defineProperty(owner, name, { value, writable: true, configurable: true });

function at(index) {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}

for (const kind of [Array, String, Object.getPrototypeOf(Int8Array)]) lacks(kind.prototype, "at", at);
lacks(String.prototype, "replaceAll", function replaceAll(from, to) {
  return from instanceof RegExp ? this.replace(from, to) : this.split(from).join(to);
});
lacks(Object, "hasOwn", (owner, name) => Object.prototype.hasOwnProperty.call(owner, name));
for (const kind of [Element, Document, DocumentFragment]) lacks(kind.prototype, "replaceChildren", function replaceChildren(...nodes) {
  while (this.lastChild) this.lastChild.remove();
  this.append(...nodes);
});

// A rule with a selector that a browser does not know is refused by an error, on which Plotly stops.
const { insertRule } = CSSStyleSheet.prototype;
CSSStyleSheet.prototype.insertRule = function insertKnown(...rule) {
  try { return insertRule.apply(this, rule); } catch (error) {
    if (error.name !== "SyntaxError") throw error;
    return 0;
  }
};

// Whether columns of a line keep their distance: no selector tells it.
const probe = document.createElement("div");
probe.style.cssText = "display:flex;flex-direction:column;row-gap:1px;position:absolute";
probe.append(document.createElement("i"), document.createElement("i"));
document.documentElement.append(probe);
document.documentElement.classList.toggle("mt-nogap", probe.scrollHeight === 0);
probe.remove();
