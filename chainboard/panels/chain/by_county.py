"""Which county carries which step of the chain, and which steps nobody carries."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels.chain.map import MARKS
from chainboard.panels.figures import table
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words


def chain_by_county(rows: Sequence[Row], counties: Sequence[Row], view: View) -> Panel:
    """Steps by counties: how many firms and projects name the step.

    rows      as analysis.chain_map.carried returns them
    counties  as places.counties returns them
    """
    say = view.say
    if view.pack.is_record:
        rows = [row for row in rows if row.places]
    if not sum(row.firms + row.projects for row in rows):
        why = say("企业和项目都没有注明环节")
        return Panel(**empty("chain_by_county", view, why, say("各县（区）承担的环节")))
    columns = (
        Column(f"name_{say.lang}", say("环节"), words=lambda row: _step(row, say)),
        *(_county(county, view) for county in counties),
        Column("firms", say("合计"), words=lambda row: _both((row.firms, row.projects), view)),
    )
    return Panel(
        name="chain_by_county",
        fixed=("county", "period"),
        finding=_found(rows, view),
        measure=measure(
            say("注明环节的企业户数和项目个数"),
            say("企业 + 项目") if view.theme == "projector" else "",
            say("空格为{what}").format(what=_blank(view)),
            say("合计含没有注明县（区）的"),
            _shared(rows, say),
        ),
        body=table(rows, columns),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.clauses([_told(row, counties, say) for row in rows]),
    )


def _found(rows: Sequence[Row], view: View) -> str:
    say = view.say
    if view.pack.is_record:
        return _on_record(rows, say)
    if _sees_all(view):
        return _finding(rows, say)
    return say("各县（区）承担的环节：不含当前账号看不到的县（区）和企业")


def _sees_all(view: View) -> bool:
    """Whether all counties and firms are seen: only then is a step one that nobody carries."""
    return view.sees_all_counties and view.audience.sees_firms


def _blank(view: View) -> str:
    """What an empty cell means."""
    if view.pack.is_record:
        return view.say.missing(None)
    return view.say("没有") if _sees_all(view) else view.say("没有或看不到")


def _finding(rows: Sequence[Row], say: Words) -> str:
    nobody = [say.name(row) for row in rows if not row.places]
    if nobody:
        return say("{count} 个环节没有县（区）承担：{names}").format(
            count=len(nobody), names=say.listed(nobody)
        )
    most = max(rows, key=lambda row: len(row.places))
    return say("每个环节都有县（区）承担，{name}分布最广，在 {count} 个县（区）").format(
        name=say.name(most), count=len(most.places)
    )


def _on_record(rows: Sequence[Row], say: Words) -> str:
    """What sources say of counties; other steps may be carried all the same."""
    return say("{count} 个环节有注明县（区）的项目").format(count=len(rows))


def _shared(rows: Sequence[Row], say: Words) -> str:
    count = sum(row.shared for row in rows)
    return say("其中 {count} 家同时在其他链，两链各列一次").format(count=count) if count else ""


def _county(county: Row, view: View) -> Column:
    code, say = county.area_code, view.say
    return Column(
        code, str(say.of(county, "short")), words=lambda row: _both(row.places.get(code), view)
    )


def _step(row: Row, say: Words) -> str:
    return f"{MARKS[row.status]} {say.name(row)}"


def _both(counts: tuple[int, int] | None, view: View) -> str:
    """In words; on a slide, where all counties are to stand side by side, both numbers alone."""
    firms, projects = counts or (0, 0)
    say = view.say
    if view.theme == "projector":
        return f"{firms} + {projects}" if firms or projects else ""
    parts = [
        say("企业 {count}").format(count=firms) if firms else "",
        say("项目 {count}").format(count=projects) if projects else "",
    ]
    return say.listed([part for part in parts if part])


def _told(row: Row, counties: Sequence[Row], say: Words) -> str:
    places = [say.of(county, "short") for county in counties if county.area_code in row.places]
    held = say.listed(places) if places else say("没有县（区）承担")
    return say("{name}：{said}").format(name=say.name(row), said=held)
