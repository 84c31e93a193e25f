"""What a page is called in a view, in every output of it."""

from __future__ import annotations

from chainboard.page import Page
from chainboard.sheet.scope import picked_name
from chainboard.sheet.stamps import area_name
from chainboard.view import View


def title(page: Page, view: View) -> tuple[str, str]:
    """The page's title, and the line that says what kind of record this pack is."""
    say = view.say
    picked = picked_name(page.switch, view) if page.switch else ""
    said = say.heading(vars(page), "picked" if picked else "title")
    is_record = view.pack.is_record and not page.is_internal
    record = say("公开资料核对版 · 各数期间不一 · 不评灯") if is_record else ""
    return capital(said.format(name=picked, area=area_name(view))), record


def capital(words: str) -> str:
    """Words with a capital at their head."""
    return words[:1].upper() + words[1:]
