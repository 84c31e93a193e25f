"""A native chart as XML and as the workbook behind it."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import xlsxwriter
from pptx.oxml.ns import nsdecls
from xlsxwriter.utility import xl_col_to_name

from chainboard.briefs.pptx_chart import Native, Point, Series
from chainboard.briefs.pptx_shapes import Paint, filled, stroked
from chainboard.briefs.pptx_text import LANGUAGES, Type, fonts, properties, rgb, safe
from chainboard.sheet.data import number

DECIMALS = range(4)
AXES = '<c:axId val="111111111"/><c:axId val="222222222"/>'
SHEET = "Sheet1"
MADE = datetime(2020, 1, 1)  # no clock is read: one brief is one file


@dataclass(frozen=True)
class Scale:
    """The axis of the values: from low to high; step between its numbers, 0 where none are shown,
    and how they are written."""

    low: float
    high: float
    step: float
    form: str = "General"


@dataclass(frozen=True)
class Written:
    """A chart with all that its XML says: python-pptx takes it as the data of a chart.

    titles  of the series, as columns of the workbook are called
    inner   the plot's place in its frame, as parts of it: left, top, width, height
    colour  of the theme
    """

    chart: Native
    titles: Sequence[str]
    scale: Scale
    inner: tuple[float, float, float, float]
    type: Type
    colour: dict[str, str]
    lang: str

    @cached_property
    def xlsx_blob(self) -> bytes:
        """The workbook: names of categories, then a column of plain numbers a series."""
        held = io.BytesIO()
        with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False}) as book:
            book.set_properties({"created": MADE})
            sheet = book.add_worksheet(SHEET)
            for row, name in enumerate(self.chart.names):
                sheet.write_string(row + 1, 0, name)
            for column, (title, series) in enumerate(
                zip(self.titles, self.chart.series, strict=True)
            ):
                sheet.write_string(0, column + 1, title)
                for row, point in enumerate(series.points):
                    if point.value is not None:
                        sheet.write_number(row + 1, column + 1, number(point.value))
        return held.getvalue()

    def xml_bytes(self, _kind: Any) -> bytes:
        """The chart."""
        line = stroked(Paint(line=self.colour["grid"], width=1.5))
        grid = f"<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>"
        x, y, w, h = self.inner
        drawn = "".join(self._drawn(kind) for kind in ("bar", "line"))
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<c:chartSpace {nsdecls("c", "a", "r")}><c:date1904 val="0"/>'
            f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/><c:x val="{x:.5f}"/><c:y val="{y:.5f}"/>'
            f'<c:w val="{w:.5f}"/><c:h val="{h:.5f}"/></c:manualLayout></c:layout>'
            f"{drawn}{self._names()}{self._values(grid if self.scale.step else '')}"
            "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
            f"{self._text(self.type)}</c:chartSpace>"
        ).encode()

    def _drawn(self, kind: str) -> str:
        every = list(enumerate(zip(self.titles, self.chart.series, strict=True)))
        some = [(at, title, series) for at, (title, series) in every if series.kind == kind]
        if not some:
            return ""
        told = "".join(self._series(at, title, series) for at, title, series in some)
        if kind == "line":
            return (
                '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
                f'{told}<c:marker val="1"/>{AXES}</c:lineChart>'
            )
        way, mode = ("bar" if self.chart.is_flat else "col"), self.chart.mode
        grouping = "stacked" if mode == "stack" else "clustered"
        overlap = 0 if mode == "group" else 100
        gap = 45 if self.chart.is_flat else 55
        return (
            f'<c:barChart><c:barDir val="{way}"/><c:grouping val="{grouping}"/>'
            f'<c:varyColors val="0"/>{told}<c:gapWidth val="{gap}"/>'
            f'<c:overlap val="{overlap}"/>{AXES}</c:barChart>'
        )

    def _series(self, at: int, title: str, series: Series) -> str:
        column = xl_col_to_name(at + 1)
        last = len(self.chart.names) + 1
        head = (
            f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef>'
            f'<c:f>{SHEET}!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
            f'<c:pt idx="0"><c:v>{safe(title)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        )
        values = [
            (place, str(number(point.value)))
            for place, point in enumerate(series.points)
            if point.value is not None
        ]
        shown = list(enumerate(self.chart.names))[:: self.chart.skip]
        named = _cache("strRef", f"{SHEET}!$A$2:$A${last}", shown, last)
        counted = _cache("numRef", f"{SHEET}!${column}$2:${column}${last}", values, last)
        ending = f"<c:cat>{named}</c:cat><c:val>{counted}</c:val>"
        if series.kind == "bar":
            own = f"<c:spPr>{filled(series.paint)}{stroked(series.paint)}</c:spPr>"
            return (
                f'{head}{own}<c:invertIfNegative val="0"/>{self._points(series)}'
                f"{self._labels(series)}{ending}</c:ser>"
            )
        own = f"<c:spPr>{_round_line(series.paint)}</c:spPr>{_marker(series, series.paint)}"
        return (
            f"{head}{own}{self._points(series)}{self._labels(series)}{ending}"
            '<c:smooth val="0"/></c:ser>'
        )

    def _points(self, series: Series) -> str:
        """The points that are not as the others."""
        made = []
        for at, point in enumerate(series.points):
            if point.value is None:
                continue
            if series.kind == "bar" and point.paint != series.paint:
                inner = f"<c:spPr>{filled(point.paint)}{stroked(point.paint)}</c:spPr>"
                made.append(
                    f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/>'
                    f'<c:bubble3D val="0"/>{inner}</c:dPt>'
                )
            elif series.kind == "line" and series.symbol and _is_other(point, series):
                mark = _marker(series, Paint(line=point.paint.fill), point.is_hollow)
                line = f"<c:spPr>{_round_line(series.paint)}</c:spPr>"
                made.append(f'<c:dPt><c:idx val="{at}"/>{mark}<c:bubble3D val="0"/>{line}</c:dPt>')
        return "".join(made)

    def _labels(self, series: Series) -> str:
        """The words at points: the number itself where it prints the same digits, so that they
        follow when it is changed."""
        known = [(at, each) for at, each in enumerate(series.points) if each.value is not None]
        told = [(at, point) for at, point in known if point.words]
        if not told:
            return ""
        form = _form([point for _, point in known])
        first = told[0][1]
        if form and len({(point.place, point.ink) for _, point in told}) == 1:
            kind = self.type.with_(colour=first.ink or self.type.colour)
            return (
                f'<c:dLbls><c:numFmt formatCode="{form}" sourceLinked="0"/>{CLEAR}'
                f'{self._text(kind)}<c:dLblPos val="{first.place}"/>{_shows(True)}</c:dLbls>'
            )
        each = "".join(self._label(at, point) for at, point in told)
        return f"<c:dLbls>{each}{CLEAR}{self._text(self.type)}{_shows(False)}</c:dLbls>"

    def _label(self, at: int, point: Point) -> str:
        kind = self.type.with_(colour=point.ink or self.type.colour)
        run = f"<a:r>{properties('a:rPr', kind, self.lang)}<a:t>{safe(point.words)}</a:t></a:r>"
        return (
            f'<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>'
            f"<a:p>{run}</a:p></c:rich></c:tx>{CLEAR}"
            f'<c:dLblPos val="{point.place}"/>{_shows(True)}</c:dLbl>'
        )

    def _names(self) -> str:
        position, skip = ("l" if self.chart.is_flat else "b"), self.chart.skip
        line = stroked(Paint(line=self.colour["border"], width=2))
        turned = "0" if skip == 1 else ""  # what lies flat is broken into lines by some programs
        skipped = f'<c:tickLblSkip val="{skip}"/><c:tickMarkSkip val="{skip}"/>'
        return (
            '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/>'
            f'</c:scaling><c:delete val="0"/><c:axPos val="{position}"/>'
            '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{line}</c:spPr>'
            f'{self._text(self.type, turned)}<c:crossAx val="222222222"/>'
            '<c:crosses val="autoZero"/>'
            f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/>{skipped}'
            '<c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def _values(self, grid: str) -> str:
        position = "b" if self.chart.is_flat else "l"
        scale = self.scale
        unit = f'<c:majorUnit val="{scale.step!r}"/>' if scale.step else ""
        return (
            '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
            f'<c:max val="{scale.high!r}"/><c:min val="{scale.low!r}"/></c:scaling>'
            f'<c:delete val="{int(not scale.step)}"/><c:axPos val="{position}"/>{grid}'
            f'<c:numFmt formatCode="{scale.form}" sourceLinked="0"/><c:majorTickMark val="none"/>'
            '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
            f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{self._text(self.type, '0')}"
            '<c:crossAx val="111111111"/><c:crosses val="autoZero"/>'
            f'<c:crossBetween val="between"/>{unit}</c:valAx>'
        )

    def _text(self, kind: Type, turned: str = "") -> str:
        """How words of a part are set, in the fonts of all scripts."""
        rotated = f' rot="{turned}" vert="horz"' if turned else ""
        return (
            f"<c:txPr><a:bodyPr{rotated}/><a:lstStyle/><a:p><a:pPr><a:defRPr "
            f'sz="{round(50 * kind.size)}" b="{int(kind.is_bold)}"><a:solidFill><a:srgbClr '
            f'val="{rgb(kind.colour)}"/></a:solidFill>{fonts()}</a:defRPr></a:pPr>'
            f'<a:endParaRPr lang="{LANGUAGES[self.lang]}"/></a:p></c:txPr>'
        )


CLEAR = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def _shows(value: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _form(points: Sequence[Point]) -> str:
    """The number format in which every point prints its words; "" where there is none."""
    for decimals in DECIMALS:
        if all(f"{point.value:,.{decimals}f}" == point.words for point in points):
            return "#,##0" + ("." + "0" * decimals if decimals else "")
    return ""


def _cache(tag: str, place: str, held: Sequence[tuple[int, str]], last: int) -> str:
    inner = "numCache" if tag == "numRef" else "strCache"
    form = "<c:formatCode>General</c:formatCode>" if tag == "numRef" else ""
    points = "".join(f'<c:pt idx="{at}"><c:v>{safe(said)}</c:v></c:pt>' for at, said in held)
    return (
        f"<c:{tag}><c:f>{place}</c:f><c:{inner}>{form}"
        f'<c:ptCount val="{last - 1}"/>{points}</c:{inner}></c:{tag}>'
    )


def _is_other(point: Point, series: Series) -> bool:
    return point.is_hollow or (point.paint.fill != series.paint.line and bool(series.paint.line))


def _marker(series: Series, paint: Paint, is_hollow: bool | None = None) -> str:
    """The sign at a line's points."""
    if not series.symbol:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    if is_hollow is None:
        is_hollow = any(point.is_hollow for point in series.points)
    first = next((point.paint.fill for point in series.points if point.paint.fill), "")
    colour = paint.line or first
    fill = "" if is_hollow else colour
    size = min(72, max(2, round(series.size / 2)))
    return (
        f'<c:marker><c:symbol val="{series.symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{filled(Paint(fill))}{stroked(Paint(line=colour, width=3))}</c:spPr></c:marker>"
    )


def _round_line(paint: Paint) -> str:
    return stroked(paint).replace('<a:miter lim="800000"/>', "<a:round/>")


def steps(low: float, high: float, most: int) -> float:
    """The distance of round numbers of which at most so many stand between low and high."""
    rough = (high - low) / max(1, most) or 1
    power = 10.0 ** math.floor(math.log10(rough))
    return next(each * power for each in (1, 2, 5, 10) if each * power >= rough * 0.999)
