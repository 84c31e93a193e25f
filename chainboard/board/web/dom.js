// Elements from data. Text enters by textContent only, so nothing from data becomes markup.

export function el(tag, marks = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(marks)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// Marks that turn the direction of what follows: a name that holds one would turn its neighbours too.
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;

/** What the server sent, without the marks that turn the direction of text. */
export const straight = (sent) => sent.replace(TURNS, "");

export function text(tag, name, words) {
  return words ? el(tag, { class: name }, words) : null;
}

export function svg(tag, marks = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(marks)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const CHINESE = /\p{Script=Han}(?:[^A-Za-z]*\p{Script=Han})?/u;
const RUN = new RegExp(`([《“(]*\\p{Script=Han}(?:[^A-Za-z]*[\\p{Script=Han}》”)])?(?:\\.\\w+(?: · \\p{Script=Han}+)?)?)`, "u");

// Words of a source stay in their own language: a screen reader and the eye are both told which
// part of an English line is a Chinese quotation.
export function inItsLanguage(element, words, lang) {
  if (lang === "zh" || !CHINESE.test(words)) return element;
  const parts = words.split(RUN).filter(Boolean).map((part) => (CHINESE.test(part) ? el("span", { lang: "zh-CN" }, part) : part));
  (element.querySelector("a") ?? element).replaceChildren(...parts);
  return element;
}

/** When what stands on the page has been painted, or need not be because nobody sees it. */
export const painted = () => new Promise((ready) => {
  setTimeout(ready, 200);
  requestAnimationFrame(() => setTimeout(ready));
});
