// The first answer of the server: its panels are drawn at once, and only then is Streamlit asked
// for, so that a page stands before its frame does.
import { first, giveWay } from "./board.js";
import { painted } from "./dom.js";

const place = document.getElementById("cb-first");

function startStreamlit() {
  document.head.append(document.importNode(document.getElementById("cb-streamlit").content, true));
  const root = document.getElementById("root");
  const watch = new MutationObserver(() => {
    if (!place.isConnected) watch.disconnect();
    else if (root.querySelector("[data-testid=stAlert], [data-testid=stException]")) giveWay();
  });
  watch.observe(root, { childList: true, subtree: true });
}

const answer = document.getElementById("cb-answer");
const sent = new TextEncoder().encode(answer.textContent);
answer.remove();
new Promise((ready) => ready(first(place.lastElementChild, sent))).catch(giveWay)
  .then(painted).finally(startStreamlit);
