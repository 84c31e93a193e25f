"""The city at a glance: its cards, what is noted, and where the words come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chainboard.panels import card, figures
from chainboard.panels.frame import empty, listed_sources, measure, provenance
from chainboard.panels.panel import Cards, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words


def kpi_cards(rows: Sequence[Row], history: Sequence[Row], view: View) -> Panel:
    """Six cards of the city; each number leads to the page behind it.

    rows     as cards.figures returns them, lit by analysis.lights
    history  as cards.history returns them: the sparklines
    """
    say = view.say
    shown = [row for row in rows if row.figure_id is not None or not view.pack.is_record]
    if not shown:
        why = say("这一期没有全市主要指标")
        return Panel(**empty("kpi_cards", view, why, why, "indicators"))
    return Panel(
        name="kpi_cards",
        finding=_cards_finding(shown, view),
        measure=_cards_measure(shown, view),
        body=Cards([{**card.face(row, history, view), "go": row.go} for row in shown], ""),
        rows=shown,
        columns=_card_columns(say),
        **provenance(shown, view),
        alt=" ".join(card.sentence(row, view) for row in shown),
        notes=tuple(dict.fromkeys(say.of(row, "rule") for row in shown if row.light)),
    )


def _cards_finding(rows: Sequence[Row], view: View) -> str:
    say = view.say
    if view.pack.is_record:
        known = [row for row in rows if figures.is_known(row)]
        said = [f"{say.name(row)} {_figure_words(row, view)}" for row in known[:2]]
        return say("公开资料可核对：{figures}").format(figures=say.listed(said))
    done = [row for row in rows if row.target_kind != "growth"]
    low = [row for row in rows if row.target_kind == "growth"]
    parts = [
        text.format(lights=_lights(held, say))
        for text, held in ((say("完成率{lights}"), done), (say("增速{lights}"), low))
        if any(row.light for row in held)
    ]
    if not parts:
        return say("全市主要指标 {count} 项").format(count=len(rows))
    return say("全市主要指标：{lights}").format(lights=say.clauses(parts))


def _lights(rows: Sequence[Row], say: Words) -> str:
    """How many of each light, worst first; completions and rates are never counted together."""
    lights = Counter(row.light for row in rows if row.light)
    return say.listed(
        [
            say("{word} {count} 项").format(word=say.light_name(light)[1], count=lights[light])
            for light in ("behind", "watch", "on_track")
            if lights[light]
        ]
    )


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
        figures.period_column(say),
        figures.value_column(say, say("数值")),
        figures.unit_column(say),
        *figures.growth_columns(say),
        figures.gone_column(say),
    )


def noted(notes: Sequence[Row], view: View) -> Panel:
    """What published targets and outcomes call attention to, in reviewed words: nothing is lit.

    notes  as overview.attention_notes returns them
    """
    say = view.say
    rows = [row.with_(order=order) for order, row in enumerate(notes, start=1)]
    columns = (
        Column("order", say("序号"), words=lambda row: str(row.order)),
        Column(
            f"words_{say.lang}",
            say("内容"),
            words=lambda row: {"words": say.of(row, "words"), "go": row.go},
        ),
        Column(
            "source_title",
            say("主要来源"),
            words=lambda row: f"{row.source_title} [{say.grade_mark(row.grade)}]",
        ),
    )
    return Panel(
        name="attention",
        fixed=("period",),
        finding=say("公开资料中的目标与实绩（不评灯）"),
        measure=say("先列自定目标，再列比例，后列未见实绩；推算的数已注明"),
        body=figures.table(rows, columns, is_wide=True),
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
            grade=grade,
            sources=count,
            figures=sum(row.figures for row in sources if row.grade == grade),
        )
        for grade, count in sorted(grades.items())
    ]
    columns = (
        Column("grade", say("来源级别"), words=lambda row: say.grade_name(row.grade)),
        _count("sources", say("来源数"), say),
        _count("figures", say("数据条数（含并列和更正）"), say),
    )
    said = say("版次 {number}：{metrics} 项指标，{sources}").format(
        number=held.number,
        metrics=say.number(held.metrics, 0),
        sources=listed_sources(sources, say),
    )
    return Panel(
        name="sources_note",
        fixed=("period",),
        finding=said,
        measure=measure(say.speaks_from(held.as_of), say("来源、定义和规则见“关于数据”")),
        body=figures.table(rows, columns, is_wide=False),
        rows=rows,
        columns=columns,
        source="",
        as_of="",
        alt=said,
    )


def _count(key: str, label: str, say: Words) -> Column:
    return Column(key, label, decimals=0, words=lambda row: say.number(row[key], 0))
