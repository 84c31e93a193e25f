"""The counties that are behind, by measures that add."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import behind, figures
from chainboard.panels.frame import empty, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

NAME = "county_attention"


def no_targets(view: View, has_some: bool = False) -> Panel:
    """There is no target to be behind, or none that can be judged; a record looks for none."""
    say = view.say
    why = say("没有年度目标，不能判断进度") if view.pack.is_lit else say("公开数据不评灯。")
    if has_some:
        why = say("年度目标和今年的数都不能评灯，不能判断进度")
    return Panel(**empty(NAME, view, why, say("落后的县（区）"), "targets"))


def of_counties(
    rows: Sequence[Row], owed: Sequence[Row], causes: Sequence[Column], view: View
) -> Panel:
    """One row a county that is behind, the widest gap to the calendar first.

    rows    as analysis.behind.worst returns them, of counties
    owed    as analysis.behind.owed returns them: the places that are not compared
    causes  what offices say of why, and what is being done; none where nobody has said anything

    Without a chain the measures are sums of chains: worked out here, and without a light.
    """
    say = view.say
    if not rows:
        why = say("没有落后序时进度的县（区）")
        return Panel(**empty(NAME, view, why, why))
    columns = (*_columns(rows, view), *causes)
    place = f"area_{say.lang}"
    own = [row for row in rows if row.area_code == view.area_code]
    is_ours = any(row.get("is_derived") for row in rows)
    return Panel(
        name=NAME,
        marks=("county",),
        finding=_finding((own or rows)[0], say),
        measure=say("各链相加（推算），不评灯；只看可以相加的指标，不看产值")
        if is_ours
        else say("按差距最大的完成率排列，增速不参加排列"),
        body=figures.table(rows, behind.beside_causes(columns, causes, place, view), is_wide=True),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.clauses([_said(row, say) for row in rows]),
        notes=(
            *behind.rules(rows, say),
            *_owing(owed, say),
            *([behind.told_by(True, say)] if causes else []),
        ),
    )


def _columns(rows: Sequence[Row], view: View) -> tuple[Column, ...]:
    """With the light and the growth where one chain was picked: a sum has neither."""
    say = view.say
    is_one_chain = view.chain_id is not None
    return (
        Column(f"area_{say.lang}", say("县（区）"), words=lambda row: _way(row, view)),
        behind.indicator_column(say),
        *([behind.light_column(say)] if is_one_chain else []),
        *behind.gap_columns(say),
        *([behind.growth_column(say)] if is_one_chain else []),
    )


def _way(row: Row, view: View) -> dict[str, str]:
    place = view.say.place(row)
    return {
        "words": f"▸ {place}" if row.area_code == view.area_code else place,
        "go": f"county?county={row.area_code}",
    }


def _owing(owed: Sequence[Row], say: Words) -> tuple[str, ...]:
    """The counties that have not reported the month, which stand in no order."""
    places = [say.place(row) for row in owed if row.area_level == "county"]
    return (
        (say("当期未报，不列入：{places}。").format(places=say.listed(places)),) if places else ()
    )


def _finding(first: Row, say: Words) -> str:
    if first.gap is None:
        return say("{county}增加值{gap}").format(
            county=say.place(first), gap=behind.said(first, say)
        )
    return say("{county}{name}{gap}").format(
        county=say.place(first), name=say.name(first), gap=behind.said(first, say)
    )


def _said(row: Row, say: Words) -> str:
    of = say.place(row)
    if row.gap is not None:
        of = say("{place}{name}").format(place=of, name=say.name(row))
    return f"{of} {behind.said(row, say)}"
