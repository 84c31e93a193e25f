"""The lists of one chain: its steps, and its firms and projects, all or those of one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures, projects as told
from chainboard.panels.frame import (
    cited_title,
    empty,
    measure,
    on_day,
    provenance,
)
from chainboard.panels.panel import Column, Panel, Tiles
from chainboard.view import Row, View
from chainboard.words import Words

POSITIONS = ("upstream", "midstream", "downstream", "support")
MARKS = {
    "strong": "★",
    "present": "●",
    "weak": "▲",
    "missing": "■",
    "under_construction": "◈",
    "planned": "◇",
    "unknown": "?",
}
SHOWN = 10


def links(rows: Sequence[Row], view: View) -> Panel:
    """The steps of the chain as tiles of equal size; the evidence behind each opens on a click.

    rows  as chain_lists.nodes returns them

    A missing step has the same size as a strong one: the page exists to show it.
    """
    say = view.say
    if not rows:
        why = say("没有环节资料")
        return Panel(**empty("chain_links", view, why, say("产业链环节")))
    positions = [
        {
            "name": say.position_name(position),
            "tiles": [_tile(row, view) for row in rows if row.position == position],
        }
        for position in POSITIONS
    ]
    return Panel(
        name="chain_links",
        fixed=("period",) if _is_of_county(rows, view) else ("county", "period"),
        finding=_links_finding(rows, say),
        measure=measure(
            say("上游、中游、下游和配套环节"), _whose(rows, say), say("点开环节看依据、企业和项目")
        ),
        body=Tiles(positions),
        rows=rows,
        columns=_link_columns(say),
        **provenance(rows, view),
        alt=say.listed(
            [f"{say.name(r)} {say.node_status_name(r.status)}" for r in rows],
        ),
    )


def _is_of_county(rows: Sequence[Row], view: View) -> bool:
    return any(row.area_code == view.area_code for row in rows if row.area_code)


def _whose(rows: Sequence[Row], say: Words) -> str:
    """Whose status it is, where a county's stands among the city's: one place is the scope."""
    places = dict.fromkeys(say.place(row) for row in rows if say.place(row))
    return say.listed(list(places)) if len(places) > 1 else ""


def _tile(row: Row, view: View) -> dict[str, Any]:
    say = view.say
    cited = ""
    if row.source_title:
        cited = f"{cited_title(row, view)} [{say.grade_name(row.grade)}]"
    return {
        "node_id": row.node_id,
        "name": say.name(row),
        "status": row.status,
        "mark": MARKS[row.status],
        "word": say.node_status_name(row.status),
        "evidence": _evidence(row, say) or say("没有依据"),
        "source": " · ".join(part for part in (cited, on_day(row.stated_on, say.lang)) if part),
        **_way(row, view),
    }


def _way(row: Row, view: View) -> dict[str, Any]:
    """The way to the firms and projects of a step; from the step that is chosen, back to all."""
    say, is_chosen = view.say, row.node_id == view.node_id
    words = say("看全部环节的企业和项目") if is_chosen else say("看这一环节的企业和项目")
    step = "all" if is_chosen else row.node_id
    go = f"chain?chain={row.chain_id}&node={step}"
    return {"is_chosen": is_chosen, "way": {"words": words, "go": go}}


def _links_finding(rows: Sequence[Row], say: Words) -> str:
    """Names the missing and weak steps; where none is known, counts the rest."""
    by = {status: [say.name(r) for r in rows if r.status == status] for status in MARKS}
    if by["missing"]:
        return say("缺 {count} 个环节：{names}").format(
            count=len(by["missing"]), names=say.listed(by["missing"])
        )
    if by["weak"]:
        return say("薄弱环节 {count} 个：{names}").format(
            count=len(by["weak"]), names=say.listed(by["weak"])
        )
    counted = [
        f"{say.node_status_name(status)} {len(names)}" for status, names in by.items() if names
    ]
    return say("{total} 个环节：{statuses}").format(total=len(rows), statuses=say.listed(counted))


def _evidence(row: Row, say: Words) -> str:
    return say.of(row, "evidence") or row.evidence_zh or ""


def _link_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("position", say("位置"), words=lambda row: say.position_name(row.position)),
        Column(f"name_{say.lang}", say("环节")),
        Column("status", say("状态"), words=lambda row: say.node_status_name(row.status)),
        Column("evidence_zh", say("依据"), words=lambda row: _evidence(row, say)),
    )


def firms(rows: Sequence[Row], view: View) -> Panel:
    """The leading firms of the chain as a table; all of them in the table behind it.

    rows  as chain_lists.firms returns them
    """
    say = view.say
    if not rows:
        why = say("没有注明在这一环节的企业") if view.node_id else say("没有企业资料")
        if not view.audience.sees_firms:
            why = say("企业名单不在当前账号可看的范围内")
        is_to_send = view.audience.sees_firms and not view.node_id
        blank = empty(
            "chain_firms", view, why, say("链上企业"), "enterprises" if is_to_send else ""
        )
        return Panel(**blank, narrowed=_narrowed(rows, view))
    columns = _firm_columns(rows, say)
    return Panel(
        name="chain_firms",
        fixed=("period",),
        narrowed=_narrowed(rows, view),
        finding=_firms_finding(rows[0], say),
        measure=_firms_measure(rows, view),
        body=figures.table(rows[:SHOWN], columns, is_wide=False),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        notes=_unmoved(rows, view, say("资料没有注明这些企业在哪个环节，本板块不随所选环节变化。")),
        alt=say.listed([say.name(row) for row in rows[:SHOWN]]),
    )


def _narrowed(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    """That a list shows one step only; one that says of nothing where it stands shows all."""
    return ("node",) if view.node_id and (not rows or rows[0].with_step) else ()


def _unmoved(rows: Sequence[Row], view: View, why: str) -> tuple[str, ...]:
    return (why,) if view.node_id and not _narrowed(rows, view) else ()


def _without_step(rows: Sequence[Row], view: View, said: str) -> str:
    """How many belong to the list and say no step, so that none can be asked for."""
    row = rows[0]
    if not _narrowed(rows, view) or not row.without_step:
        return ""
    return said.format(count=view.say.number(row.without_step, 0))


def _firms_finding(row: Row, say: Words) -> str:
    if not row.above_size:
        return say("资料中点名的企业 {firms} 家，其中链主、龙头 {leading} 家").format(
            firms=say.number(row.firms, 0), leading=say.number(row.leading, 0)
        )
    counted = say("链上企业 {firms} 家，其中链主、龙头 {leading} 家，规上 {above} 家").format(
        firms=say.number(row.firms, 0),
        leading=say.number(row.leading, 0),
        above=say.number(row.above_size, 0),
    )
    risen = say("本年升规 {risen} 家").format(risen=row.risen) if row.risen else ""
    hidden = say("不含保密的 {count} 家").format(count=row.confidential) if row.confidential else ""
    return say.bracketed(counted, say.clauses([part for part in (risen, hidden) if part]))


def _firms_measure(rows: Sequence[Row], view: View) -> str:
    say = view.say
    shared = sum(1 for row in rows if row.also_zh)
    told = say("{count} 家同时在其他链，规上数只计在主要所在的链").format(count=shared)
    return measure(
        say("链主、龙头在前"),
        _apart(rows, say),
        told if shared else "",
        _without_step(rows, view, say("另有 {count} 家没有注明环节，不在内")),
        _more(rows, say),
    )


def _more(rows: Sequence[Row], say: Words) -> str:
    """How many of a list are shown on the page."""
    if len(rows) <= SHOWN:
        return ""
    return say("列出前 {shown} 项，全部见数据表").format(shown=SHOWN)


def _apart(rows: Sequence[Row], say: Words) -> str:
    """The sub-chains whose firms and projects stand on pages of their own."""
    names = rows[0][f"apart_{say.lang}"]
    return say("不含另有专页的{chains}").format(chains=say.listed(names)) if names else ""


def _mark(row: Row, say: Words) -> str:
    """What a list must not pass over: a firm new above size, and one of two chains."""
    marks = [say("本年升规")] if row.is_risen else []
    also = row[f"also_{say.lang}"]
    if also:
        said = say("主要在{chains}") if row.is_home is False else say("也在{chains}")
        marks.append(said.format(chains=say.listed(also)))
    return say.clauses(marks)


def _role(row: Row, say: Words) -> str:
    """The role; on a record in the source's own words, where they are Chinese as the reader is."""
    own = row.role_text if say.pack.is_record and say.lang == "zh" else None
    return own or say.role_name(row.role)


