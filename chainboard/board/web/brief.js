// Files to take along: of the page, the city, the chain or the county that is on the screen.
import { el } from "./dom.js";
import { dataOf } from "./ways.js";
import { dialog, save } from "./take.js";

const FORMS = ["pptx", "pdf", "docx", "html", "xlsx"];

// The name that the server gives a file, else that of its address.
function nameOf(answer, fallback) {
  const said = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition") ?? "");
  return said ? decodeURIComponent(said[1]) : fallback;
}

async function take(board, told, subject, form) {
  const { words } = board.head;
  const box = told.parentElement;
  box.querySelectorAll("button[data-form]").forEach((button) => { button.disabled = true; });
  told.textContent = words.brief_making;
  try {
    const answer = await fetch(`${dataOf(board, `.${form}`)}&brief=${subject}`);
    if (!answer.ok) throw new Error((await answer.json()).error?.message);
    save(nameOf(answer, `${board.head.page}.${form}`), await answer.blob());
    told.textContent = words.brief_made;
  } catch (error) {
    told.textContent = error?.message || words.brief_failed;
  }
  box.querySelectorAll("button[data-form]").forEach((button) => { button.disabled = false; });
}

/** The dialog of the files that can be taken along. */
export function briefDialog(board) {
  const { words, briefs } = board.head;
  const told = el("p", { class: "cb-brief-told", role: "status" });
  const isShown = ([subject]) => subject !== board.head.switch || board.selected !== "all";
  const rows = briefs.filter(isShown).map(([subject, label]) => el("div", { class: "cb-brief" }, el("h3", {}, label),
    ...FORMS.map((form) => el("button", {
      type: "button", class: "cb-button", data: { form, subject }, "aria-label": `${label} ${form.toUpperCase()}`,
      on: { click: () => take(board, told, subject, form) },
    }, words[`brief_${form}`]))));
  return dialog(words, words.brief, ...rows, told);
}
