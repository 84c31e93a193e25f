"""The map of a chain: its steps where they always stand, how each stands, and what is behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import cited_title, empty, measure, on_day, provenance
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
NAMED = 3  # firms and projects of a step that are named


def chain_map(rows: Sequence[Row], edges: Sequence[Row], view: View) -> Panel:
    """The steps of the chain in a layout that is the same every month, with what flows between
    them; the evidence behind each opens on a click.

    rows   as chain_lists.nodes returns them, with what chain_map.standing and with_evidence add
    edges  as chain_map.edges returns them

    A missing step has the same size as a strong one: the page exists to show it.
    """
    say = view.say
    if not rows:
        why = say("没有环节资料")
        return Panel(**empty("chain_map", view, why, say("产业链图谱"), "nodes"))
    positions = [
        {
            "name": say.position_name(position),
            "tiles": [_tile(row, view) for row in rows if row.position == position],
        }
        for position in POSITIONS
    ]
    flows = _flows(positions, edges)
    return Panel(
        name="chain_map",
        fixed=("period",) if is_of_county(rows, view) else ("county", "period"),
        finding=finding(rows, say),
        measure=measure(
            say("上游、中游、下游和配套环节"),
            _whose(rows, say),
            say("线为供给方向，虚线的一端缺失") if flows else "",
            say("点开环节看依据、企业和项目") if view.theme == "light" else "",
        ),
        body=Tiles(positions, flows, _words(rows[0].chain_id, say)),
        rows=rows,
        columns=_columns(rows, view),
        **provenance(rows, view),
        notes=_notes(rows, view),
        alt=say.listed([f"{say.name(r)} {say.node_status_name(r.status)}" for r in rows]),
    )


def is_of_county(rows: Sequence[Row], view: View) -> bool:
    """Whether a step's status is the county's that is chosen, and not the city's."""
    return any(row.area_code == view.area_code for row in rows if row.area_code)


def finding(rows: Sequence[Row], say: Words) -> str:
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


def evidence(row: Row, say: Words) -> str:
    """What the review says of a step, in the language that is there."""
    return say.of(row, "evidence") or row.evidence_zh or ""


def _words(chain: str, say: Words) -> dict[str, str]:
    return {
        "go": f"chain?chain={chain}&node=",
        "evidence": say("环节的依据"),
        "to": say("供给："),
        "join": say("、"),
        "see": say("看这一环节的企业、项目和台账"),
        "back": say("看全部环节的企业和项目"),
        "none": say.missing(None),
    }


def _flows(positions: Sequence[dict[str, Any]], edges: Sequence[Row]) -> list[list[int]]:
    """Flows as places of steps in the order of the tiles."""
    tiles = [tile["node_id"] for position in positions for tile in position["tiles"]]
    at = {node: place for place, node in enumerate(tiles)}
    ends = [(row.from_node, row.to_node) for row in edges]
    return sorted([at[one], at[other]] for one, other in ends if one in at and other in at)


def _whose(rows: Sequence[Row], say: Words) -> str:
    """Whose status it is, where a county's stands among the city's: one place is the scope."""
    places = dict.fromkeys(say.place(row) for row in rows if say.place(row))
    return say.listed(list(places)) if len(places) > 1 else ""


def _notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    say = view.say
    notes = []
    if any(row.furthest for row in rows):
        notes.append(
            say(
                "评定为缺失、规划或在建的环节，有项目投产的记已有，开工、在建的记在建，前期的记规划；"
                "只升不降，评定另列。"
            )
        )
    gone = [row for row in rows if row.was]
    if gone:
        told = [say.bracketed(say.name(row), _was(row, say)) for row in gone]
        notes.append(say("比上一版次有变化的环节：{steps}。").format(steps=say.listed(told)))
    return tuple(notes)


def _tile(row: Row, view: View) -> dict[str, Any]:
    say = view.say
    cited = ""
    if row.source_title:
        cited = f"{cited_title(row, view)} [{say.grade_name(row.grade)}]"
    note = _note(row, say)
    return {
        "node_id": row.node_id,
        "name": say.name(row),
        "status": row.status,
        "mark": MARKS[row.status],
        "word": say.node_status_name(row.status),
        **({"note": note} if note else {}),
        "evidence": evidence(row, say) or say("没有依据"),
        "facts": _facts(row, view),
        "source": " · ".join(part for part in (cited, on_day(row.stated_on, say.lang)) if part),
        **({"is_chosen": True} if row.node_id == view.node_id else {}),
    }


