"""The way to December of one chain: what is done, what may come, and the target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from chainboard.panels import outlook
from chainboard.panels.frame import MAIN, measure, plain, provenance, room, size
from chainboard.panels.hover import HOLLOW, NO_INK, Box, Line, boxed_figure
from chainboard.panels.months import in_lines
from chainboard.panels.panel import Figure, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

OUTPUT = "output_value"
FAINT = "2E"  # how dark the range is, as the last two digits of a colour


def of_chain(rows: Sequence[Row], view: View) -> Panel:
    """The way of a chain's output to December, and what is told of its other targets.

    rows  as analysis.outlook.of_targets returns them, of one chain and place

    Drawn is output, or without it the target that is farthest from being made.
    """
    say = view.say
    reckoned = [row for row in rows if row.verdict != "refused"]
    if not reckoned:
        return outlook.nothing(rows, view)
    drawn = next((row for row in reckoned if row.metric_id == OUTPUT), reckoned[0])
    others = [row for row in reckoned if row is not drawn]
    return Panel(
        name="outlook",
        finding=outlook.finding(reckoned, say),
        measure=measure(
            outlook.range_words(drawn, say),
            say("往年误差 {error}").format(error=say.share_percent(drawn.own_error, 1)),
            *outlook.reckoned_from([drawn], say),
            outlook.mark(say),
        ),
        body=_fan(drawn, view),
        rows=rows,
        columns=(*outlook.columns(say), *outlook.columns_behind(say)),
        **provenance(rows, view),
        alt=say.listed([outlook.told(row, say) for row in reckoned]),
        notes=(
            *(_also(row, say) for row in others),
            outlook.method(say),
            *outlook.left_out(rows, say),
        ),
    )


def _also(row: Row, say: Words) -> str:
    """Another target in a sentence."""
    return say("{target}，{takes}，往年误差 {error}。").format(
        target=outlook.range_words(row, say),
        takes=outlook.takes(row, say),
        error=say.share_percent(row.own_error, 1),
    )


def _fan(row: Row, view: View) -> Figure:
    return boxed_figure(
        _traces(row, view),
        _boxes(row, view),
        view,
        xaxis={"type": "category", "showgrid": False, "tickvals": _ticks(row, view)},
        margin={
            "t": round(1.6 * size(view)),
            "r": room(_number(row.year_end, row, view), size(view)) + 12,
        },
        yaxis={"rangemode": "tozero"},
    )


def _traces(row: Row, view: View) -> list[dict[str, Any]]:
    colour, unit = TOKENS[view.theme], row.unit
    months = _months(row)
    ahead = {each.month: each for each in row.path}
    places = [_place(month, view) for month in months]

    def line(values: Sequence[float | None], **how: Any) -> dict[str, Any]:
        scaled = [view.say.scaled(value, unit) for value in values]
        return {"type": "scatter", "mode": "lines", "x": places, "y": scaled, **how}

    def path(end: str) -> list[float | None]:
        return [ahead[month][end] if month in ahead else None for month in months]

    aim = view.say("目标 {target}").format(target=_number(row.target, row, view))
    unseen = {"width": 0, "color": NO_INK}
    dotted = {"color": colour["actual"], "width": 2, "dash": "dot"}
    return [
        line(path("low"), line=unseen),
        line(path("high"), line=unseen, fill="tonexty", fillcolor=colour["actual"] + FAINT),
        line(
            path("middle"),
            mode="lines+text",
            line=dotted,
            text=["" if month < 12 else _number(row.year_end, row, view) for month in months],
            textposition="middle right",
            cliponaxis=False,
        ),
        line(
            [row.target] * len(months),
            mode="lines+text",
            line={"color": colour["text"], "width": 2},
            text=[aim, *([""] * (len(months) - 1))],
            textposition="top right",
            cliponaxis=False,
        ),
        line(
            [_reported(row, month, is_firm=True) for month in months],
            mode="lines+markers",
            line={"color": colour["actual"], "width": 3},
            marker={"size": 7, "color": colour["actual"]},
            meta=MAIN,
        ),
        line(
            [_reported(row, month, is_firm=False) for month in months],
            mode="markers",
            marker={"size": 9, "color": colour["actual"], "symbol": "circle-open"},
        ),
    ]


def _months(row: Row) -> list[int]:
    """The ends of months of the year; January only where it was told apart."""
    told = {each.period_end.month for each in row.months}
    return [month for month in range(1, 13) if month > 1 or (1 in told and 2 not in told)]


def _number(value: float, row: Row, view: View) -> str:
    """A number over a point; its unit stands under the title."""
    return view.say.bare_amount(value, row.unit, row.decimals)


def _ticks(row: Row, view: View) -> list[str]:
    """The months that are named: a phone has no room for eleven."""
    shown = {_months(row)[0], 6, 9, 12}
    return [_place(month, view) for month in sorted(shown)]


def _place(month: int, view: View) -> str:
    first = date(2000, 1 if month == 2 else month, 1)
    return in_lines(view.say.month_label(first, date(2000, month, 1)))


def _reported(row: Row, month: int, is_firm: bool) -> float | None:
    """What was reported to the end of a month: until the one that is reckoned from, or after."""
    for each in row.months:
        if each.period_end.month == month and (each.period_end <= row.reckoned_from) is is_firm:
            return each.value  # type: ignore[no-any-return]
    return None


def _boxes(row: Row, view: View) -> list[Box]:
    say, colour = view.say, TOKENS[view.theme]
    ahead = {each.month: each for each in row.path}
    aim = Line(say("年度目标"), say.amount(row.target, row.unit, row.decimals), colour["text"])
    found = []
    for month in _months(row):
        lines = []
        for is_firm, name in ((True, say("本年累计")), (False, say("本年累计（未用于推算）"))):
            held = _reported(row, month, is_firm)
            if held is not None:
                said = say.amount(held, row.unit, row.decimals)
                mark = {} if is_firm else {"mark": HOLLOW}
                lines.append(Line(name, said, colour["actual"], **mark))
        if month in ahead and month != row.reckoned_from.month:
            told = ahead[month].with_(unit=row.unit, decimals=row.decimals)
            ends = told.with_(year_end_low=told.low, year_end_high=told.high)
            lines.append(Line(say("内部测算"), outlook.amount_range(ends, say)))
        found.append(Box(_place(month, view), [*lines, aim], plain(_place(month, view))))
    return found
