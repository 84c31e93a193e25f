"""Panel: one finding with its figure, table, unit, source and words. Screen and paper draw it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chainboard.view import Row

OWN = "own"  # the unit of a column whose rows each have one of their own
FRACTION = "fraction"  # the unit of parts of a whole (completion, share): 0.7 stands as 70 %

Chart = Mapping[str, Any]  # a Plotly figure as plain dicts: {"data", "layout"}


@dataclass(frozen=True)
class Figure:
    """One Plotly figure; it takes the whole width when its layout says meta={"wide": True}."""

    data: Sequence[dict[str, Any]]
    layout: dict[str, Any]

    @property
    def is_wide(self) -> bool:
        """Whether the panel has the whole width."""
        return bool(self.layout.get("meta", {}).get("wide"))


@dataclass(frozen=True)
class Multiples:
    """Small figures side by side that wrap on a phone.

    charts  each with title, note, caveat and alt, and either a Chart or facts: single figures
            (value, when) that make no line
    """

    charts: Sequence[Chart]
    is_wide: bool = True


@dataclass(frozen=True)
class Cards:
    """KPI cards as panels.card.face makes them, or cards of text, under a line that leads in.

    fold  how many stand open until somebody asks for all of them; 0 for all
    """

    cards: Sequence[Mapping[str, Any]]
    lead: str = ""
    fold: int = 0
    is_wide: bool = True


@dataclass(frozen=True)
class Tiles:
    """The steps of a chain: positions, each with its name and tiles.

    edges  what flows, as pairs of places in the order of the tiles
    words  what is said around them
    """

    tiles: Sequence[Mapping[str, Any]]
    edges: Sequence[Sequence[int]] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    is_wide: bool = True


@dataclass(frozen=True)
class Table:
    """A table to be read on the page: headings, and rows of words, of ways ({"words", "go"}), or of
    several of these, a line each."""

    columns: Sequence[Mapping[str, Any]]
    rows: Sequence[Sequence[Any]]
    is_wide: bool = False


@dataclass(frozen=True)
class Prose:
    """Sentences, the first of them the panel's finding: of each its clauses, as words or ways."""

    sentences: Sequence[Sequence[Any]]
    is_wide: bool = True


Body = Figure | Multiples | Cards | Tiles | Table | Prose


@dataclass(frozen=True)
class Column:
    """One column of the table behind a panel: raw in the rows, printed once by the sheet.

    key       the column of the rows
    label     its heading in the panel's language, without a unit
    unit      the unit of its numbers, as the dictionary writes it (亿元); OWN where each row has
              its own (unit, else unit_text); FRACTION where they are parts of a whole;
              "" for words and bare numbers
    decimals  digits shown after the point; None prints the number as it stands, with unit OWN
              to the decimals of its row
    words     row → what the cell prints, where that is not its number or its text: a period, a
              kind of missing, the digits as their source printed them, a way {"words", "go"}
    derived   whether its numbers are worked out here (推算) and not as reported
    says_unit whether its words name the unit, so that the heading on a screen does not
    formula   row → how a workbook works the cell out anew, with keys of other columns in braces:
              "={value}/{target}"; "" where this row has none
    """

    key: str
    label: str
    unit: str = ""
    decimals: int | None = None
    words: Callable[[Row], Any] | None = None
    derived: bool = False
    says_unit: bool = False
    formula: Callable[[Row], str] | None = None


@dataclass(frozen=True)
class Panel:
    """One finding, ready to be drawn on a screen or on paper.

    name     the page function's name; the element's data-panel mark
    finding  the title: what is true, one sentence
    measure  the subtitle: what, where, when, unit
    body     what is drawn; None when there is nothing to draw, and status then says why
    rows     the rows behind the body, as the query or the analysis returned them; rows that
             are figures carry figure_id and metric_id, so that source and definition are found
    columns  which columns of rows the table shows, in order
    source   the citation line under the body
    as_of    the words for how far the figures reach
    alt      the body in words, for those who do not see it
    status   the words of a light or of a missing figure, where the whole panel has one
    notes    caveats that must stand with the body
    fixed    axes (chain, county, park, period) whose choice does not change the panel
    marks    axes whose choice it marks among the others, all of which it shows
    narrowed  axes within another (node) whose choice narrows it
    scope    whose figures these are, as sheet.scope says it; a panel does not say it itself
    stamp    what they are of where that is no edition; part: that they may be a part of what others
             see. Both are said by sheet.scope too
    paper    the panel as a document of its own, in plain text, where it is one
    code     by which it is found again from paper (sheet.code), said by sheet.scope
    go       where its title leads, of a panel that tells of another
    """

    name: str
    finding: str
    measure: str
    body: Body | None
    rows: Sequence[Row]
    columns: Sequence[Column]
    source: str
    as_of: str
    alt: str
    status: str = ""
    notes: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()
    scope: str = ""
    stamp: str = ""
    part: str = ""
    paper: str = ""
    code: str = ""
    go: str = ""
