"""Cases of practice: what a place did, by whom it is told, and the figures of what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from chainboard.panels import figures
from chainboard.panels.experience import told
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Cards, Column, Multiples, Panel
from chainboard.view import Row, View
from chainboard.words import Words

FIRST = 9  # cards that stand open on the page


def cards(rows: Sequence[Row], view: View) -> Panel:
    """A card a case: what was done, where, on which chain and steps, what is told of it, by whom.

    rows  as experience.cases returns them
    """
    say = view.say
    narrowed = ("node",) if view.node_id else ()
    if not rows:
        why = _none(view)
        return Panel(**empty("case_cards", view, why, say("做法案例")), narrowed=narrowed)
    shown = told.fitting(rows, view)
    return Panel(
        name="case_cards",
        narrowed=narrowed,
        finding=_finding(rows, view),
        measure=measure(
            say("本市的在前，其次省内、外地；概述为本项目译写，量化结果照原文"),
            say("只列开发区、园区的做法") if view.cases == "parks" else "",
            say("另有不分产业链的案例 {count} 个，选“全部产业链”可见").format(count=rows[0].of_all)
            if rows[0].of_all
            else "",
            told.is_more(rows, view),
        ),
        body=Cards([face(row, view) for row in shown], fold=FIRST),
        rows=rows,
        columns=case_columns(say),
        **provenance(rows, view),
        alt=say.listed([str(say.of(row, "title")) for row in rows]),
    )


def _none(view: View) -> str:
    say = view.say
    if view.node_id:
        return say("没有写到这一环节的案例")
    if view.pack.is_record:
        return say("没有符合所选条件的案例")
    return say("还没有案例：在台账登记并审核后，这里按产业链、县（区）和缺失环节列出做法和来源。")


def _finding(rows: Sequence[Row], view: View) -> str:
    say = view.say
    own = sum(1 for row in rows if row.is_own)
    others = len(rows) - own
    if not others:
        return say("做法案例 {count} 个，都在本市").format(count=own)
    if not own:
        return say("做法案例 {count} 个，都在本市以外").format(count=others)
    return say("做法案例 {count} 个：本市 {own}，市外 {others}").format(
        count=len(rows), own=own, others=others
    )


def face(row: Row, view: View) -> dict[str, Any]:
    """The card of a case: what was done, what it brought, where, on which chain, by whom told."""
    say = view.say
    title = str(say.of(row, "title"))
    practice = str(say.of(row, "summary") or title)
    steps = say.of(row, "steps")
    ours = say.in_brackets(say("概述由本项目译")) if say.lang == "zh" else ""
    return {
        "metric_id": "",
        "label": title,
        "chip": {"light": "none", "mark": "", "word": _kind(row, say)},
        "say": say("{name}：{said}").format(name=title, said=practice),
        "text": f"{practice}{ours}",
        "notes": [
            say("量化结果：{figures}").format(figures=_results(row, say)),
            *([say("写到的环节：{steps}").format(steps=say.listed(steps))] if steps else []),
        ],
        "owner": say.place(row),
        "period": "",
        "ways": [_chain(row, say), told.source(row, say)],
    }


def _results(row: Row, say: Words) -> str:
    """What a case brought, in the words of its source, and that other sources tell of it too."""
    others = say("部分数另据 {count} 处来源").format(count=row.other_sources)
    return say.bracketed(str(say.of(row, "figures")), others if row.other_sources else "")


def _chain(row: Row, say: Words) -> Any:
    """The chain, as the way to its page with all its series."""
    name = told.chain(row, say)
    return {"go": f"chain?chain={row.chain_id}&county=all", "words": name} if row.chain_id else name


def _kind(row: Row, say: Words) -> str:
    """Where a case is from, and whether it is of parks."""
    where = say("本市") if row.is_own else say("省内") if row.is_of_province else say("外地")
    return say.listed([where, say("园区")]) if row.is_of_parks else where


def case_columns(say: Words) -> tuple[Column, ...]:
    """The table behind cards of cases."""
    return (
        Column(f"title_{say.lang}", say("案例")),
        Column("is_own", say("类别"), words=lambda row: _kind(row, say)),
        Column(f"area_{say.lang}", say("地区")),
        Column(f"chain_{say.lang}", say("产业链"), words=lambda row: told.chain(row, say)),
        Column(
            f"steps_{say.lang}",
            say("写到的环节"),
            words=lambda row: say.listed(say.of(row, "steps") or []),
        ),
        Column(f"summary_{say.lang}", say("做法（本项目译写）")),
        Column(f"figures_{say.lang}", say("量化结果"), words=lambda row: _results(row, say)),
        Column("source_title", say("来源"), words=lambda row: told.source(row, say)),
    )


def before_after(points: Sequence[Row], view: View) -> Panel:
    """A small box a series: its figures in the order of time, and what keeps them apart.

    points  as analysis.cases.before_and_after returns them

    Figures stand as printed, with their periods; nothing is joined and no growth is worked out.
    """
    say = view.say
    narrowed = ("node",) if view.node_id and view.pack.keeps_ledger else ()
    if not points:
        why = say("还没有带实绩数的案例：案例登记时绑定的指标有数后，这里列出前后各期。")
        none = empty("case_before_after", view, why, say("做法前后的数"))
        return Panel(**none, narrowed=narrowed)
    groups = [list(same) for _key, same in groupby(points, lambda row: row.series)]
    return Panel(
        name="case_before_after",
        fixed=("cases",),
        finding=_counted(groups, say),
        measure=say("各数照原文并列，写明期间和来源级别；不连线，不算增速"),
        body=Multiples([_box(group, view) for group in groups]),
        rows=points,
        columns=_figure_columns(points, say),
        **provenance(points, view),
        alt=" ".join(_sentence(group, say) for group in groups),
        narrowed=narrowed,
        notes=_notes(groups, say),
    )


def _notes(groups: Sequence[Sequence[Row]], say: Words) -> tuple[str, ...]:
    """That nobody says from which day on a practice was in use, of those of which nobody does."""
    if all(group[0].get("since") for group in groups):
        return ()
    return (say("来源没有写明做法从哪一天开始，最早一期不等于做法之前。"),)


def _counted(groups: Sequence[Sequence[Row]], say: Words) -> str:
    singles = sum(1 for group in groups if group[0].is_alone)
    if singles == len(groups):
        return say("案例的实绩数 {count} 项，都只见到一期").format(count=singles)
    if not singles:
        return say("案例的实绩数 {count} 项，都有前后两期以上").format(count=len(groups))
    return say("案例的实绩数 {count} 项：{pairs} 项有前后两期以上，{singles} 项只见到一期").format(
        count=len(groups), pairs=len(groups) - singles, singles=singles
    )


def _box(group: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    row = group[0]
    return {
        "title": f"{say.place(row)} · {say.name(row)}",
        "note": say.bracketed(str(say.of(row, "title")), _began(row, say)),
        "caveat": say.clauses(
            [part for part in (_apart(group, say), say.of(row, "caveat")) if part]
        ),
        "alt": _sentence(group, say),
        "facts": [
            {
                "value": figures.value(each, say),
                "when": f"{_sided(each, say)} [{say.grade_mark(each.grade)}]",
            }
            for each in group
        ],
    }


def _apart(group: Sequence[Row], say: Words) -> str:
    """Why the figures of a series must not be set against one another."""
    said = _unlike(group[0], say)
    if any(row.get("side") == "across" for row in group):
        return say.clauses([part for part in (said, say("后一期含做法开始之前的月份")) if part])
    return said


def _unlike(row: Row, say: Words) -> str:
    if row.is_alone and row.get("since"):
        is_before = row.side == "before"
        return say("做法开始之后还没有数") if is_before else say("没有做法开始之前的数")
    if row.is_alone:
        return say("只见到一期，没有前后")
    if row.is_unequal:
        return say("各期长短不一，不能相比")
    if row.is_broken:
        return say("各期期间相同，来源不同或不相连，只并列")
    return ""


def _began(row: Row, say: Words) -> str:
    """The day from which on the practice was in use; "" where nobody says it."""
    since = row.get("since")
    return say("{day}开始").format(day=say.day(since)) if since else ""


def _sided(row: Row, say: Words) -> str:
    """A period, and whether it was before or after the practice began."""
    sides = {"before": say("之前"), "across": say("开始的那一期"), "after": say("之后")}
    side = sides.get(row.get("side") or "")
    said = _when(row, say)
    return say("{label}：{text}").format(label=side, text=said) if side else said


def _when(row: Row, say: Words) -> str:
    return say.period(row.period_start, row.period_end, row.basis)


def _sentence(group: Sequence[Row], say: Words) -> str:
    said = [f"{_sided(row, say)} {figures.value(row, say)}" for row in group]
    return say("{name}：{points}。").format(name=say.name(group[0]), points=say.listed(said))


def _figure_columns(points: Sequence[Row], say: Words) -> tuple[Column, ...]:
    since = Column("since", say("做法开始"))
    return (
        Column(f"title_{say.lang}", say("案例")),
        Column(f"name_{say.lang}", say("指标")),
        Column(f"area_{say.lang}", say("地区")),
        *([since] if any(row.get("since") for row in points) else []),
        Column("period", say("期间"), words=lambda row: _sided(row, say)),
        figures.value_column(say, say("数值")),
        figures.unit_column(say),
        Column("is_broken", say("前后能否相比"), words=lambda row: _apart([row], say)),
        Column(f"caveat_{say.lang}", say("说明")),
        Column("source_title", say("来源"), words=lambda row: figures.cited(row, say)),
    )
