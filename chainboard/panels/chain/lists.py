"""The lists of one chain: its steps, its firms, its projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from chainboard.panels.frame import (
    as_table,
    bracketed,
    cited_title,
    empty,
    measure,
    name,
    on_day,
    place,
    provenance,
)
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    amount,
    bare_period,
    grade_name,
    listed,
    month,
    node_status_name,
    position_name,
    printed,
    role_name,
    stage_name,
    texts,
)

POSITIONS = ("upstream", "midstream", "downstream", "support")
MARKS = {"strong": "★", "present": "●", "weak": "▲", "missing": "■", "planned": "◇", "unknown": "?"}
SHOWN = 10
REPORTED = "报道"  # what a date of the stages ends with when it is the day of the report


def links(rows: Sequence[Row], view: View) -> Panel:
    """The steps of the chain as tiles of equal size; the evidence behind each opens on a click.

    rows  as chain_lists.nodes returns them

    A missing step has the same size as a strong one: the page exists to show it.
    """
    _ = texts(view.lang)
    if not rows:
        why = _("没有环节资料")
        return Panel(**empty("chain_links", view, why, _("产业链环节")))
    positions = [
        {
            "name": position_name(position, view.lang),
            "tiles": [_tile(row, view) for row in rows if row.position == position],
        }
        for position in POSITIONS
    ]
    return Panel(
        name="chain_links",
        finding=_links_finding(rows, view),
        measure=measure(_("上游、中游、下游和配套环节"), _whose(rows, view), _("点开环节看依据")),
        body={"tiles": positions},
        rows=[_node_in_table(row, view) for row in rows],
        columns=_link_columns(view),
        **provenance(rows, view),
        alt=listed(
            [f"{name(r, view.lang)} {node_status_name(r.status, view.lang)}" for r in rows],
            view.lang,
        ),
    )


def _whose(rows: Sequence[Row], view: View) -> str:
    """Whose status it is: the county's where it is known, else the city's."""
    places = dict.fromkeys(place(row, view.lang) for row in rows if place(row, view.lang))
    return listed(list(places), view.lang)


def _tile(row: Row, view: View) -> dict[str, Any]:
    _ = texts(view.lang)
    evidence = row[f"evidence_{view.lang}"] or row.evidence_zh or _("没有依据")
    cited = ""
    if row.source_title:
        cited = f"{cited_title(row, view)} [{grade_name(row.grade, view.lang)}]"
    return {
        "node_id": row.node_id,
        "name": name(row, view.lang),
        "status": row.status,
        "mark": MARKS[row.status],
        "word": node_status_name(row.status, view.lang),
        "evidence": evidence,
        "source": " · ".join(part for part in (cited, on_day(row.stated_on, view.lang)) if part),
    }


def _links_finding(rows: Sequence[Row], view: View) -> str:
    """Names the missing and weak steps; where none is known, counts the rest."""
    _ = texts(view.lang)
    by = {status: [name(r, view.lang) for r in rows if r.status == status] for status in MARKS}
    if by["missing"]:
        return _("缺 {count} 个环节：{names}").format(
            count=len(by["missing"]), names=listed(by["missing"], view.lang)
        )
    if by["weak"]:
        return _("薄弱环节 {count} 个：{names}").format(
            count=len(by["weak"]), names=listed(by["weak"], view.lang)
        )
    present = len(by["present"]) + len(by["strong"])
    return _("{total} 个环节：已有 {present}，规划 {planned}，待核 {unknown}").format(
        total=len(rows), present=present, planned=len(by["planned"]), unknown=len(by["unknown"])
    )


def _node_in_table(row: Row, view: View) -> Row:
    return row.with_(
        position_shown=position_name(row.position, view.lang),
        status_shown=node_status_name(row.status, view.lang),
        evidence_shown=row[f"evidence_{view.lang}"] or row.evidence_zh,
    )


def _link_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("position_shown", _("位置")),
        Column(f"name_{view.lang}", _("环节")),
        Column("status_shown", _("状态")),
        Column("evidence_shown", _("依据")),
    )


def firms(rows: Sequence[Row], view: View) -> Panel:
    """The leading firms of the chain as a table; all of them in the table behind it.

    rows  as chain_lists.firms returns them
    """
    _ = texts(view.lang)
    if not rows:
        why = _("没有企业资料")
        return Panel(**empty("chain_firms", view, why, _("链上企业")))
    listed_rows = [_firm_in_table(row, view) for row in rows]
    columns = _firm_columns(view)
    return Panel(
        name="chain_firms",
        finding=_firms_finding(rows[0], view),
        measure=_scope_measure(len(rows), view),
        body={"table": as_table(listed_rows[:SHOWN], columns)},
        rows=listed_rows,
        columns=columns,
        **provenance(rows, view),
        alt=listed([name(row, view.lang) for row in rows[:SHOWN]], view.lang),
    )


def _firms_finding(row: Row, view: View) -> str:
    _ = texts(view.lang)
    if row.above_size:
        return _("链上企业 {firms} 家，其中链主、龙头 {leading} 家，规上 {above} 家").format(
            firms=row.firms, leading=row.leading, above=row.above_size
        )
    return _("资料中点名的企业 {firms} 家，其中链主、龙头 {leading} 家").format(
        firms=row.firms, leading=row.leading
    )


def _scope_measure(count: int, view: View) -> str:
    _ = texts(view.lang)
    more = _("列出前 {shown} 项，全部见数据表").format(shown=SHOWN) if count > SHOWN else ""
    return measure(_("链主、龙头在前"), more)


def _firm_in_table(row: Row, view: View) -> Row:
    role = role_name(row.role, view.lang)
    own = row.role_text if view.pack == "published" and view.lang == "zh" else None
    return row.with_(
        place=place(row, view.lang), role_shown=own or role, product=row[f"product_{view.lang}"]
    )


def _firm_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("企业")),
        Column("place", _("县(区)")),
        Column("role_shown", _("角色")),
        Column("product", _("产品")),
    )


def projects(rows: Sequence[Row], view: View) -> Panel:
    """The largest projects of the chain with the stage last reported; never an age or a light.

    rows  as chain_lists.projects returns them (亿元)
    """
    _ = texts(view.lang)
    if not rows:
        why = _("没有项目资料")
        return Panel(**empty("chain_projects", view, why, _("链上项目")))
    listed_rows = [_project_in_table(row, view) for row in rows]
    columns = _project_columns(view)
    return Panel(
        name="chain_projects",
        finding=_projects_finding(rows, view),
        measure=measure(
            _("按总投资排列"),
            _("状态为资料所载日期的状态") if view.pack == "published" else "",
            _("列出前 {shown} 项，全部见数据表").format(shown=SHOWN) if len(rows) > SHOWN else "",
        ),
        body={"table": as_table(listed_rows[:SHOWN], columns)},
        rows=listed_rows,
        columns=columns,
        **provenance(rows, view),
        alt=listed([name(row, view.lang) for row in rows[:SHOWN]], view.lang),
    )


def _projects_finding(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    stages = Counter(row.stage for row in rows if row.stage)
    counted = [f"{stage_name(stage, view.lang)} {count}" for stage, count in stages.most_common(3)]
    return _("项目 {count} 个：{stages}").format(count=len(rows), stages=listed(counted, view.lang))


def _project_in_table(row: Row, view: View) -> Row:
    stage = stage_name(row.stage, view.lang) if row.stage else ""
    if view.pack == "published" and view.lang == "zh" and row.stage_text:
        stage = row.stage_text
    return row.with_(
        place=place(row, view.lang),
        note=row[f"note_{view.lang}"] or "",
        stage_shown=bracketed(stage, _stage_dates(row, view), view.lang),
        investment_shown=_investment(row, view),
    )


def _investment(row: Row, view: View) -> str:
    if row.total_investment_text:
        return printed(row.total_investment_text, "亿元", view.lang)
    if row.total_investment is None:
        return ""
    return amount(row.total_investment, "亿元", view.lang)


def _stage_dates(row: Row, view: View) -> str:
    """When the stage was reached, as exactly as it was said, and the day of the report."""
    _ = texts(view.lang)
    text = (row.date_text or "").replace("(推断)", "")
    reported = on_day(row.stated_on, view.lang)
    if text.endswith(REPORTED):
        reported, text = _roughly(text.removesuffix(REPORTED), view), ""
    happened = on_day(row.happened_on, view.lang) or _roughly(text, view)
    said = _("{day}报送") if view.pack == "city" else _("{day}报道")
    told = said.format(day=reported) if reported not in ("", happened) else ""
    return listed([part for part in (happened, told) if part], view.lang)


def _roughly(text: str, view: View) -> str:
    """A year or a month as sources write them (2024, 2024-04), in words."""
    parts = [int(part) for part in text.split("-") if part]
    if len(parts) == 2:
        return month(date(parts[0], parts[1], 1), view.lang)
    if len(parts) == 1:
        return bare_period(date(parts[0], 1, 1), date(parts[0], 12, 31), "year", view.lang)
    return ""


def _project_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("项目")),
        Column("place", _("县(区)")),
        Column("investment_shown", _("总投资")),
        Column("stage_shown", _("状态")),
        *((Column("note", _("说明")),) if view.pack == "published" else ()),
    )
