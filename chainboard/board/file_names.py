"""What files are called that are taken from the board: 链_板块_期间_版次."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chainboard.briefs import Brief
from chainboard.page import AXES, Page
from chainboard.panels import Panel
from chainboard.sheet import Sheet, titles
from chainboard.sheet.scope import picked_name
from chainboard.view import View, period_of
from chainboard.words import Words
from chainboard.words.panel_names import panel_name as short_name

FORBIDDEN = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
LONGEST = 60  # letters of one part


def of_panel(page: str, drawn: Sheet) -> str:
    """The name of a panel's file without its ending: 油煤气化工_产业链产值走势_2026-10_版次3."""
    view = drawn.view
    if drawn.panel.stamp:
        return _plain(panel_name(page, drawn.panel, view.say))
    narrowed = [picked_name(axis, view) for axis in drawn.panel.narrowed]
    of_matter = [view.matter] if drawn.panel.paper and view.matter else []
    name = panel_name(page, drawn.panel, view.say)
    return _joined([*_where(view), *narrowed, name, *of_matter], [drawn])


def of_page(page: Page, drawn: Sequence[Sheet]) -> str:
    """The name of a page's file without its ending: 油煤气化工产业链_2026-10_版次3."""
    view = drawn[0].view
    title = titles.title(page, view)[0]
    if drawn[0].panel.stamp:
        return _plain(title)
    return _joined([title, *(place for place in _chosen(view) if place not in title)], drawn)


def of_brief(brief: Brief) -> str:
    """The name of a brief's file without its ending: 庆阳市产业链简报_2026-10_演示_版次3."""
    return _joined([brief.title], list(brief.sheets))


def panel_name(page: str, panel: Panel, say: Words) -> str:
    """What a panel is called: its short name, else its finding, else its name in the address."""
    return short_name(say.lang, page, panel.name) or panel.finding or panel.name


def _joined(parts: list[str], drawn: Sequence[Sheet]) -> str:
    view, say = drawn[0].view, drawn[0].view.say
    made_up = [say.pack_name(view.pack.name)] if view.pack.is_synthetic else []
    edition = say("版次{edition}").format(edition=view.edition)
    named = [*parts, view.period or _newest(drawn), *made_up, edition]
    return "_".join(map(_plain, named))


def _plain(part: str) -> str:
    return FORBIDDEN.sub("_", part)[:LONGEST].strip("_.")


def _where(view: View) -> list[str]:
    return _chosen(view) or [view.say("全市")]


def _chosen(view: View) -> list[str]:
    """The short names of the chain, county and park that are picked."""
    names = (picked_name(name, view, AXES[name].on_button) for name in ("chain", "county", "park"))
    return [name for name in names if name]


def _newest(drawn: Sequence[Sheet]) -> str:
    """The newest period of the lines as an address writes it, else that of the edition."""
    as_of = drawn[0].view.as_of
    ends = [line.row.get("period_end") for each in drawn for line in each.lines]
    reached = [end for end in ends if isinstance(end, date) and end <= as_of]
    return period_of(max(reached)) if reached else period_of(as_of)
