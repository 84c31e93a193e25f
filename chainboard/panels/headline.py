"""What a page says first, and the same at length to take along: sentences made by rule of clauses.

No words are made up here: a clause says a row (clauses.py), these say clauses. What has no clause
leaves no gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.clauses import led, statuses
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel, Prose
from chainboard.view import Row, View
from chainboard.words import Words
from chainboard.words.panel_names import panel_name

NAME, AT_LENGTH = "headline", "monthly_bulletin"
MOST = 4  # sentences that stand at the head of a page
ON_A_SLIDE = 4  # lines of a part that stand together on a slide
Sentence = Sequence[Row]
ORDINALS = "一二三四五六七八九十"


def headline(page: str, sentences: Sequence[Sentence], view: View, fixed: Sequence[str]) -> Panel:
    """The first sentences of a page, the finding first; left out where nothing may be said.

    page       whose panels the clauses lead to
    sentences  each its clauses; one without any is passed over, and so is what comes after four
    fixed      the choices of the page that change none of them
    """
    say = view.say
    told = [sentence for sentence in sentences if sentence][:MOST]
    if not _has_figures(told):
        return Panel(**empty(NAME, view, _nothing(say), say("要点")))
    rows = [row for sentence in told for row in sentence]
    title = _joined(told[0], say)
    text = [_said(sentence, say) for sentence in told]
    return Panel(
        name=NAME,
        fixed=tuple(fixed),
        finding=title,
        measure=say("按规则从本页各板块读出，点开可核对"),
        body=Prose([_ways(sentence, say) for sentence in told]),
        rows=rows,
        columns=_columns(page, say),
        **provenance(rows, view),
        alt=" ".join(text),
        paper="\n".join([*text, *_foot(rows, say)]),
    )


def at_length(
    page: str,
    title: str,
    parts: Sequence[tuple[str, Sequence[Sentence]]],
    view: View,
    fixed: Sequence[str] = (),
) -> Panel:
    """The same of all that a page shows, in parts with heads, as material for a bulletin (通报).

    page   whose panels the clauses lead to
    parts  head, and sentences; one without any is left out
    fixed  the choices of the page that change nothing of it
    """
    say = view.say
    held = [(_capital(head), [each for each in told if each]) for head, told in parts]
    told = [(head, sentences) for head, sentences in held if sentences]
    if not _has_figures([sentence for _, sentences in told for sentence in sentences]):
        return Panel(**empty(AT_LENGTH, view, _nothing(say), title))
    rows = [row for _, sentences in told for sentence in sentences for row in sentence]
    shown = [
        Row(head=head, lines=lines)
        for head, sentences in told
        for lines in _on_pages([way for each in sentences for way in _lines(each, say)], view)
    ]
    ours = "" if view.pack.is_record else say("推算的数已注明，不含对全年的推断")
    columns = (
        Column("head", say("部分")),
        Column("lines", say("内容"), words=lambda row: list(row.lines)),
    )
    return Panel(
        name=AT_LENGTH,
        fixed=tuple(fixed),
        finding=title,
        measure=measure(say("按规则从本页各板块读出，点开可核对"), ours),
        body=figures.table(shown, columns),
        rows=rows,
        columns=_columns(page, say),
        **provenance(rows, view),
        alt=say.listed([head for head, _ in told]),
        notes=tuple(statuses(rows, say)),
        paper="\n".join([title, "", *_text(told, say), *_foot(rows, say)]),
    )


def _has_figures(told: Sequence[Sentence]) -> bool:
    """Whether anything is said besides what was not found."""
    return any(row.panel for sentence in told for row in sentence)


def _nothing(say: Words) -> str:
    return say("这一期没有可以写成文字的数")


def of_record(page: str, told: Sequence[Sentence], view: View, fixed: Sequence[str]) -> Panel:
    """The first sentences of a page of a record: what can be checked, and what is not there.

    told  as clauses.of_record returns it
    """
    return headline(page, led(told, view.say("公开资料可核对：{figures}")), view, fixed)


def record_at_length(
    page: str,
    told: Sequence[Sentence],
    noted: Sequence[Sentence],
    view: View,
    fixed: Sequence[str] = (),
) -> Panel:
    """The same at length.

    noted  what was noted of published targets, a sentence each
    """
    say = view.say
    parts = [
        (say("公开资料可核对"), [[each] for each in told[0]]),
        (say("目标与实绩"), noted),
        (say("未见的数"), told[1:]),
    ]
    return at_length(page, say("公开资料核对（素材）"), parts, view, fixed)


def _on_pages(lines: Sequence[Any], view: View) -> list[list[Any]]:
    """The lines of a part as many together as a slide has room for; on the page all of them."""
    step = ON_A_SLIDE if view.theme == "projector" else len(lines)
    return [list(lines[at : at + step]) for at in range(0, len(lines), step)]


def _text(told: Sequence[tuple[str, Sequence[Sentence]]], say: Words) -> list[str]:
    """The parts of a bulletin as lines: 一、主要指标, and under it its sentences."""
    lines = []
    for at, (head, sentences) in enumerate(told):
        number = ORDINALS[at] if say.lang == "zh" else str(at + 1)
        lines.append(say("{number}、{head}").format(number=number, head=head))
        lines += [_said(sentence, say) for sentence in sentences]
    return lines


def _foot(rows: Sequence[Row], say: Words) -> list[str]:
    made = say("由本版次的数按规则生成，数不手填；推算的数已注明，不含对全年的推断；发出前请核对。")
    return ["", *statuses(rows, say), made]


def _capital(head: str) -> str:
    return f"{head[:1].upper()}{head[1:]}"


def _joined(sentence: Sentence, say: Words) -> str:
    return say.clauses([row.words for row in sentence])


def _said(sentence: Sentence, say: Words) -> str:
    return say.sentence(_joined(sentence, say))


def _ways(sentence: Sentence, say: Words) -> list[Any]:
    """The clauses of a sentence as ways, and between them and behind them its marks."""
    between, end = say.clauses(["", ""]), say.sentence("")
    found: list[Any] = []
    for at, row in enumerate(sentence):
        words = row.words if at else say.sentence(row.words).removesuffix(end)
        found += [between] if at else []
        found.append({"words": words, "go": f"#{row.panel}"} if row.panel else words)
    return [*found, end]


def _lines(sentence: Sentence, say: Words) -> list[Any]:
    """A line of a table for each clause."""
    return [
        {"words": say.sentence(row.words), "go": f"#{row.panel}"}
        if row.panel
        else say.sentence(row.words)
        for row in sentence
    ]


def _columns(page: str, say: Words) -> tuple[Column, ...]:
    return (
        Column("words", say("内容")),
        Column("panel", say("读自"), words=lambda row: panel_name(say.lang, page, row.panel)),
        Column("period_end", say("期间"), words=lambda row: _when(row, say)),
    )


def _when(row: Row, say: Words) -> str:
    if not row.get("period_end") or not row.get("basis"):
        return ""
    return say.bare_period(row.get("period_start"), row.period_end, row.basis)
