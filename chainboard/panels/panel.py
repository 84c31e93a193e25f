"""Panel: one finding with its figure, table, unit, source and words. Screen and paper draw it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainboard.view import Row

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One column of the table behind a panel.

    key       the column of the rows; its value is printed as it is when it is text
    label     its heading in the panel's language, without a unit
    unit      the unit of its numbers, as the dictionary writes it (亿元); "" for words
    decimals  digits shown after the point; None prints the number as it stands
    """

    key: str
    label: str
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class Panel:
    """One finding, ready to be drawn on a screen or on paper.

    name     the page function's name; the element's data-panel mark
    finding  the title: what is true, one sentence
    measure  the subtitle: what, where, when, unit
    body     exactly one of {"data", "layout"} (a Plotly figure), {"multiples"} (several small
             ones), {"cards", "lead"}, {"tiles"} or {"table"}; {} when there is nothing to draw, and
             status then says why. "wide" beside a table or multiples says whether they
             have the whole width: multiples have it unless that is False, a table only when True
    rows     the rows behind the body, as the query or the analysis returned them; rows that
             are figures carry figure_id and metric_id, so that source and definition are found
    columns  which columns of rows the table shows, in order
    source   the citation line under the body
    as_of    the words for how far the figures reach
    alt      the body in words, for those who do not see it
    status   the words of a light or of a missing figure, where the whole panel has one
    notes    caveats that must stand with the body
    """

    name: str
    finding: str
    measure: str
    body: Body
    rows: Sequence[Row]
    columns: Sequence[Column]
    source: str
    as_of: str
    alt: str
    status: str = ""
    notes: tuple[str, ...] = ()
