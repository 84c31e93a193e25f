"""The city at a glance: its cards, what needs attention, and where the words come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chainboard.panels import card
from chainboard.panels.frame import as_table, empty, measure, provenance
from chainboard.panels.panel import Cards, Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

LONGEST_LIST = 5


def kpi_cards(rows: Sequence[Row], history: Sequence[Row], view: View) -> Panel:
    """Six cards of the city; each number leads to the page behind it.

    rows     as overview.figures returns them, lit by analysis.lights
    history  as overview.history returns them: the sparklines
    """
    say = view.say
    shown = [row for row in rows if row.figure_id is not None or not view.pack.is_record]
    if not shown:
        why = say("这一期没有全市主要指标")
        return Panel(**empty("kpi_cards", view, why, why))
    return Panel(
        name="kpi_cards",
        finding=_cards_finding(shown, view),
        measure=_cards_measure(shown, view),
        body=Cards([{**card.face(row, history, view), "go": row.go} for row in shown], ""),
        rows=[card.in_table(row, view) for row in shown],
        columns=_card_columns(say),
        **provenance(shown, view),
        alt=" ".join(card.sentence(row, view) for row in shown),
        notes=tuple(dict.fromkeys(say.of(row, "rule") for row in shown if row.light)),
    )


def _cards_finding(rows: Sequence[Row], view: View) -> str:
    say = view.say
    if view.pack.is_record:
        known = [row for row in rows if card.is_known(row)]
        said = [f"{say.name(row)} {_figure_words(row, view)}" for row in known[:2]]
        return say("公开资料可核对：{figures}").format(figures=say.listed(said))
    lights = Counter(row.light for row in rows if row.light)
    parts = [
        say("{word} {count} 项").format(word=say.light_name(light)[1], count=lights[light])
        for light in ("behind", "watch", "on_track")
        if lights[light]
    ]
    if not parts:
        return say("全市主要指标 {count} 项").format(count=len(rows))
    return say("全市主要指标：{lights}").format(lights=say.listed(parts))


def _figure_words(row: Row, view: View) -> str:
    say = view.say
    when = say.bare_period(row.period_start, row.period_end, row.basis)
    return card.figure(row, view) + say.in_brackets(when)


def _cards_measure(rows: Sequence[Row], view: View) -> str:
    say = view.say
    if view.pack.is_record:
        return say("各数期间、口径和来源不同，不可相加；名称看定义，数字看明细")
    paced = [row for row in rows if row.pace is not None]
    passed = say("序时进度 {pace}").format(pace=say.share_percent(paced[0].pace)) if paced else ""
    return measure(say("累计数与年度目标相比"), passed, say("名称看定义，数字看明细"))


def _card_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column("period", say("期间")),
        Column("shown", say("数值"), decimals=2),
        Column("shown_unit", say("单位")),
        Column("published_growth", say("公布同比"), "%", 2),
        Column("missing", say("缺数原因")),
    )


def attention(
    rows: Sequence[Row], leaders: Sequence[Row], notes: Sequence[Row], view: View
) -> Panel:
    """At most five chains or metrics behind, the widest gap first, with the office that leads.

    rows     as overview_chains.aimed returns them, lit by analysis.lights
    leaders  as overview_chains.leaders returns them
    notes    as overview.attention_notes returns them: on the published pack they are the list
    """
    say = view.say
    if view.pack.is_record:
        return _published_attention(notes, say)
    behind = sorted(
        (row for row in rows if row.gap is not None and row.gap < 0 and row.light),
        key=lambda row: (row.gap, row.chain_id, row.metric_id),
    )
    if not behind:
        has_targets = any(row.gap is not None for row in rows)
        why = say("没有欠序时进度的指标") if has_targets else say("没有年度目标，不能判断进度")
        return Panel(**empty("attention", view, why, why))
    worst = behind[0]
    shown = behind[:LONGEST_LIST]
    return Panel(
        name="attention",
        finding=say("最需要关注：{chain}{metric}，{gap}").format(
            chain=say.of(worst, "chain") + (" " if say.lang == "en" else ""),
            metric=say.name(worst),
            gap=_gap_words(worst, say),
        ),
        measure=say("欠进度的 {count} 项中最大的 {shown} 项，按差距排列；差距小于零才列入").format(
            count=len(behind), shown=len(shown)
        ),
        body=as_table(
            [_attended(row, leaders, view) for row in shown], _attention_columns(say), is_wide=True
        ),
        rows=[_attended(row, leaders, view) for row in behind],
        columns=_attention_columns(say),
        **provenance(shown, view),
        alt=say.clauses([_attended_words(row, leaders, view) for row in shown]),
    )


def _gap_words(row: Row, say: Words) -> str:
    if row.kind == "growth_only":
        return say("较目标 {points}").format(points=say.points(row.gap))
    return say.ahead(row.gap)


def office(chain_id: str, leaders: Sequence[Row], view: View) -> str:
    """The office that leads a chain and its lead bureau, or that none is on record."""
    say = view.say
    held = [say.of(row, "holder") for row in leaders if row.chain_id == chain_id]
    return say.listed(list(dict.fromkeys(held))) if held else say("未注明")


def _attended(row: Row, leaders: Sequence[Row], view: View) -> Row:
    say = view.say
    go = f"chain?chain={row.chain_id}&county=all"
    mark, word = say.light_name(row.light)
    is_rate = row.kind == "growth_only"
    done = say.percent(row.published_growth, 1) if is_rate else say.share_percent(row.completion)
    return row.with_(
        way={"words": f"{row[f'chain_{say.lang}']} · {say.name(row)}", "go": go},
        light_words=f"{mark} {word}",
        reached=done,
        gap_words=say.points(row.gap),
        office=office(row.chain_id, leaders, view),
    )


def _attended_words(row: Row, leaders: Sequence[Row], view: View) -> str:
    say = view.say
    chain = say.of(row, "chain")
    led = office(row.chain_id, leaders, view)
    return f"{chain} {say.name(row)} {_gap_words(row, say)} ({led})"


def _attention_columns(say: Words) -> tuple[Column, ...]:
    """The columns of the list on screen."""
    return (
        Column("light_words", say("状态")),
        Column("way", say("产业链与指标")),
        Column("reached", say("完成率或增速")),
        Column("gap_words", say("与进度或目标之差")),
        Column("office", say("链长与牵头单位")),
    )


def _published_attention(notes: Sequence[Row], say: Words) -> Panel:
    columns = (
        Column("order", say("序号")),
        Column("way", say("内容")),
        Column("cited", say("主要来源")),
    )
    rows = [
        row.with_(
            order=str(order),
            way={"words": say.of(row, "words"), "go": row.go},
            cited=f"{row.source_title} [{say.grade_mark(row.grade)}]",
        )
        for order, row in enumerate(notes, start=1)
    ]
    return Panel(
        name="attention",
        finding=say("公开资料中的目标与实绩(不评灯)"),
        measure=say("先列自定目标，再列比例，后列未见实绩；推算的数已注明"),
        body=as_table(rows, columns),
        rows=rows,
        columns=columns,
        source="",
        as_of="",
        alt=" ".join(say.of(row, "words") for row in notes),
    )


def sources_note(contents: Sequence[Row], sources: Sequence[Row], view: View) -> Panel:
    """What stands behind this screen: edition, sources by grade, and how to read missing words.

    contents  as about.contents returns them
    sources   as sources.cited returns them
    """
    say = view.say
    (held,) = contents
    grades = Counter(row.grade for row in sources)
    rows = [
        Row(
            grade_shown=say.grade_name(grade),
            sources_shown=say.number(count, 0),
            figures_shown=say.number(sum(r.figures for r in sources if r.grade == grade), 0),
        )
        for grade, count in sorted(grades.items())
    ]
    columns = (
        Column("grade_shown", say("来源级别")),
        Column("sources_shown", say("来源数")),
        Column("figures_shown", say("数据条数(含并列和更正)")),
    )
    said = say("版次 {number}：{metrics} 项指标、{sources} 处来源").format(
        number=held.number,
        metrics=say.number(held.metrics, 0),
        sources=say.number(len(sources), 0),
    )
    return Panel(
        name="sources_note",
        finding=said,
        measure=say("数据截至 {day}；来源、定义和规则见“关于数据”").format(day=say.day(held.as_of)),
        body=as_table(rows, columns),
        rows=rows,
        columns=columns,
        source="",
        as_of="",
        alt=said,
    )
