"""Who is in charge of which chain: role by role, offices and posts only."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.behind import counted, halves
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel, Table
from chainboard.view import Row, View
from chainboard.words import Words

ROLES = (
    "general_leader", "leader", "deputy", "lead_bureau", "member_bureau", "host_area",
    "lead_enterprise",
)  # fmt: skip
ON_A_SLIDE = ("leader", "lead_bureau", "host_area")


def roster(rows: Sequence[Row], view: View) -> Panel:
    """A line a chain with the offices of each role; 待填报 where nobody is on record.

    rows  as projects.roster returns them
    """
    say = view.say
    if not any(row.chain_id for row in rows):
        return Panel(**empty("roster", view, say("没有产业链"), say("各链机构")))
    chains = list(dict.fromkeys(row.chain_id for row in rows if row.chain_id))
    roles = [role for role in ROLES if _is_shown(role, view)]
    lines = [_line([row for row in rows if row.chain_id == chain], roles, say) for chain in chains]
    heads = [say("产业链"), *(say.role_name(role) for role in roles)]
    missing = sum(cell == say("待填报") for line in lines for cell in line)
    return Panel(
        name="roster",
        fixed=("county", "park"),
        finding=_finding(rows, missing, say),
        measure=measure(say("只列单位和岗位，不列个人")),
        body=Table([{"label": head} for head in heads], lines, is_wide=True),
        rows=rows,
        columns=_columns(say),
        **provenance(rows, view),
        alt=say.clauses([say.listed([str(cell) for cell in line[:3]]) for line in lines]),
    )


def printed(rows: Sequence[Row], view: View) -> Panel:
    """What public sources print of roles, as printed: which of it is a post of the chain.

    rows  as projects.roster returns them
    """
    say = view.say
    known = [row for row in rows if row.role]
    if not known:
        return Panel(**empty("roster", view, "", say("各链机构")))
    columns = (
        *_columns(say),
        Column("is_post", say("性质"), words=lambda row: _nature(row, say)),
        Column("source_title", say("来源"), words=lambda row: _source(row, say)),
    )
    posts = sum(bool(row.is_post) for row in known)
    return Panel(
        name="roster",
        fixed=("county", "park"),
        finding=say("公开资料里与产业链有关的机构 {count} 条，其中可以认定的 {posts} 条").format(
            count=len(known), posts=posts
        ),
        measure=measure(say("照原文列出；没有列名的不作认定")),
        body=figures.table(rows, columns),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.listed([say.of(row, "holder") for row in known]),
    )


def _is_shown(role: str, view: View) -> bool:
    if role == "lead_enterprise" and not view.audience.sees_firms:
        return False
    return view.theme != "projector" or role in ON_A_SLIDE


def _line(rows: Sequence[Row], roles: Sequence[str], say: Words) -> list[object]:
    chain = {"go": f"chain?chain={rows[0].chain_id}", "words": say.of(rows[0], "chain")}
    cells = [[say.of(row, "holder") for row in rows if row.role == role] for role in roles]
    return [chain, *(say.listed(cell) if cell else say("待填报") for cell in cells)]


def _finding(rows: Sequence[Row], missing: int, say: Words) -> str:
    first = list({row.chain_id: row for row in rows if row.chain_id}.values())
    one = str(say.of(first[0], "chain"))
    chains = one if len(first) == 1 else counted(*halves(first), say)
    if not missing:
        return say("{chains}的机构和岗位").format(chains=chains)
    return say("{chains}的机构和岗位，待填报 {missing} 处").format(chains=chains, missing=missing)


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("chain", say("产业链"), words=lambda row: _chain(row, say)),
        Column("role", say("角色"), words=lambda row: say.role_name(row.role) if row.role else ""),
        Column("holder", say("单位、岗位"), words=lambda row: _holder(row, say)),
    )


def _chain(row: Row, say: Words) -> str:
    return say.of(row, "chain") or say("全部产业链")


def _holder(row: Row, say: Words) -> str:
    if row.role:
        return str(say.of(row, "holder"))
    return say.absent(None) if say.pack.is_record else say("待填报")


def _nature(row: Row, say: Words) -> str:
    if not row.role:
        return ""
    return say("可以认定") if row.is_post else say("照原文，不作认定")


def _source(row: Row, say: Words) -> str:
    return figures.cited(row, say) if row.source_title else ""