def _note(row: Row, say: Words) -> str:
    """What stands under the name: that projects lifted it, and how it stood before."""
    reviewed = say("评定为{status}").format(status=say.node_status_name(row.reviewed))
    parts = [reviewed if row.furthest else "", _was(row, say) if row.was else ""]
    return say.clauses([part for part in parts if part])


def _was(row: Row, say: Words) -> str:
    if row.was == "new":
        return say("上一版次没有")
    return say("上一版次{status}").format(status=say.node_status_name(row.was))


def _facts(row: Row, view: View) -> list[str]:
    """The evidence that is counted: need, firms, projects."""
    say = view.say
    found = [_need(row, say), _followed(row, view)]
    if view.audience.sees_firms and row.has_firms:
        found += [_firms(row.there, say), _sought(row.sought, say)]
    if row.projects_there or not view.pack.is_record:
        found.append(_projects(row.projects_there, say))
    return [line for line in found if line]


def _need(row: Row, say: Words) -> str:
    parts = [
        say("权重 {weight}").format(weight=say.number(row.weight, 0)) if row.weight else "",
        say("满足需求的 {share}").format(share=say.share_percent(row.coverage, 0))
        if row.coverage is not None
        else "",
    ]
    return say.clauses([part for part in parts if part])


def _followed(row: Row, view: View) -> str:
    top, say = row.furthest, view.say
    if not top:
        return ""
    return say("按项目定为{status}：{project}（{stage}）").format(
        status=say.node_status_name(row.status), project=say.name(top), stage=_reached(top, say)
    )


def _reached(row: Row, say: Words) -> str:
    parts = [say.stage_name(row.stage), on_day(row.reached_on, say.lang)]
    return say.clauses([part for part in parts if part])


def _named(rows: Sequence[Row], say: Words) -> str:
    names = say.listed([say.name(row) for row in rows[:NAMED]])
    return say("{names}等").format(names=names) if len(rows) > NAMED else names


def _firms(rows: Sequence[Row], say: Words) -> str:
    if not rows:
        return say("没有注明在这一环节的企业")
    shared = sum(bool(row.is_shared) for row in rows)
    told = say("企业 {count} 家：{names}").format(count=len(rows), names=_named(rows, say))
    also = say("其中 {count} 家同时在其他链").format(count=shared) if shared else ""
    return say.clauses([part for part in (told, also) if part])


def _sought(rows: Sequence[Row], say: Words) -> str:
    return say("目标企业：{names}").format(names=_named(rows, say)) if rows else ""


def _projects(rows: Sequence[Row], say: Words) -> str:
    if not rows:
        return say("没有注明在这一环节的项目")
    stages = Counter(row.stage for row in rows if row.stage)
    counted = say.listed([f"{say.stage_name(stage)} {count}" for stage, count in stages.items()])
    return say("项目 {count} 个（{stages}）：{names}").format(
        count=len(rows), stages=counted or say("未注明"), names=_named(rows, say)
    )


def _columns(rows: Sequence[Row], view: View) -> tuple[Column, ...]:
    say = view.say
    is_of_firms = view.audience.sees_firms and any(row.has_firms for row in rows)
    is_weighed = any(row.weight for row in rows)
    weighed = (
        Column("weight", say("权重"), decimals=0),
        Column("coverage", say("满足需求"), "fraction", words=lambda row: _covered(row, say)),
    )
    return (
        Column("position", say("位置"), words=lambda row: say.position_name(row.position)),
        Column(f"name_{say.lang}", say("环节")),
        Column("status", say("状态"), words=lambda row: say.node_status_name(row.status)),
        Column("reviewed", say("评定"), words=lambda row: say.node_status_name(row.reviewed)),
        *(weighed if is_weighed else ()),
        Column("evidence_zh", say("依据"), words=lambda row: evidence(row, say)),
        *(
            (Column("there", say("企业"), words=lambda row: str(len(row.there))),)
            if is_of_firms
            else ()
        ),
        _count("projects_there", say("项目")),
        Column("stated_on", say("评定日期"), words=lambda row: on_day(row.stated_on, say.lang)),
    )


def _count(key: str, label: str) -> Column:
    return Column(key, label, words=lambda row: str(len(row[key])))


def _covered(row: Row, say: Words) -> str:
    return "" if row.coverage is None else say.share_percent(row.coverage, 0)
