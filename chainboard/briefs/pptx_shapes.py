"""Shapes of a slide: words, rectangles, lines, outlines, groups; each with its words for those who
do not see it, or marked as decoration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from chainboard.briefs.pptx_text import Paragraph, Type, body, properties, rgb, safe
from chainboard.panels.tokens import TOKENS
from chainboard.view import View

PX = 6350  # of a slide 1920 pixels wide in the units of the file, of which a centimetre has 360,000
WIDTH, HEIGHT = 1920, 1080
DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A place on a slide, in pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h

    def with_(self, **changed: float) -> Box:
        """This box with another edge or size."""
        return replace(self, **changed)


@dataclass(frozen=True)
class Paint:
    """How a shape is filled and outlined: colours, "" for none; widths in pixels; dash as the file
    names it (dash, sysDot); heads: whether a line ends in an arrow; alpha: parts of a hundred."""

    fill: str = ""
    line: str = ""
    width: float = 2
    dash: str = ""
    has_head: bool = False
    alpha: int = 100
    hatch: str = ""


@dataclass(frozen=True)
class Canvas:
    """A slide that is drawn on.

    slide   of python-pptx
    tree    what shapes are put into: the slide's own, or a group's
    ids     numbers of shapes, each once
    """

    slide: Any
    view: View
    tree: Any
    ids: Iterator[int] = field(default_factory=lambda: count(10))

    @property
    def colour(self) -> dict[str, str]:
        """The colours of the theme."""
        return TOKENS[self.view.theme]


@dataclass(frozen=True)
class Set:
    """How words stand in their box: at its top (t), middle (ctr) or foot (b); what their first run
    is a field of; whether they read upwards; whether they never break."""

    anchor: str = "t"
    field: str = ""
    is_upwards: bool = False
    is_whole: bool = False


@dataclass(frozen=True)
class Form:
    """What a shape is: its name, its words for those who do not see it, its geometry and its text
    as XML."""

    name: str
    alt: str = ""
    geometry: str = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    text: str = ""
    is_text: bool = False


def words(
    canvas: Canvas, box: Box, paragraphs: Sequence[Paragraph], name: str = "words",
    how: Set = Set(),
) -> Any:  # fmt: skip
    """Words in a box."""
    text = body(paragraphs, canvas.view.lang, "p:txBody", how.anchor, how.field)
    if how.is_upwards:
        text = text.replace("<a:bodyPr ", '<a:bodyPr vert="vert270" ', 1)
    if how.is_whole:
        text = text.replace('wrap="square"', 'wrap="none"', 1)
    return _put(canvas, _shape(canvas, box, Paint(), Form(name, text=text, is_text=True)))


def labelled(
    canvas: Canvas, box: Box, paint: Paint, paragraphs: Sequence[Paragraph], name: str
) -> Any:  # fmt: skip
    """A rectangle with words in its middle."""
    text = body(paragraphs, canvas.view.lang, anchor="ctr").replace('wrap="square"', 'wrap="none"')
    return _put(canvas, _shape(canvas, box, paint, Form(name, text=text)))


def rectangle(canvas: Canvas, box: Box, paint: Paint, name: str = "box", alt: str = "") -> Any:
    """A rectangle."""
    return _put(canvas, _shape(canvas, box, paint, Form(name, alt)))


def ellipse(canvas: Canvas, box: Box, paint: Paint, name: str = "point") -> Any:
    """A circle."""
    form = Form(name, geometry='<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>')
    return _put(canvas, _shape(canvas, box, paint, form))


def line(canvas: Canvas, start: Point, end: Point, paint: Paint, name: str = "line") -> Any:
    """A straight line, as decoration."""
    return trail(canvas, [[start, end]], paint, name)


def trail(canvas: Canvas, paths: Sequence[Sequence[Point]], paint: Paint, name: str) -> Any:
    """Lines through points, as decoration."""
    box, geometry = _freeform(paths, is_closed=False)
    return _put(canvas, _shape(canvas, box, paint, Form(name, geometry=geometry)))


def outline(
    canvas: Canvas, rings: Sequence[Sequence[Point]], paint: Paint, name: str, alt: str = ""
) -> Any:  # fmt: skip
    """A freeform of straight edges, in closed rings; one with words is no decoration."""
    box, geometry = _freeform(rings, is_closed=True)
    return _put(canvas, _shape(canvas, box, paint, Form(name, alt, geometry)))


def _freeform(rings: Sequence[Sequence[Point]], is_closed: bool) -> tuple[Box, str]:
    points = [point for ring in rings for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    box = Box(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)
    path = "".join(_ring(ring, box, is_closed) for ring in rings)
    w, h = max(1, _emu(box.w)), max(1, _emu(box.h))
    fill = "" if is_closed else ' fill="none"'
    return box, (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{w}" h="{h}"{fill}>{path}</a:path></a:pathLst></a:custGeom>'
    )


def group(canvas: Canvas, box: Box, name: str, alt: str) -> Canvas:
    """A canvas whose shapes are moved as one."""
    place = _place(box)
    inner = place.replace("<a:off ", "<a:chOff ").replace("<a:ext ", "<a:chExt ")
    made = (
        f"<p:grpSp {nsdecls('p', 'a')}><p:nvGrpSpPr>{_named(canvas, name, alt)}"
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{place}{inner}</a:xfrm>"
        "</p:grpSpPr></p:grpSp>"
    )
    return replace(canvas, tree=_put(canvas, made))


@dataclass(frozen=True)
class Flow:
    """A line between two shapes.

    sides   where it leaves and arrives: 0 the top, 1 the left, 2 the bottom, 3 the right
    points  these places on the slide
    """

    ends: tuple[Any, Any]
    sides: tuple[int, int]
    points: tuple[Point, Point]


def connector(canvas: Canvas, flow: Flow, paint: Paint, name: str = "flow") -> Any:
    """A line that stays with the two shapes it joins."""
    (x, y), (to_x, to_y) = flow.points
    box = Box(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))
    kind = "line" if x == to_x or y == to_y else "curvedConnector3"
    turned = "".join(
        f' {way}="1"' for way, is_so in (("flipH", to_x < x), ("flipV", to_y < y)) if is_so
    )
    joined = "".join(
        f'<a:{tag} id="{shape.xpath(".//p:cNvPr/@id")[0]}" idx="{side}"/>'
        for tag, shape, side in zip(("stCxn", "endCxn"), flow.ends, flow.sides, strict=True)
    )
    made = (
        f"<p:cxnSp {nsdecls('p', 'a')}><p:nvCxnSpPr>{_named(canvas, name, '')}"
        f"<p:cNvCxnSpPr>{joined}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
        f"<p:spPr><a:xfrm{turned}>{_place(box)}</a:xfrm>"
        f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>{stroked(paint)}</p:spPr></p:cxnSp>'
    )
    return _put(canvas, made)


def described(canvas: Canvas, frame: Any, name: str, alt: str) -> None:
    """Number, name and words of a frame that python-pptx has made."""
    held = frame._element.xpath(".//p:cNvPr")[0]
    for key, value in (("id", str(next(canvas.ids))), ("name", name), ("descr", alt)):
        held.set(key, value)


def told(shape: Any, paragraphs: Sequence[Paragraph], lang: str, anchor: str = "t") -> None:
    """Puts words into a shape that python-pptx has made."""
    made = body(paragraphs, lang, anchor=anchor).replace(
        "<p:txBody>", f"<p:txBody {nsdecls('p', 'a')}>"
    )
    shape._element.replace(shape._element.txBody, parse_xml(made))


def emu(box: Box) -> tuple[int, int, int, int]:
    """A box in the units of the file."""
    return _emu(box.x), _emu(box.y), _emu(box.w), _emu(box.h)


def filled(paint: Paint) -> str:
    """The fill of a shape or of a bar, as XML."""
    if paint.hatch:
        front, back = rgb(paint.hatch), rgb(paint.fill or "#FFFFFF")
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{front}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{back}"/></a:bgClr></a:pattFill>'
        )
    if not paint.fill:
        return "<a:noFill/>"
    alpha = "" if paint.alpha == 100 else f'<a:alpha val="{1000 * paint.alpha}"/>'
    return f'<a:solidFill><a:srgbClr val="{rgb(paint.fill)}">{alpha}</a:srgbClr></a:solidFill>'


def stroked(paint: Paint) -> str:
    """The outline of a shape or of a bar, as XML."""
    if not paint.line:
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{paint.dash}"/>' if paint.dash else ""
    head = '<a:tailEnd type="triangle"/>' if paint.has_head else ""
    return (
        f'<a:ln w="{_emu(paint.width)}"><a:solidFill><a:srgbClr val="{rgb(paint.line)}"/>'
        f'</a:solidFill>{dash}<a:miter lim="800000"/>{head}</a:ln>'
    )


def _shape(canvas: Canvas, box: Box, paint: Paint, form: Form) -> str:
    box_mark = ' txBox="1"' if form.is_text else ""
    return (
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
        f"{_named(canvas, form.name, form.alt, bool(form.text))}<p:cNvSpPr{box_mark}/><p:nvPr/>"
        f"</p:nvSpPr><p:spPr><a:xfrm>{_place(box)}</a:xfrm>{form.geometry}{filled(paint)}"
        f"{stroked(paint)}</p:spPr>{form.text}</p:sp>"
    )


def _named(canvas: Canvas, name: str, alt: str, is_told: bool = False) -> str:
    """Number, name and words; what has neither words nor text is decoration."""
    number = next(canvas.ids)
    told = f' descr="{safe(alt)}"' if alt else ""
    inner = "" if alt or is_told else DECORATION
    return f'<p:cNvPr id="{number}" name="{safe(name)} {number}"{told}>{inner}</p:cNvPr>'


def _ring(ring: Iterable[Point], box: Box, is_closed: bool) -> str:
    points = [(_emu(x - box.x), _emu(y - box.y)) for x, y in ring]
    made = "".join(
        f'<a:{"lnTo" if at else "moveTo"}><a:pt x="{x}" y="{y}"/></a:{"lnTo" if at else "moveTo"}>'
        for at, (x, y) in enumerate(points)
    )
    return made + ("<a:close/>" if is_closed else "")


def _place(box: Box) -> str:
    x, y, w, h = emu(box)
    return f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>'


def _emu(pixels: float) -> int:
    return round(pixels * PX)


def _put(canvas: Canvas, xml: str) -> Any:
    made = parse_xml(xml)
    canvas.tree.append(made)
    return made


def watermark(canvas: Canvas, said: str) -> None:
    """Large quiet words across a slide, behind all else."""
    size = 150.0
    colour, lang = rgb(canvas.colour["muted"]), canvas.view.lang
    kind = properties("a:rPr", Type(size, colour, True), lang).replace(
        f'<a:srgbClr val="{colour}"/>',
        f'<a:srgbClr val="{colour}"><a:alpha val="9000"/></a:srgbClr>',
    )
    wide, high = 1000.0, 220.0
    box = Box((WIDTH - wide) / 2, (HEIGHT - high) / 2, wide, high)
    text = (
        '<p:txBody><a:bodyPr wrap="none" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f'<a:p><a:pPr algn="ctr"/><a:r>{kind}<a:t>{safe(said)}</a:t></a:r></a:p></p:txBody>'
    )
    made = _shape(canvas, box, Paint(), Form("watermark", text=text, is_text=True))
    _put(canvas, made.replace("<a:xfrm>", '<a:xfrm rot="-1080000">', 1))
