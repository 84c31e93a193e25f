"""The city at a glance: its cards, what needs attention, and where the words come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chainboard.panels import card
from chainboard.panels.frame import as_table, empty, measure, name, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    ahead,
    bare_period,
    clauses,
    day,
    grade_mark,
    grade_name,
    in_brackets,
    light_name,
    listed,
    number,
    percent,
    points,
    share_percent,
    texts,
)

LONGEST_LIST = 5


def kpi_cards(rows: Sequence[Row], history: Sequence[Row], view: View) -> Panel:
    """Six cards of the city; each number leads to the page behind it.

    rows     as overview.figures returns them, lit by analysis.lights
    history  as overview.history returns them: the sparklines
    """
    _ = texts(view.lang)
    shown = [row for row in rows if row.figure_id is not None or view.pack != "published"]
    if not shown:
        why = _("这一期没有全市主要指标")
        return Panel(**empty("kpi_cards", view, why, why))
    return Panel(
        name="kpi_cards",
        finding=_cards_finding(shown, view),
        measure=_cards_measure(shown, view),
        body={
            "cards": [{**card.face(row, history, view), "go": row.go} for row in shown],
            "lead": "",
        },
        rows=[card.in_table(row, view) for row in shown],
        columns=_card_columns(view),
        **provenance(shown, view),
        alt=" ".join(card.sentence(row, view) for row in shown),
        notes=tuple(dict.fromkeys(row[f"rule_{view.lang}"] for row in shown if row.light)),
    )


def _cards_finding(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    if view.pack == "published":
        known = [row for row in rows if card.is_known(row)]
        said = [f"{name(row, view.lang)} {_figure_words(row, view)}" for row in known[:2]]
        return _("公开资料可核对：{figures}").format(figures=listed(said, view.lang))
    lights = Counter(row.light for row in rows if row.light)
    parts = [
        _("{word} {count} 项").format(word=light_name(light, view.lang)[1], count=lights[light])
        for light in ("behind", "watch", "on_track")
        if lights[light]
    ]
    if not parts:
        return _("全市主要指标 {count} 项").format(count=len(rows))
    return _("全市主要指标：{lights}").format(lights=listed(parts, view.lang))


def _figure_words(row: Row, view: View) -> str:
    when = bare_period(row.period_start, row.period_end, row.basis, view.lang)
    return card.figure(row, view) + in_brackets(when, view.lang)


def _cards_measure(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    if view.pack == "published":
        return _("各数期间、口径和来源不同，不可相加；名称看定义，数字看明细")
    paced = [row for row in rows if row.pace is not None]
    passed = (
        _("序时进度 {pace}").format(pace=share_percent(paced[0].pace, view.lang)) if paced else ""
    )
    return measure(_("累计数与年度目标相比"), passed, _("名称看定义，数字看明细"))


def _card_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("指标")),
        Column("period", _("期间")),
        Column("shown", _("数值"), decimals=2),
        Column("shown_unit", _("单位")),
        Column("published_growth", _("公布同比"), "%", 2),
        Column("missing", _("缺数原因")),
    )


def attention(
    rows: Sequence[Row], leaders: Sequence[Row], notes: Sequence[Row], view: View
) -> Panel:
    """At most five chains or metrics behind, the widest gap first, with the office that leads.

    rows     as overview_chains.aimed returns them, lit by analysis.lights
    leaders  as overview_chains.leaders returns them
    notes    as overview.attention_notes returns them: on the published pack they are the list
    """
    _ = texts(view.lang)
    if view.pack == "published":
        return _published_attention(notes, view)
    behind = sorted(
        (row for row in rows if row.gap is not None and row.gap < 0 and row.light),
        key=lambda row: (row.gap, row.chain_id, row.metric_id),
    )
    if not behind:
        has_targets = any(row.gap is not None for row in rows)
        why = _("没有欠序时进度的指标") if has_targets else _("没有年度目标，不能判断进度")
        return Panel(**empty("attention", view, why, why))
    worst = behind[0]
    shown = behind[:LONGEST_LIST]
    return Panel(
        name="attention",
        finding=_("最需要关注：{chain}{metric}，{gap}").format(
            chain=worst[f"chain_{view.lang}"] + (" " if view.lang == "en" else ""),
            metric=name(worst, view.lang),
            gap=_gap_words(worst, view),
        ),
        measure=_("欠进度的 {count} 项中最大的 {shown} 项，按差距排列；差距小于零才列入").format(
            count=len(behind), shown=len(shown)
        ),
        body={
            "table": as_table(
                [_attended(row, leaders, view) for row in shown], _attention_columns(view)
            ),
            "wide": True,
        },
        rows=[_attended(row, leaders, view) for row in behind],
        columns=_attention_columns(view),
        **provenance(shown, view),
        alt=clauses([_attended_words(row, leaders, view) for row in shown], view.lang),
    )


def _gap_words(row: Row, view: View) -> str:
    _ = texts(view.lang)
    if row.kind == "growth_only":
        return _("较目标 {points}").format(points=points(row.gap, view.lang))
    return ahead(row.gap, view.lang)


def office(chain_id: str, leaders: Sequence[Row], view: View) -> str:
    """The office that leads a chain and its lead bureau, or that none is on record."""
    _ = texts(view.lang)
    held = [row[f"holder_{view.lang}"] for row in leaders if row.chain_id == chain_id]
    return listed(list(dict.fromkeys(held)), view.lang) if held else _("未注明")


def _attended(row: Row, leaders: Sequence[Row], view: View) -> Row:
    _ = texts(view.lang)
    go = f"chain?chain={row.chain_id}&county=all"
    mark, word = light_name(row.light, view.lang)
    is_rate = row.kind == "growth_only"
    done = (
        percent(row.published_growth, view.lang, 1)
        if is_rate
        else share_percent(row.completion, view.lang)
    )
    return row.with_(
        way={"words": f"{row[f'chain_{view.lang}']} · {name(row, view.lang)}", "go": go},
        light_words=f"{mark} {word}",
        reached=done,
        gap_words=points(row.gap, view.lang),
        office=office(row.chain_id, leaders, view),
    )


def _attended_words(row: Row, leaders: Sequence[Row], view: View) -> str:
    chain = row[f"chain_{view.lang}"]
    led = office(row.chain_id, leaders, view)
    return f"{chain} {name(row, view.lang)} {_gap_words(row, view)} ({led})"


def _attention_columns(view: View) -> tuple[Column, ...]:
    """The columns of the list on screen."""
    _ = texts(view.lang)
    return (
        Column("light_words", _("状态")),
        Column("way", _("产业链与指标")),
        Column("reached", _("完成率或增速")),
        Column("gap_words", _("与进度或目标之差")),
        Column("office", _("链长与牵头单位")),
    )


def _published_attention(notes: Sequence[Row], view: View) -> Panel:
    _ = texts(view.lang)
    columns = (Column("order", _("序号")), Column("way", _("内容")), Column("cited", _("主要来源")))
    rows = [
        row.with_(
            order=str(order),
            way={"words": row[f"words_{view.lang}"], "go": row.go},
            cited=f"{row.source_title} [{grade_mark(row.grade, view.lang)}]",
        )
        for order, row in enumerate(notes, start=1)
    ]
    return Panel(
        name="attention",
        finding=_("公开资料中的目标与实绩(不评灯)"),
        measure=_("先列自定目标，再列比例，后列未见实绩；推算的数已注明"),
        body={"table": as_table(rows, columns)},
        rows=rows,
        columns=columns,
        source="",
        as_of="",
        alt=" ".join(row[f"words_{view.lang}"] for row in notes),
    )


def sources_note(contents: Sequence[Row], sources: Sequence[Row], view: View) -> Panel:
    """What stands behind this screen: edition, sources by grade, and how to read missing words.

    contents  as about.contents returns them
    sources   as sources.cited returns them
    """
    _ = texts(view.lang)
    (held,) = contents
    grades = Counter(row.grade for row in sources)
    rows = [
        Row(
            grade_shown=grade_name(grade, view.lang),
            sources_shown=number(count, 0, view.lang),
            figures_shown=number(sum(r.figures for r in sources if r.grade == grade), 0, view.lang),
        )
        for grade, count in sorted(grades.items())
    ]
    columns = (
        Column("grade_shown", _("来源级别")),
        Column("sources_shown", _("来源数")),
        Column("figures_shown", _("数据条数(含并列和更正)")),
    )
    said = _("版次 {number}：{metrics} 项指标、{sources} 处来源").format(
        number=held.number,
        metrics=number(held.metrics, 0, view.lang),
        sources=number(len(sources), 0, view.lang),
    )
    return Panel(
        name="sources_note",
        finding=said,
        measure=_("数据截至 {day}；来源、定义和规则见“关于数据”").format(
            day=day(held.as_of, view.lang)
        ),
        body={"table": as_table(rows, columns)},
        rows=rows,
        columns=columns,
        source="",
        as_of="",
        alt=said,
    )
