"""Figures of panels as marks in a box: all of what they print, nothing on another, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from chainboard.briefs.drawing import Area, Box, Line, Mark, Rect, Text, draw, high
from chainboard.briefs.drawing_text import block, breadth, plain_lines, wrapped
from chainboard.panels.hover import HOVER
from chainboard.words import Words
from tests.briefs.made import BOTH, Chart, charts

AIR = 0.3  # points that two words may lie on one another, and out of the box
PAPERS = [(442.0, 9.0), (860.0, 16.0), (214.0, 8.0)]  # widths of a page, a slide and half a page
FONT = {"size": 14}
SAY = Words("zh")


def chart(*traces: Chart, **layout: Any) -> Chart:
    plain = {"gridcolor": "#E3E8ED", "zerolinecolor": "#C9D1D9"}
    axes = {name: plain | layout.pop(name, {}) for name in ("xaxis", "yaxis")}
    return {"data": list(traces), "layout": {"height": 300, "font": FONT, **axes, **layout}}


def across(names: Sequence[str], values: Sequence[float | None], **how: Any) -> Chart:
    return {"type": "bar", "orientation": "h", "y": list(names), "x": list(values), **how}


def drawn(figure: Chart, width: float = 442, size: float = 9) -> list[Mark]:
    return draw(figure, Box(width, high(figure, width, size), size), SAY)


def texts(marks: Sequence[Mark]) -> list[Text]:
    return [mark for mark in marks if isinstance(mark, Text)]


def said(marks: Sequence[Mark]) -> list[str]:
    return [letters(text.words) for text in texts(marks)]


def letters(words: str) -> str:
    """Words without what a break of the line puts in or takes out."""
    return "".join(words.split())


def printed(figure: Chart) -> Iterator[str]:
    """What the traces of a figure print beside their points, their bars and in their cells."""
    for trace in figure["data"]:
        is_silent = trace.get("meta") == HOVER or trace.get("fill") == "toself"
        is_off = trace["type"] == "scatter" and "text" not in trace.get("mode", "")
        if is_silent or is_off or trace.get("textposition") == "none":
            continue
        for each in trace.get("text", ()):
            for words in each if isinstance(each, list) else [each]:
                yield from [letters("".join(plain_lines(words)))] if words else []


def reach(mark: Mark) -> tuple[float, float, float, float]:
    if isinstance(mark, Text):
        return block(mark)
    if isinstance(mark, Rect):
        return (mark.x, mark.y, mark.x + mark.w, mark.y + mark.h)
    rings = (mark.points,) if isinstance(mark, Line) else mark.rings
    xs, ys = ([point[n] for ring in rings for point in ring] for n in (0, 1))
    return (min(xs), min(ys), max(xs), max(ys))


def beyond(marks: Sequence[Mark], box: Box) -> list[Mark]:
    edges = [(mark, reach(mark)) for mark in marks]
    return [
        mark
        for mark, (left, top, right, bottom) in edges
        if left < -AIR or top < -AIR or right > box.width + AIR or bottom > box.height + AIR
    ]


def on_one_another(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    blocks = [(text.words, block(text)) for text in texts(marks)]
    return [
        (one, other)
        for (one, (a, b, c, d)), (other, (e, f, g, h)) in combinations(blocks, 2)
        if a < g - AIR and e < c - AIR and b < h - AIR and f < d - AIR
    ]


@pytest.mark.sample(4)
@pytest.mark.parametrize(("width", "size"), PAPERS)
@pytest.mark.parametrize(("pack", "lang"), BOTH)
@pytest.mark.usefixtures("packs")
def test_every_figure_prints_all_its_words_free_and_within_its_box(
    pack, lang, width, size, pytestconfig
):
    faults = []
    for name, view, figure in charts(pack, lang, pytestconfig.getoption("--seed"), 1):
        if name.startswith(("schedule/project_timeline", "overview/county_map")) and width < 400:
            continue  # wide panels, which never have half a page
        box = Box(width, high(figure, width, size), size)
        marks = draw(figure, box, view.say)
        found = said(marks)
        lost = [words for words in printed(figure) if words not in found]
        wrong = [*lost, *beyond(marks, box), *on_one_another(marks)]
        faults += [(name, wrong[:3])] if wrong else []

    assert faults == []


@pytest.mark.usefixtures("packs")
def test_squares_of_counties_and_figures_of_a_slide_are_drawn_as_well():
    from chainboard.navigation import page_at, questions
    from tests.panels.drawing import figures
    from tests.test_words_of_pages import start

    question = next(
        each for each in questions(page_at("overview")) if each.__name__ == "county_map"
    )
    view = replace(start("demo", "zh"), map="tiles", theme="projector")
    (figure,) = figures(question(view))
    box = Box(860, 380, 16)
    marks = draw(figure, box, view.say)

    assert {letters(words) for words in printed(figure)} <= set(said(marks))
    assert (beyond(marks, box), on_one_another(marks)) == ([], [])
    assert {item["words"] for item in figure["layout"]["meta"]["legend"]} <= {
        text.words for text in texts(marks)
    }


def test_a_bar_is_as_long_as_its_value_and_starts_at_its_base():
    plain = drawn(chart(across("甲乙", [50, 100]), xaxis={"range": [0, 100], "visible": False}))
    based = drawn(chart(across("甲", [50], base=[25]), xaxis={"range": [0, 100], "visible": False}))
    short, long = (mark for mark in plain if isinstance(mark, Rect))
    (part,) = (mark for mark in based if isinstance(mark, Rect))

    assert long.w == pytest.approx(2 * short.w)
    assert short.y > long.y  # the first category is the lowest
    assert part.x - long.x == pytest.approx(long.w / 4)


def test_bars_stand_side_by_side_or_on_top_of_one_another():
    pair = [across("甲", [1]), across("甲", [2])]
    beside = [mark for mark in drawn(chart(*pair, barmode="group")) if isinstance(mark, Rect)]
    piled = [mark for mark in drawn(chart(*pair, barmode="stack")) if isinstance(mark, Rect)]

    assert beside[0].y > beside[1].y + beside[1].h - 1
    assert piled[1].x == pytest.approx(piled[0].x + piled[0].w)
    assert piled[1].y == piled[0].y


def test_numbers_along_an_axis_are_round_and_have_no_letters():
    marks = drawn(chart({"type": "bar", "x": ["1月", "2月"], "y": [152_000, 1_204_000]}))

    assert {"0", "500,000", "1,000,000"} <= set(said(marks))


def test_a_gap_in_a_line_stays_a_gap():
    line = {"type": "scatter", "mode": "lines", "line": {"color": "#12436D", "width": 2}}
    figure = chart({**line, "x": ["1", "2", "3", "4", "5"], "y": [1, 2, None, 3, 4]})
    runs = [mark for mark in drawn(figure) if isinstance(mark, Line) and mark.colour == "#12436D"]

    assert [len(run.points) for run in runs] == [2, 2]


def test_the_band_of_an_outlook_lies_between_its_two_lines():
    edge = {"type": "scatter", "mode": "lines", "line": {"color": "#12436D", "width": 1}}
    low = {**edge, "x": ["1", "2"], "y": [1, 2]}
    above = {**edge, "x": ["1", "2"], "y": [2, 4], "fill": "tonexty", "fillcolor": "#12436D2E"}
    (band,) = [mark for mark in drawn(chart(low, above)) if isinstance(mark, Area)]

    assert len(band.rings[0]) == 4
    assert band.fill == "#D4DDE5"


def test_a_name_that_is_long_goes_on_in_a_second_line_and_keeps_its_words():
    wrapping = wrapped("示例合水页岩油开发项目0053", 60, 9)

    assert wrapping.count("\n") == 2 and "0053" in wrapping
    assert max(breadth(line, 9) for line in wrapping.split("\n")) <= 60
    assert wrapped("Demo Zhenyuan Industrial Park", 84, 9).split("\n") == [
        "Demo Zhenyuan",
        "Industrial Park",
    ]


def test_words_of_the_data_are_words_and_no_markup():
    figure = chart(
        across(["甲&amp;乙<br>丙"], [1], text=["<b>5</b> &lt; 6"], textposition="outside")
    )

    assert {"甲&乙丙", "5<6"} <= set(said(drawn(figure)))


def test_an_ink_that_no_colour_is_of_stops_the_drawing():
    with pytest.raises(ValueError, match="no colour of a figure: hsl"):
        drawn(chart(across("甲", [1], marker={"color": "hsl(0,0%,0%)"})))
