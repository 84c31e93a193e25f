"""A slide: title, measure, body, notes and foot, and how large each of them is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chainboard.briefs.pptx_shapes import (
    HEIGHT,
    WIDTH,
    Box,
    Canvas,
    Paint,
    Set,
    emu,
    line,
    told,
    words,
)  # fmt: skip
from chainboard.briefs.pptx_text import Paragraph, Run, Type, height
from chainboard.panels.frame import measure
from chainboard.panels.tokens import TOKENS
from chainboard.view import View

SIDE, TOP, BOTTOM = 72, 40, 24  # margins of a slide
TITLE = 150  # the height that a title may take before its type steps down
NOTES = 130  # the height that notes may take of a slide; longer ones have a slide of their own
GAP = 16
COUNT = 160  # the room of the number of the slide
Draw = Callable[[Canvas, Box], None]


@dataclass(frozen=True)
class Look:
    """Sizes of type in pixels of 1920 × 1080: the projector's are read at 5 m."""

    titles: tuple[int, ...]
    measure: int
    text: int
    note: int
    foot: int
    table: tuple[int, ...]
    label: int
    big: tuple[int, ...]
    chart: int


LOOKS = {
    "light": Look((46, 42, 38, 34), 26, 34, 22, 20, (26, 24, 22, 20), 26, (52, 44, 36), 24),
    "projector": Look((56, 48, 42, 36), 32, 40, 26, 24, (32,), 34, (72, 60, 48), 32),
}


@dataclass(frozen=True)
class Page:
    """One slide before it is drawn.

    name   of the panel; what its shapes are called by
    foot   its source; whose figures, of which edition, by which code
    said   the speaker's notes; again: those of the further slides of the panel
    part   which of how many slides of the panel
    step   from which size on its title is tried
    draw   draws the body into the room that is left
    """

    name: str
    title: str
    measure: str
    notes: tuple[str, ...]
    foot: tuple[str, ...]
    said: tuple[str, ...]
    again: tuple[str, ...] = ()
    draw: Draw | None = None
    part: tuple[int, int] = (1, 1)
    step: int = 0

    def with_(self, **changed: object) -> Page:
        """This slide with something else."""
        return replace(self, **changed)  # type: ignore[arg-type]


def room(page: Page, view: View) -> Box:
    """What is left for the body, however many slides the panel has."""
    whole = page.with_(part=(99, 99))
    _, _, top = _tops(whole, view)
    return Box(SIDE, top, WIDTH - 2 * SIDE, _foot_top(whole, view) - GAP - top)


def draw(canvas: Canvas, page: Page, at: tuple[int, int]) -> None:
    """The slide; at is its number, and how many there are."""
    view, colour = canvas.view, canvas.colour
    look = LOOKS[view.theme]
    _title(canvas, page)
    _, measure_top, _ = _tops(page, view)
    measured = _measure(page, view)
    if measured:
        said = [[Run(measured, Type(look.measure, colour["muted"]))]]
        box = Box(SIDE, measure_top, _wide(), height(said, _wide()))
        words(canvas, box, said, "measure")
    if page.draw is not None:
        page.draw(canvas, room(page, view))
    top = _foot_top(page, view)
    if page.notes:
        noted = _notes(page, view)
        words(canvas, Box(SIDE, top, _wide(), height(noted, _wide())), noted, "notes")
    _foot(canvas, page, at)


def title_type(page: Page, view: View) -> Type:
    """The largest type in which a title takes no more than its height."""
    look = LOOKS[view.theme]
    text = TOKENS[view.theme]["text"]
    types = [Type(size, text, True) for size in look.titles[page.step :]]
    fits = (kind for kind in types if height([[Run(page.title, kind)]], _wide()) <= TITLE)
    return next(fits, types[-1])


def notes_height(notes: Sequence[str], view: View) -> float:
    """The height of notes, in pixels."""
    return height(_noted(notes, view), _wide())


def _wide() -> float:
    return WIDTH - 2 * SIDE


def _tops(page: Page, view: View) -> tuple[float, float, float]:
    """Where title, measure and body begin."""
    title = height([[Run(page.title, title_type(page, view))]], _wide())
    measured = _measure(page, view)
    kind = Type(LOOKS[view.theme].measure, "")
    measure = height([[Run(measured, kind)]], _wide()) if measured else 0
    return TOP, TOP + title + 4, TOP + title + 4 + measure + GAP


def _measure(page: Page, view: View) -> str:
    part, parts = page.part
    which = view.say("第{part}张，共{parts}张").format(part=part, parts=parts) if parts > 1 else ""
    return measure(page.measure, which)


def _noted(notes: Sequence[str], view: View) -> list[Paragraph]:
    kind = Type(LOOKS[view.theme].note, TOKENS[view.theme]["muted"])
    return [[Run(note, kind)] for note in notes]


def _notes(page: Page, view: View) -> list[Paragraph]:
    return _noted(page.notes, view)


def _foot_top(page: Page, view: View) -> float:
    """Where notes and foot begin."""
    noted = notes_height(page.notes, view) + GAP / 2 if page.notes else 0
    return HEIGHT - BOTTOM - _foot_height(page, view) - noted


def _foot_lines(page: Page, view: View) -> list[Paragraph]:
    kind = Type(LOOKS[view.theme].foot, TOKENS[view.theme]["muted"])
    return [[Run(said, kind)] for said in page.foot if said]


def _foot_height(page: Page, view: View) -> float:
    return height(_foot_lines(page, view), _wide() - COUNT) + 10


def _title(canvas: Canvas, page: Page) -> None:
    """The title, in the place that outlines and screen readers take it from."""
    kind = title_type(page, canvas.view)
    said = [[Run(page.title, kind)]]
    held = canvas.slide.shapes.title
    told(held, said, canvas.view.lang, "b")
    held.left, held.top, held.width, held.height = emu(
        Box(SIDE, TOP, _wide(), height(said, _wide()))
    )


def _foot(canvas: Canvas, page: Page, at: tuple[int, int]) -> None:
    view, colour = canvas.view, canvas.colour
    said = _foot_lines(page, view)
    high = _foot_height(page, view)
    top = HEIGHT - BOTTOM - high
    line(canvas, (SIDE, top), (WIDTH - SIDE, top), Paint(line=colour["border"]), "rule")
    wide = _wide() - COUNT
    words(canvas, Box(SIDE, top + 8, wide, height(said, wide)), said, "foot")
    _number(canvas, at)


def _number(canvas: Canvas, at: tuple[int, int]) -> None:
    """The number of the slide, which follows when slides are moved, and how many there are."""
    kind = Type(LOOKS[canvas.view.theme].foot + 4, canvas.colour["text"], align="r")
    box = Box(WIDTH - SIDE - COUNT, HEIGHT - BOTTOM - 36, COUNT, 36)
    runs = [Run(str(at[0]), kind), Run(f" / {at[1]}", kind)]
    words(canvas, box, [runs], "number", Set("b", "slidenum"))
