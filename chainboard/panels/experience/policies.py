"""What the province, the state and the city ask: a row a document, however many tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from chainboard.panels.experience import told
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel, Table
from chainboard.view import Row, View
from chainboard.words import Words
from chainboard.words.codes import CODES


def policies(rows: Sequence[Row], view: View) -> Panel:
    """Documents with what they ask; two sources of one document stand in one row of the page.

    rows  as experience.policies returns them

    Number and day stand as printed; what was not printed is named as missing, never made up.
    """
    say = view.say
    if not rows:
        why = say(
            "还没有政策文件：在台账登记后，这里列出上级和本市的文件、要求谁做什么、落实到哪一步。"
        )
        return Panel(**empty("policies", view, why, say("政策文件")))
    documents = [list(same) for _key, same in groupby(rows, lambda row: row.policy_id)]
    shown, is_slide = told.fitting(documents, view), view.theme == "projector"
    return Panel(
        name="policies",
        fixed=("county", "cases"),
        finding=_finding(documents, say),
        measure=measure(
            say("省级在前，新的在前；要求和目标照原文"),
            say("含不分产业链的文件") if view.chain_id else "",
            told.is_more(documents, view),
        ),
        body=Table(
            [{"label": label} for label in _headings(view)],
            [_on_slide(same, say) if is_slide else _line(same, say) for same in shown],
            is_wide=True,
        ),
        rows=rows,
        columns=_columns(say),
        **provenance(rows, view),
        alt=say.listed([say.of(same[0], "title") for same in documents]),
        notes=(say("一份文件有两处来源的，两处的说法在同一行并列。"),)
        if len(documents) < len(rows)
        else (),
    )


def _finding(documents: Sequence[Sequence[Row]], say: Words) -> str:
    counts = Counter(same[0].level for same in documents)
    counted = [f"{name} {counts[level]}" for level, name in _levels(say).items() if counts[level]]
    return say("政策文件 {count} 份：{levels}").format(
        count=len(documents), levels=say.listed(counted)
    )


def _levels(say: Words) -> dict[str, str]:
    """What each level is called, in the order in which documents stand."""
    return {level: say(words) for level, words in CODES["level"].items()}


def _headings(view: View) -> tuple[str, ...]:
    say = view.say
    if view.theme == "projector":
        return say("文件、印发机关、日期"), say("要求和目标")
    return (
        say("文件、印发机关"),
        say("文号、日期"),
        say("产业链"),
        say("要求"),
        say("目标"),
        say("来源"),
    )


def _line(same: Sequence[Row], say: Words) -> list[Any]:
    """A document in the table of the page, with a line in a cell for each source that tells it."""
    first = same[0]
    targets = [say.of(row, "targets") for row in same if row.targets_zh]
    return [
        [str(say.of(first, "title")), str(say.of(first, "office"))],
        _number_and_day(same, say),
        told.chain(first, say),
        [say.of(row, "asks") for row in same],
        targets or told.unseen(None, say),
        [told.source(row, say) for row in same],
    ]


def _on_slide(same: Sequence[Row], say: Words) -> list[Any]:
    """The same in two columns: six would be cut into slides of their own."""
    named, dated, _chain, asks, targets, _source = _line(same, say)
    goals = targets if isinstance(targets, list) else [targets]
    said = [say("目标：{words}").format(words=goal) for goal in goals]
    return [[*named, *(dated if isinstance(dated, list) else [dated])], [*asks, *said]]


def _number_and_day(same: Sequence[Row], say: Words) -> Any:
    number = next((row.document_number for row in same if row.document_number), None)
    dated = next((row for row in same if row.issued_on or row.issued_text), None)
    if number is None and dated is None:
        return say.missing(None)
    if dated is None:
        return [number, say("日期：{missing}").format(missing=say.missing(None))]
    when = told.day(dated.issued_on, dated.issued_text, say)
    return [number, when] if number else when


def _columns(say: Words) -> tuple[Column, ...]:
    levels = _levels(say)
    return (
        Column(f"title_{say.lang}", say("文件标题")),
        Column("level", say("层级"), words=lambda row: levels[row.level]),
        Column(f"office_{say.lang}", say("印发机关")),
        Column(
            "document_number", say("文号"), words=lambda row: told.unseen(row.document_number, say)
        ),
        Column(
            "issued_on",
            say("日期"),
            words=lambda row: told.day(row.issued_on, row.issued_text, say),
        ),
        Column(f"chain_{say.lang}", say("产业链"), words=lambda row: told.chain(row, say)),
        Column(f"asks_{say.lang}", say("要求")),
        Column(
            f"targets_{say.lang}",
            say("目标"),
            words=lambda row: told.unseen(say.of(row, "targets"), say),
        ),
        Column("source_title", say("来源"), words=lambda row: told.source(row, say)),
    )