def _firm_columns(rows: Sequence[Row], say: Words) -> tuple[Column, ...]:
    is_marked = any(_mark(row, say) for row in rows)
    return (
        Column(f"name_{say.lang}", say("企业")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column("role", say("角色"), words=lambda row: _role(row, say)),
        Column(f"product_{say.lang}", say("产品")),
        *(
            (Column("is_risen", say("标记"), words=lambda row: _mark(row, say)),)
            if is_marked
            else ()
        ),
    )


def projects(rows: Sequence[Row], view: View) -> Panel:
    """The largest projects of the chain with the stage last reported; never an age or a light.

    rows  as chain_lists.projects returns them (亿元)
    """
    say = view.say
    if not rows:
        why = say("没有注明在这一环节的项目") if view.node_id else say("没有项目资料")
        blank = empty(
            "chain_projects", view, why, say("链上项目"), "" if view.node_id else "projects"
        )
        return Panel(**blank, narrowed=_narrowed(rows, view))
    columns = _project_columns(rows, view)
    return Panel(
        name="chain_projects",
        fixed=("period",),
        narrowed=_narrowed(rows, view),
        finding=_projects_finding(rows, say),
        measure=measure(
            say("按总投资排列"),
            say("状态为资料所载日期的状态") if view.pack.is_record else "",
            _apart(rows, say),
            _confidential(rows[0], say),
            _without_step(rows, view, say("另有 {count} 个项目没有注明环节，不在内")),
            _more(rows, say),
        ),
        body=figures.table(rows[:SHOWN], columns, is_wide=False),
        rows=rows,
        columns=(*columns, *figures.gone_columns(rows, "total_investment", say)),
        **provenance(rows, view),
        notes=_unmoved(rows, view, say("资料没有注明这些项目在哪个环节，本板块不随所选环节变化。")),
        alt=say.listed([say.name(row) for row in rows[:SHOWN]]),
    )


def _confidential(row: Row, say: Words) -> str:
    """Projects whose amount is not known stand last: those that are confidential are named."""
    if not row.confidential:
        return ""
    return say("{count} 个项目的金额保密，排在最后").format(count=row.confidential)


def _projects_finding(rows: Sequence[Row], say: Words) -> str:
    stages = Counter(row.stage for row in rows)
    counted = [
        f"{say.stage_name(stage) if stage else say('未注明')} {count}"
        for stage, count in sorted(stages.items(), key=lambda each: (not each[0], -each[1]))
    ]
    return say("项目 {count} 个：{stages}").format(
        count=say.number(len(rows), 0), stages=say.listed(counted)
    )


def _project_columns(rows: Sequence[Row], view: View) -> tuple[Column, ...]:
    say = view.say
    is_told = any(row.is_in_statistics is not None for row in rows)
    entered = Column(
        "is_in_statistics", say("入库（纳统）"), words=lambda row: told.in_statistics(row, say)
    )
    return (
        Column(f"name_{say.lang}", say("项目")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column(
            "total_investment",
            say("总投资"),
            told.UNIT,
            words=lambda row: told.investment(row, say),
            says_unit=True,
        ),
        Column("stage", say("状态"), words=lambda row: told.stage(row, view)),
        *((entered,) if is_told else ()),
        *((Column(f"note_{say.lang}", say("说明")),) if view.pack.is_record else ()),
    )
