"""The box over a chart, on every page of both packs: one for all series of a position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from chainboard.navigation import pages, questions
from chainboard.panels.hover import HOVER
from chainboard.sheet.scope import asked
from tests.panels.drawing import figures
from tests.test_words_of_pages import BOTH, views

SILENT = ("skip", "none")
UNIT = re.compile(r"\d[\d,.—]*\s?[^\d\s,.—]")  # a number with its unit; English counts have none
WORD = re.compile(r"[^\d—]+")  # a kind of missing
ZERO = re.compile(r"(RMB )?[−]?0(\.0+)?(?![\d.])")
Chart = dict[str, Any]


def charts(pack: str, lang: str, seed: int, many: int) -> Iterator[tuple[str, Chart]]:
    """Every chart of the pages as they open and of some of their choices; the map is one area a
    county, and speaks for itself."""
    for page in pages():
        for view in views(page, pack, lang, seed, many):
            for question in questions(page):
                panel = asked(page, question, view).panel
                if panel.body is None or panel.name == "county_map":
                    continue
                for at, chart in enumerate(figures(panel)):
                    yield f"{page.address}/{panel.name}[{at}]", chart


def lines(text: str) -> list[tuple[str, str]]:
    """The lines of a box under its head: what each is called and what it says."""
    bare = re.sub(r"<(?!br)[^>]*>", "", text)
    told = [
        line
        for line in bare.replace("<br>　", " ").split("<br>")[1:]
        if "：" in line or ": " in line
    ]
    return [tuple(re.split(r"：|: ", line, maxsplit=1)) for line in told]  # type: ignore[misc]


def flat(value: Any) -> list[Any]:
    return [one for each in value for one in flat(each)] if isinstance(value, list) else [value]


def speakers(chart: Chart) -> list[dict[str, Any]]:
    return [trace for trace in chart["data"] if trace.get("hoverinfo") not in SILENT]


def without_box(chart: Chart) -> list[str]:
    """Positions that a series is drawn at and no box is about; or that the box is not one."""
    spoken = speakers(chart)
    if len(spoken) != 1 or "hovertemplate" in spoken[0] or spoken[0].get("hoverinfo") != "text":
        return [f"{len(spoken)} traces speak"]
    (box,) = spoken
    if box.get("meta") != HOVER:
        return [] if chart["layout"]["hovermode"] == "closest" else ["no box"]
    along = chart["layout"]["hovermode"]
    drawn = {place for trace in chart["data"] for place in trace.get(along) or ()}
    return sorted(drawn - set(box[along]))


def unsaid(chart: Chart) -> list[str]:
    """Boxes without a line, and lines without a name or, in Chinese, without a unit."""
    (box,) = speakers(chart)
    found = []
    for text in flat(box["hovertext"]):
        told = lines(text)
        found += [text] if text and not told else []
        for name, said in told:
            has_digits = re.search(r"\d", said) is not None
            if not name.strip(" ●○") or not said.strip() or (has_digits and not UNIT.search(said)):
                found.append(f"{name} | {said}")
    return found


def as_nought(chart: Chart) -> list[str]:
    """Boxes that say 0 where no series is 0, or that do not say a missing main figure's word."""
    (box,) = speakers(chart)
    along = chart["layout"]["hovermode"]
    if box.get("meta") != HOVER:
        return []
    other = {"x": "y", "y": "x"}[along]
    found = []
    for place, text in zip(box[along], box["hovertext"], strict=True):
        here = [
            value
            for trace in chart["data"]
            if trace is not box
            for at, value in zip(trace.get(along) or (), trace.get(other) or (), strict=False)
            if at == place
        ]
        is_nought = any(isinstance(v, int | float) and abs(v) < 0.01 for v in here)
        said = [said for _name, said in lines(text)]
        found += [text for one in said if ZERO.match(one) and not is_nought]
        if here and all(value is None for value in here):
            found += [] if any(WORD.fullmatch(one) for one in said) else [f"{place}: {text}"]
    return found


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_a_position_of_a_chart_has_one_box_that_says_every_series(pack, lang, request):
    seed = request.config.getoption("--seed")
    many = 12 if request.config.getoption("--all") else 1
    found: list[str] = []
    for name, chart in charts(pack, lang, seed, many):
        wrong = without_box(chart) or [
            *(unsaid(chart) if lang == "zh" else ()),
            *as_nought(chart),
        ]
        found += [f"{name}: {each}" for each in wrong[:1]]
    assert found == []
