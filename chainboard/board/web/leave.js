/* In the office: whoever may no longer be here is led to the way in, and no figure stays on screen.
   Streamlit would only say, in English, that it cannot connect. */

const EVERY = 15000; // milliseconds

async function ask() {
  if (!document.querySelector(".cb-who")) return;
  const answer = await fetch("./board/in", { cache: "no-store" }).catch(() => null);
  if (answer && (answer.status === 401 || answer.status === 403)) location.reload();
}

setInterval(ask, EVERY);
