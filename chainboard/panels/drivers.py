"""What drove a change: the increments of the parts as bars that float from one to the next, and
below them their total. Where shares would say nothing, pull alone is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.figures import gone_column, worked_out
from chainboard.panels.frame import empty, measure, plain, provenance
from chainboard.panels.hover import Box, Line, boxed_figure
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

NAME = "drivers"
AFTER = {"zh": 1.0, "en": 0.9}  # of the span of the bars, for the numbers behind them


def drivers(found: Row, rule: str, along: str, view: View, marks: Sequence[str] = ()) -> Panel:
    """The parts of a change, the largest increase first, and their total.

    found  as analysis.contribution.drivers returns it
    rule   the words of the rule that hides shares
    along  chain or county: what the parts are
    marks  the choices that only mark a part; of the others those that change nothing are fixed

    Off on a record, of which nothing is worked out from levels.
    """
    say = view.say
    if view.pack.is_record:
        why = say("公开资料只列公布的增速，不由总量推算增减。")
        return Panel(**empty(NAME, view, why, say("增减由何而来")))
    if not found.parts:
        return Panel(**empty(NAME, view, refused(found.refused, say), say("增减由何而来")))
    parts, total = found.parts, found.total
    chain, area = (None, view.area_code) if along == "chain" else (view.chain_id, None)
    sees_all = view.audience.sees_all_of(chain, area, None)
    of_some = say("{what}：只列当前账号可看的部分，不比高低").format(what=say.name(total))
    rows = [*parts, total.with_(pull=total.growth, contribution=None, is_total=True)]
    return Panel(
        name=NAME,
        marks=tuple(marks),
        fixed=("chain",) if along == "chain" else (),
        finding=_finding(parts, total, along, say) if sees_all else of_some,
        measure=measure(
            say.name(total),
            _periods(total, say),
            say.unit_name(total.unit),
            _behind_bars(total, say),
        ),
        body=_figure(rows, along, view),
        rows=rows,
        columns=_columns(rows, along, say),
        **provenance(parts, view),
        alt=say.listed([f"{_name(row, along, say)} {_text(row, say)}" for row in rows]),
        notes=_notes(found, rule, along, say),
    )


def refused(why: str, say: Words) -> str:
    """Why a change is not taken apart."""
    return {
        "overlap": say("这项指标在链间有交叉，各链不可相加，不分解增减。"),
        "level": say("这项指标不是流量，各部分的增减不相加。"),
        "real": say("这项指标按可比价计算增速，没有不变价权重，不由总量分解。"),
        "months": say("两期月数不同、又不在同一年，累计数不可比。"),
        "broken": say("两期之间口径有变，不可比。"),
        "nothing": say("两期没有可比的数。"),
    }[why]


def _finding(parts: Sequence[Row], total: Row, along: str, say: Words) -> str:
    """By how much it changed between which periods, and which parts pulled it up and down most."""
    change = [_by(total, say)]
    if total.growth is not None:
        change.append(say.growth_prose(total.growth))
    head = say("{now}比{before}，{metric}{change}（推算）").format(
        now=_now(total, say),
        before=_before(total, say),
        metric=say.name(total),
        change=say.phrases(change),
    )
    told = [say("{name}{change}").format(name=_name(row, along, say), change=_moved(row, say))
            for row in _ends(parts)]  # fmt: skip
    return say("{head}：{parts}").format(head=head, parts=say.listed(told)) if told else head


def _ends(parts: Sequence[Row]) -> list[Row]:
    """The part that rose most and the one that fell most."""
    return [
        *(row for row in parts[:1] if row.change > 0),
        *(row for row in parts[-1:] if row.change < 0),
    ]


def _moved(row: Row, say: Words) -> str:
    """The pull of a part, or between months of one year what it added."""
    if row.pull is None:
        return _by(row, say)
    words = say("拉动 {points}") if row.pull >= 0 else say("下拉 {points}")
    return words.format(points=say.points(abs(row.pull)).removeprefix("+"))


def _by(row: Row, say: Words) -> str:
    """A change as an amount: 增加 35.27 亿元, in English RMB 5.1 million where it is small."""
    size = say.amount(abs(row.change), row.unit, row.decimals)
    if size == say.amount(0.0, row.unit, row.decimals):
        return say("持平")
    words = say("增加 {amount}") if row.change > 0 else say("减少 {amount}")
    return words.format(amount=size)


def _now(row: Row, say: Words) -> str:
    return say.bare_period(row.period_start, row.period_end, row.basis)


def _before(row: Row, say: Words) -> str:
    return say.bare_period(row.prior_end.replace(month=1, day=1), row.prior_end, row.basis)


def _periods(row: Row, say: Words) -> str:
    return say("{now}与{before}相比").format(now=_now(row, say), before=_before(row, say))


def _behind_bars(total: Row, say: Words) -> str:
    return (
        say("条后为增减额") if total.growth is None else say("条后为增减额和拉动的百分点（推算）")
    )


def _name(row: Row, along: str, say: Words) -> str:
    if row.get("is_total"):
        return say("合计")
    return str(say.of(row, "chain")) if along == "chain" else say.county(row)


def _change(row: Row, say: Words) -> str:
    """The change as a bare number with its sign: +4.92."""
    said = say.bare_amount(abs(row.change), row.unit, row.decimals)
    return f"{'+' if row.change >= 0 else '−'}{said}"


def _text(row: Row, say: Words) -> str:
    return "  ".join(part for part in (_change(row, say), _pull(row, say)) if part)


def _figure(rows: Sequence[Row], along: str, view: View) -> Any:
    """Bars from where the one above ends; the total from zero."""
    say, colour = view.say, TOKENS[view.theme]
    starts, reached = [], 0.0
    for row in rows:
        starts.append(0.0 if row.get("is_total") else reached)
        reached += row.change
    ends = [start + row.change for start, row in zip(starts, rows, strict=True)]
    low, high = min([0.0, *starts, *ends]), max([0.0, *starts, *ends])
    span = (high - low) or 1.0
    tones = [
        colour["text" if row.get("is_total") else "actual" if row.change >= 0 else "previous"]
        for row in rows
    ]
    names = [plain(_name(row, along, say)) for row in rows]
    bottom_up = slice(None, None, -1)  # Plotly draws the first category at the bottom
    ids = [_go(row, along) for row in rows]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": names[bottom_up],
        "x": [say.scaled(row.change, row.unit) for row in rows][bottom_up],
        "base": [say.scaled(start, rows[0].unit) for start in starts][bottom_up],
        "text": [_text(row, say) for row in rows][bottom_up],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": tones[bottom_up], "line": _outlines(rows, along, view)},
        "ids": ids[bottom_up],
    }
    boxes = [
        Box(name, _lines(row, tone, say), _name(row, along, say), way)
        for name, row, tone, way in zip(names, rows, tones, ids, strict=True)
    ]
    room = span * AFTER[say.lang]  # for the words behind a bar, before one that goes down
    down = [end - room for end, row in zip(ends, rows, strict=True) if row.change < 0]
    edges = [min([low, *down]), high + room]
    return boxed_figure(
        [bars],
        boxes[::-1],
        view,
        xaxis={"visible": False, "range": [say.scaled(edge, rows[0].unit) for edge in edges]},
        yaxis={"type": "category"},
    )


def _outlines(rows: Sequence[Row], along: str, view: View) -> dict[str, Any]:
    """Round the bar of the county that is picked among others; none round the rest."""
    picked = [along == "county" and row.get("area_code") == (view.area_code or "") for row in rows]
    edge = TOKENS[view.theme]["text"]
    return {"color": edge, "width": [3 if each else 0 for each in picked[::-1]]}


def _go(row: Row, along: str) -> str:
    if row.get("is_total"):
        return ""
    return f"chain?chain={row.chain_id}" if along == "chain" else f"county?county={row.area_code}"


def _lines(row: Row, tone: str, say: Words) -> list[Line]:
    told = [
        Line(say("本期"), say.amount(row.value, row.unit, row.decimals), tone),
        Line(say("对比期（推算）"), say.amount(row.base, row.unit, row.decimals)),
        Line(say("增减（推算）"), f"{_change(row, say)} {say.unit_name(row.unit)}"),
    ]
    if row.pull is not None:
        name = say("增长（推算）") if row.get("is_total") else say("拉动（推算）")
        told.append(Line(name, _pull(row, say)))
    if row.contribution is not None:
        told.append(Line(say("贡献率（推算）"), say.percent(row.contribution, 1)))
    return told


def _columns(rows: Sequence[Row], along: str, say: Words) -> tuple[Column, ...]:
    unit, places = rows[0].unit, rows[0].decimals
    what = say("产业链") if along == "chain" else say("县（区）")
    shares = (
        [worked_out("contribution", say("贡献率"), "%", lambda row: _share(row, say), 1)]
        if any(row.contribution is not None for row in rows)
        else []
    )
    return (
        Column("part", what, words=lambda row: _name(row, along, say)),
        Column("value", say("本期"), unit, places),
        Column("base", say("对比期（推算）"), unit, places, derived=True),
        Column("change", say("增减"), unit, places, derived=True),
        worked_out("pull", say("拉动"), "个百分点", lambda row: _pull(row, say)),
        *shares,
        gone_column(say),
    )


def _share(row: Row, say: Words) -> str:
    return "" if row.contribution is None else say.percent(row.contribution, 1)


def _pull(row: Row, say: Words) -> str:
    """The pull of a part in points; of the total the growth that they add to, in percent."""
    if row.pull is None:
        return ""
    return say.growth(row.pull) if row.get("is_total") else say.points(row.pull)


def _notes(found: Row, rule: str, along: str, say: Words) -> tuple[str, ...]:
    """How the base was found, what is left out, and why shares are not told."""
    total = found.total
    is_year = (total.period_end.year - total.prior_end.year, total.prior_end.month) == (
        1,
        total.period_end.month,
    )
    base = (
        say("上年同期取本年口径的数，没有的按公布增速倒推；合计为各部分之和（推算）。")
        if is_year
        else say("两期按公布的数相减，未按同一口径调整；合计为各部分之和（推算）。")
    )
    gone = say.listed([_name(row, along, say) for row in found.left_out])
    missing = [say("不含{parts}：缺数或没有可比的基数。").format(parts=gone)] if gone else []
    return (base, *missing, *([rule] if total.is_hidden and rule else []))
