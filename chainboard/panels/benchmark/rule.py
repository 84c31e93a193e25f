"""How the peers were found: indicators, distances, who was left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.figures import worked_out
from chainboard.panels.frame import measure, provenance
from chainboard.panels.panel import Column, Panel, Table
from chainboard.panels.readings import columns, nothing, places, reading, span
from chainboard.view import Row, View
from chainboard.words import Words


def rule(
    near: Sequence[Row],
    read: Sequence[Row],
    steady: Sequence[Row],
    rules: Sequence[Row],
    view: View,
) -> Panel:
    """A line a prefecture with its distance and what it was measured by; the rule in words below.

    near    as analysis.peers.neighbours returns them
    read    as analysis.peers.readings returns them
    steady  as analysis.peers.steadiness returns them
    rules   the rules of peers, as rules.in_force returns them
    """
    say = view.say
    peers = [row for row in near if row.is_peer]
    if not peers:
        return Panel(**nothing("peer_rule", view, ""))
    distances = {row.area_code: row.distance for row in near}
    shown = [
        row.with_(is_growth=False, reading=row.value, distance=distances.get(row.area_code))
        for row in read
    ]
    return Panel(
        name="peer_rule",
        fixed=("chain",),
        finding=say("按公开指标，与本市最相近的 {count} 个市州：{places}").format(
            count=len(peers), places=places(peers, say)
        ),
        measure=measure(
            say("{count} 项指标：{names}").format(
                count=len(steady), names=say.listed([_indicator(row, say) for row in steady])
            ),
            say("距离为推算：各项标准分之差的均方根，越小越近"),
            say("只列对标市州，全部见数据表") if view.theme == "projector" else "",
        ),
        body=_table(peers if view.theme == "projector" else near, read, say),
        rows=shown,
        columns=(
            *columns(say)[:-1],
            Column(f"reason_{say.lang}", say("为什么用")),
            worked_out("z", say("标准分（推算）"), "", lambda row: say.number(row.z, 2)),
            columns(say)[-1],
        ),
        **provenance(shown, view),
        alt=say.listed([_said(row, say) for row in near if row.distance is not None]),
        notes=(*_left_out(near, say), *_notes(steady, rules, say)),
    )


def _indicator(row: Row, say: Words) -> str:
    """An indicator with its year, and that its logarithm is taken."""
    year = say("{year}年").format(year=row.year)
    return say.bracketed(say.name(row), say.listed([year, say("取对数")]) if row.is_log else year)


def _said(row: Row, say: Words) -> str:
    return f"{say.place(row)} {say.number(row.distance, 2)}"


def _table(near: Sequence[Row], read: Sequence[Row], say: Words) -> Table:
    metrics = list({row.metric_id: row for row in read}.values())
    cells = {(row.area_code, row.metric_id): row for row in read}
    own = next((r for r in read if r.area_code not in {row.area_code for row in near}), None)
    heads = [
        say("市州"),
        say("距离"),
        say("依据"),
        *(say.name(row) for row in metrics),
    ]
    lines = [_line(row, cells, metrics, say) for row in near]
    if own is not None:
        values = [_cell(cells.get((own.area_code, row.metric_id)), say) for row in metrics]
        lines = [[say("{place}（本市）").format(place=say.place(own)), "", "", *values], *lines]
    return Table([{"label": head} for head in heads], lines, True)


def _line(
    row: Row, cells: dict[tuple[str, str], Row], metrics: Sequence[Row], say: Words
) -> list[Any]:
    mark = say("{order} {place}（对标）") if row.is_peer else "{order} {place}"
    place = mark.format(order=row.order, place=say.place(row)) if row.order else say.place(row)
    distance = say("未参加") if row.distance is None else say.number(row.distance, 2)
    shared = say("共有 {shared} 项").format(shared=row.shared)
    values = [_cell(cells.get((row.area_code, metric.metric_id)), say) for metric in metrics]
    return [place, distance, shared, *values]


def _cell(row: Row | None, say: Words) -> Any:
    """A value; with its period where that is not the year of the others."""
    if row is None:
        return say.missing(None)
    said = reading(row.with_(is_growth=False, reading=row.value), say)
    return [said, span(row, say)] if row.is_other_year else said


def _left_out(near: Sequence[Row], say: Words) -> tuple[str, ...]:
    """Who has too few of the indicators, and what each lacks."""
    gone = [row for row in near if row.distance is None]
    if not gone:
        return ()
    lacking = [
        say("{place}缺{names}").format(place=say.place(row), names=say.listed(say.of(row, "lacks")))
        for row in gone
    ]
    return (say("未参加：{lacking}。").format(lacking=say.clauses(lacking)),)


def _notes(steady: Sequence[Row], rules: Sequence[Row], say: Words) -> tuple[str, ...]:
    overlaps = [
        say.bracketed(say.name(row), say.share_percent(row.overlap, 0))
        for row in steady
        if row.overlap is not None
    ]
    told = [say("{said}。").format(said=say.of(row, "words")) for row in rules]
    whence = dict.fromkeys(
        say("来由：{said}。").format(said=say.of(row, "source")) for row in rules
    )
    return (
        *told,
        say("各去掉一项指标重算，名单重合的比例：{overlaps}。").format(
            overlaps=say.listed(overlaps)
        ),
        *list(whence)[:1],
    )
