"""Charts of a deck can be edited: their workbooks hold the numbers, their words are those printed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from chainboard.briefs.pptx_chart import native
from chainboard.briefs.pptx_chart_xml import Scale, Written
from chainboard.briefs.pptx_cut import cut
from chainboard.briefs.pptx_heat import is_heat, shade
from chainboard.briefs.pptx_text import Type, flat, lines, width
from chainboard.panels.hover import HOVER
from chainboard.panels.panel import Figure, Multiples
from chainboard.panels.tokens import TOKENS
from chainboard.sheet.data import number
from tests.briefs.made import brief_of
from tests.briefs.test_pptx import every, opened, squeezed, texts

BARS = {
    "data": [
        {
            "type": "bar", "orientation": "h", "y": ["镇原 — 未报", "环县", "西峰"],
            "x": [None, 0.125, 412.6], "text": ["", "0.13", "412.60"], "textposition": "outside",
            "marker": {"color": ["#12436D", "#12436D", "#B3261E"]},
        }
    ],
    "layout": {"xaxis": {"visible": False}, "yaxis": {"type": "category"}},
}  # fmt: skip


def charts_of(panel: Any) -> list[Any]:
    if isinstance(panel.body, Figure):
        return [{"data": panel.body.data, "layout": panel.body.layout}]
    return (
        [c for c in panel.body.charts if "data" in c] if isinstance(panel.body, Multiples) else []
    )


def parts_of(slides: Any, finding: str) -> Iterator[Any]:
    for slide in slides:
        if slide.shapes.title.text_frame.text == finding:
            yield from (shape.chart for shape in slide.shapes if shape.has_chart)


def held(chart: Any) -> dict[str, list[Any]]:
    """The columns of the workbook behind a chart, by their heading."""
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    rows = list(book.active.values)
    return {str(name): [row[at] for row in rows[1:]] for at, name in enumerate(rows[0])}


def printed(chart: Any) -> Iterator[str]:
    """The words at the points of a chart: as text, or as its number format prints the numbers."""
    for series in chart._chartSpace.xpath(".//c:ser"):
        forms = series.xpath("./c:dLbls/c:numFmt/@formatCode")
        for form in forms:
            decimals = len(form.partition(".")[2])
            for value in series.xpath("./c:val//c:v/text()"):
                yield f"{float(value):,.{decimals}f}"
        yield from series.xpath("./c:dLbls/c:dLbl//a:t/text()")


@pytest.mark.usefixtures("packs")
@pytest.mark.sample(6)
@every
def test_the_workbook_behind_a_chart_holds_what_it_draws(kind, pack, lang, theme):
    slides = opened(kind, pack, lang, theme).slides

    for slide in slides:
        for shape in slide.shapes:
            if shape.has_chart:
                columns = list(held(shape.chart).values())
                names, values = columns[0], columns[1:]
                shown = [str(each) for each in shape.chart.plots[0].categories]
                assert {name for name in shown if name} <= set(names)
                assert len(shown) == len(names)
                drawn = [list(s.values) for plot in shape.chart.plots for s in plot.series]
                assert drawn == values


@pytest.mark.usefixtures("packs")
@pytest.mark.sample(6)
@every
def test_every_number_of_a_native_chart_is_in_its_workbook(kind, pack, lang, theme):
    slides = opened(kind, pack, lang, theme).slides

    for sheet in brief_of(kind, pack, lang, theme).sheets:
        own = [chart for chart in charts_of(sheet.panel) if native(chart)]
        numbers = {
            value for chart in parts_of(slides, sheet.panel.finding)
            for column in list(held(chart).values())[1:] for value in column
        }  # fmt: skip
        for chart in own:
            for trace in chart["data"]:
                along = "x" if trace.get("orientation") == "h" else "y"
                if trace["type"] == "bar" and trace.get("meta") != HOVER:
                    assert {number(v) for v in trace[along] if v is not None} <= numbers


@pytest.mark.usefixtures("packs")
@pytest.mark.sample(6)
@every
def test_a_series_is_called_as_the_column_of_the_sheet_whose_numbers_it_holds(
    kind, pack, lang, theme
):
    slides = opened(kind, pack, lang, theme).slides

    found = 0
    for sheet in brief_of(kind, pack, lang, theme).sheets:
        for chart in parts_of(slides, sheet.panel.finding):
            for title, column in list(held(chart).items())[1:]:
                at = [n for n, each in enumerate(sheet.headings) if title.startswith(each.label)]
                raw = [line.cells[n].raw for n in at for line in sheet.lines]
                known = [value for value in column if value is not None]
                if raw and known:
                    found += 1
                    numbers = [each for each in raw if isinstance(each, int | float)]
                    near = [pytest.approx(each) for each in numbers]
                    assert all(v in near or 100 * v in near for v in known), title
    assert found or not any(shape.has_chart for slide in slides for shape in slide.shapes)


@pytest.mark.usefixtures("packs")
@pytest.mark.sample(6)
@every
def test_every_label_of_a_figure_is_printed_on_its_slide(kind, pack, lang, theme):
    slides = opened(kind, pack, lang, theme).slides

    for sheet in brief_of(kind, pack, lang, theme).sheets:
        finding = sheet.panel.finding
        own = [slide for slide in slides if slide.shapes.title.text_frame.text == finding]
        told = squeezed("".join(texts(slide) for slide in own))
        told += squeezed("".join(each for c in parts_of(slides, finding) for each in printed(c)))
        for chart in charts_of(sheet.panel):
            missing = [said for said in labels(chart) if squeezed(said) not in told]
            assert missing == [], finding


def labels(chart: Any) -> Iterator[str]:
    """What is printed in a figure: of parts of a stack only where they are wide enough."""
    for trace in chart["data"]:
        text = trace.get("text")
        if trace.get("meta") == HOVER or trace.get("textposition") in ("inside", "none"):
            continue
        if isinstance(trace.get("meta"), dict) and trace["meta"].get("area"):
            continue  # the box over a county
        for each in text if isinstance(text, list | tuple) else ():
            for said in each if isinstance(each, list | tuple) else (each,):
                yield from (flat(part) for part in re.split(r"<br>", said or "") if part)


def test_bars_that_lie_are_a_native_chart_with_their_exceptions():
    chart = native(BARS)

    assert chart.names == ("镇原 — 未报", "环县", "西峰")
    assert [point.value for point in chart.series[0].points] == [None, 0.125, 412.6]
    assert [point.paint.fill for point in chart.series[0].points][1:] == ["#12436D", "#B3261E"]


@pytest.mark.parametrize(
    ("why", "trace"),
    [
        ("floating bars", {"base": [0, 0, 1]}),
        ("a band", {"type": "scatter", "mode": "lines", "fill": "tonexty", "orientation": None}),
        ("points on two scales", {"type": "scatter", "mode": "markers", "orientation": None}),
    ],
)
def test_a_figure_that_would_not_be_the_same_is_no_native_chart(why, trace):
    drawn = {**BARS["data"][0], "y": [1, 2, 3], **trace}

    assert native({"data": [drawn], "layout": BARS["layout"]}) is None, why


def test_a_label_follows_its_number_only_where_the_number_prints_the_same_digits():
    """0.125 is read 0.13: Excel rounds half up as we do, Python does not, so it stays as text."""
    said = written(BARS).xml_bytes(None).decode()
    assert "<a:t>0.13</a:t>" in said
    assert "<a:t>412.60</a:t>" in said

    rounded = {**BARS["data"][0], "x": [None, 0.13, 412.6]}
    said = written({**BARS, "data": [rounded]}).xml_bytes(None).decode()
    assert '<c:numFmt formatCode="#,##0.00" sourceLinked="0"/>' in said
    assert "<a:t>" not in said


def written(figure: Any) -> Written:
    chart = native(figure)
    return Written(
        chart, ("累计（亿元）",), Scale(0, 500, 0), (0, 0, 1, 1), Type(20, "#000000"),
        TOKENS["light"], "zh",
    )  # fmt: skip


def test_a_shade_lies_between_those_of_the_scale():
    heat = {"z": [[0, 5, 10, None]], "colorscale": [[0.0, "#000000"], [1.0, "#FFFFFF"]]}

    assert [shade(value, heat) for value in heat["z"][0]] == ["#000000", "#808080", "#FFFFFF", ""]
    assert is_heat({"data": [{"type": "heatmap"}], "layout": {}})


def test_what_does_not_fit_goes_on_in_as_few_even_parts_as_can_be():
    assert cut([10, 10, 10, 10], 30) == [[0, 1], [2, 3]]
    assert cut([10, 50, 10], 30) == [[0], [1], [2]]
    assert cut([], 30) == []


def test_a_chinese_line_breaks_before_no_closing_mark_and_a_word_stays_whole():
    assert lines("落后序时进度，增速", 10, 62) == ["落后序时进", "度，增速"]
    assert lines("output value", 10, 60) == ["output", "value"]
    assert width("中a", 10) > 15
