"""Every word of the board, collected page by page: for the tests of what is written on it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser import screen
from tests.browser.screen import drawn, mark, opened
from tests.conftest import Some

# Words of sources stand in their own language inside an element that says so (lang); those are
# quotations. The page's own lang is on <html>. Dialogs are opened, read and closed again.
COLLECT = """
(quoted) => {
  const found = new Map();
  const note = (one, words, kind) => {
    const said = words.replace(/\\s+/g, " ").trim();
    if (!said || one.closest("script, style, noscript, template")) return;
    const isQuoted = Boolean(one.closest(`body [lang|=${quoted}]`));
    const inside = one.closest("dialog") ? "dialog" : kind;
    const panel = one.closest("[data-panel]")?.dataset.panel ?? "frame";
    found.set(`${panel} ${inside} ${said}`, [panel, inside, said, isQuoted]);
  };
  const read = (root) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const one = node.parentElement;
      note(one, node.data, one.closest(".cb-figure") ? "chart" : "text");
    }
    for (const name of ["aria-label", "title", "alt", "placeholder"])
      for (const one of root.querySelectorAll(`[${name}]`)) note(one, one.getAttribute(name), name);
  };
  read(document.body);
  note(document.body, document.title, "title");
  for (const section of document.querySelectorAll("[data-panel]"))
    for (const tool of section.querySelectorAll("[data-tool=table], [data-tool=definition]")) {
      tool.click();
      const dialog = document.querySelector("dialog[open]");
      dialog.dataset.panel = section.dataset.panel;
      read(dialog);
      dialog.close();
    }
  return [...found.values()];
}
"""


CHAINS = 3  # whose pages are read where a sample is drawn


@dataclass(frozen=True)
class Words:
    """Some words on the board, and where they stand.

    place      the page and chain
    panel      the panel's name, or frame
    kind       text, chart, dialog, title, or the attribute that holds them
    is_quoted  the element says that it is in the other language: the words of a source
    """

    place: str
    panel: str
    kind: str
    words: str
    is_quoted: bool


def all_words(page: Page, pack: str, lang: str, some: Some) -> list[Words]:
    """All the words of every page of a pack in a language; of /chain, for the chains drawn."""
    said = f"pack={pack}&lang={lang}"
    found = [*_chain_words(page, f"/chain?{said}", lang, some)]
    opened(page, f"/chain?{said}&chain=petrochem&county=621022&period=2023&basis=month")
    found += _words(page, "petrochem, one county, a month of 2023", lang)
    for name in screen.PAGES:
        if name != "chain":
            opened(page, f"/{name}?{said}")
            found += _words(page, name or "overview", lang)
    return found


def _chain_words(page: Page, address: str, lang: str, some: Some) -> list[Words]:
    opened(page, address)
    found = []
    for chain in some(screen.chains(page), CHAINS):
        page.locator(f"[data-chain={chain}]").click()
        drawn(page, mark(chain))
        found += _words(page, chain, lang)
    return found


def _words(page: Page, place: str, lang: str) -> list[Words]:
    other = "zh" if lang == "en" else "en"
    return [Words(place, *one) for one in page.evaluate(COLLECT, other)]
