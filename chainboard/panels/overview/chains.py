"""The chains side by side: their targets as bullets, and one row a chain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, plain, provenance, size
from chainboard.panels.hover import Box, boxed, of_figure
from chainboard.panels.overview.attention import bureau_column
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words
from chainboard.words.numbers import MISSING

WORDS_AT_END = {"zh": 11.5, "en": 9}  # sizes of type that "80.96%  +5.96 个百分点" takes
ROW = 2.1  # height of a bullet in sizes of type
WIDEST = 1.25  # the scale of completion: beyond 125 % a bar ends at the edge
OUTPUT, FUNDS = "output_value", "investment_attracted"
SHOWN = ("figure_id", "value", "published_growth", "growth_text", "completion", "gap", "light")
NOTHING = Row(dict.fromkeys(SHOWN))  # of a metric that a chain has no figure of


def targets(rows: Sequence[Row], view: View) -> Panel:
    """Every annual target that counts amounts as a bullet: done, and the tick of the calendar.

    rows  as analysis.behind.standing returns them, of chains

    One small figure a metric, all on one scale, so that chains compare across metrics.
    """
    say = view.say
    paced = _paced(rows)
    if not paced:
        return _no_targets(view)
    metrics = list(dict.fromkeys(row.metric_id for row in paced))
    return Panel(
        name="targets",
        finding=counted_targets(paced, say),
        measure=_targets_measure(paced, say("条末为与序时进度之差"), say),
        body=Multiples([_bullets(paced, metric, view) for metric in metrics]),
        **_behind_targets(paced, view),
    )


def counted_targets(paced: Sequence[Row], say: Words) -> str:
    """How many targets trail the calendar: those of the chains, and apart those of sub-chains."""
    found = []
    for text, is_part in (
        (say("{count} 项年度目标中 {behind} 项落后序时进度"), False),
        (say("分链 {count} 项中 {behind} 项"), True),
    ):
        mine = [row for row in paced if (row.parent_id is not None) is is_part]
        if mine:
            behind = sum(row.gap < 0 for row in mine)
            found.append(text.format(count=len(mine), behind=behind))
    return say.clauses(found)


def past_targets(rows: Sequence[Row], disputed: Sequence[Row], view: View) -> Panel:
    """Targets of the past beside their outcomes, all in one figure, without lights.

    rows      as analysis.behind.standing returns them without a rule, of chains
    disputed  as overview_chains.disputed_targets returns them: they are named below
    """
    say = view.say
    paced = _paced(rows)
    if not paced:
        return _no_targets(view)
    return Panel(
        name="targets",
        finding=say("{period}：{count} 项目标中 {ahead} 项超过序时进度（历史核对）").format(
            period=say.bare_period(paced[0].period_start, paced[0].period_end, "ytd"),
            count=len(paced),
            ahead=sum(row.gap > 0 for row in paced),
        ),
        measure=_targets_measure(paced, say("推算，不评灯"), say),
        body=Multiples([_bullets(paced, "", view)]),
        **_behind_targets(paced, view),
        notes=_disputes(disputed, say),
    )


def _paced(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.completion is not None]


def _no_targets(view: View) -> Panel:
    say = view.say
    why = say("没有可算完成率的年度目标")
    return Panel(**empty("targets", view, why, say("年度目标进度"), "targets"))


def _targets_measure(paced: Sequence[Row], note: str, say: Words) -> str:
    when = say.bare_period(paced[0].period_start, paced[0].period_end, "ytd")
    return measure(say("完成年度目标的百分比，竖线为序时进度"), when, note)


def _behind_targets(paced: Sequence[Row], view: View) -> dict[str, Any]:
    """What stands behind the bullets: rows, columns, source and words."""
    say = view.say
    return {
        "rows": paced,
        "columns": _target_columns(say),
        **provenance(paced, view),
        "alt": say.listed([_target_words(row, say) for row in paced]),
    }


def _disputes(disputed: Sequence[Row], say: Words) -> tuple[str, ...]:
    """Targets that sources give differently stand side by side."""
    aims = groupby(disputed, key=lambda row: (row.year, row.metric_id))
    return tuple(_dispute(list(rows), say) for _, rows in aims)


def _dispute(rows: Sequence[Row], say: Words) -> str:
    told = [_aim(row, say) for row in rows]
    return say("{year}年{metric}目标各来源不同：{figures}，并列。").format(
        year=rows[0].year, metric=say.name(rows[0]), figures=say.listed(told)
    )


def _aim(row: Row, say: Words) -> str:
    """A target as its source printed it, with what is remarked on it."""
    aim = say.amount(row.value, row.unit, row.decimals)
    if row.value_text:
        aim = say.printed(row.value_text, row.unit, row.hedge, row.hedge_text)
    reason = say.of(row, "reason")
    return aim + say.in_brackets(reason) if reason else aim


def _bullets(paced: Sequence[Row], metric: str, view: View) -> dict[str, Any]:
    say = view.say
    mine = sorted(
        (row for row in paced if metric in ("", row.metric_id)),
        key=lambda row: (-row.gap, row.chain_id),
    )
    bars = _bars(mine, metric, view)
    ways = bars[0]["ids"]
    boxes = [_box(row, metric, way, view) for row, way in zip(mine, ways, strict=True)]
    return {
        "title": say.name(mine[0]) if metric else say("能源实物量"),
        "note": say("{count} 项").format(count=len(mine)),
        "caveat": "",
        "alt": say.listed([_target_words(row, say) for row in mine]),
        **boxed(
            bars,
            boxes,
            view,
            height=round((len(mine) * ROW + 3) * size(view)),
            barmode="overlay",
            margin={"r": round(size(view) * WORDS_AT_END[say.lang])},
            xaxis={
                "range": [0, max(1.05, *(min(row.completion, WIDEST) for row in mine))],
                "tickvals": [1],  # bars beside English names are too narrow for two
                "tickformat": ".0%",
            },
            yaxis={"type": "category"},
            shapes=[_tick(mine, TOKENS[view.theme]["text"])],
        ),
    }


def _bars(mine: Sequence[Row], metric: str, view: View) -> list[dict[str, Any]]:
    """The track to the whole target with the words at its end, and the part that is done."""
    say = view.say
    colour = TOKENS[view.theme]
    labels = [plain(_bullet_label(row, metric, say)) for row in mine]
    ways = [f"chain?chain={row.chain_id}&county=all#{row.metric_id}" for row in mine]
    fill = {"behind": colour["bad"], "watch": colour["warn"]}
    done = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": [min(row.completion, WIDEST) for row in mine],
        "width": 0.42,
        "marker": {
            "color": [fill.get(row.light, colour["actual"]) for row in mine],
            "line": {"color": colour["warn_outline"],
                     "width": [1.5 if row.light == "watch" else 0 for row in mine]},
        },
        "ids": ways,
    }  # fmt: skip
    track = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": [max(1, min(row.completion, WIDEST)) for row in mine],
        "width": 0.7,
        "marker": {"color": colour["track"]},
        "ids": ways,
        "text": [_bullet_text(row, say) for row in mine],
        "textposition": "outside",
        "constraintext": "none",
        "cliponaxis": False,
    }
    return [track, done]


def _box(row: Row, metric: str, way: str, view: View) -> Box:
    """A target: what is done since January, the target itself, the gap and growth."""
    say = view.say
    head = measure(say.of(row, "chain"), say.bare_period(row.period_start, row.period_end, "ytd"))
    lines = of_figure(say.name(row), row, say)
    return Box(plain(_bullet_label(row, metric, say)), lines, head, way)


def _tick(rows: Sequence[Row], colour: str) -> dict[str, Any]:
    """The calendar as a line through all bullets."""
    at, line = rows[0].pace, {"color": colour, "width": 3}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def _bullet_label(row: Row, metric: str, say: Words) -> str:
    return str(say.of(row, "chain")) if metric else say.name(row)


def _bullet_text(row: Row, say: Words) -> str:
    return f"{say.share_percent(row.completion)}  {say.points(row.gap)}"


def _target_words(row: Row, say: Words) -> str:
    said = say("{chain}{metric}").format(chain=say.of(row, "chain"), metric=say.name(row))
    return say.bracketed(f"{said} {say.share_percent(row.completion)}", say.ahead(row.gap))


def _target_columns(say: Words) -> tuple[Column, ...]:
    return (
        chain_column(say),
        Column(f"name_{say.lang}", say("指标")),
        figures.value_column(say, say("累计")),
        figures.target_column(say),
        figures.unit_column(say),
        figures.done_column(say("完成率"), say),
        *figures.gap_columns(say),
    )


def chain_column(say: Words, has_parts: bool = False) -> Column:
    """The chain, which leads to its page; with its parts, these stand indented under it."""

    def way(row: Row) -> dict[str, str]:
        indent = "　" if has_parts and row.parent_id else ""
        go = f"chain?chain={row.chain_id}&county=all"
        return {"words": f"{indent}{say.of(row, 'chain')}", "go": go}

    return Column(f"chain_{say.lang}", say("产业链"), words=way)


def chains(rows: Sequence[Row], bureaus: Sequence[Row], view: View) -> Panel:
    """One row a chain: output, growth, completion, funds in place, and its lead department.

    rows     as analysis.behind.newest returns them, of chains, lit by analysis.lights
    bureaus  as overview_chains.lead_bureaus returns them
    """
    say = view.say
    if not rows:
        why = say("没有年度目标，不能比较各产业链")
        return Panel(**empty("chains", view, why, say("各产业链"), "indicators"))
    lines = _lines(rows)
    columns = _chain_columns(rows, bureaus, view)
    output = [row for row in rows if row.metric_id == OUTPUT]
    return Panel(
        name="chains",
        finding=_chains_finding(output, say),
        measure=measure(
            say("产值、增速、完成率和到位资金"),
            say.bare_period(output[0].period_start, output[0].period_end, "ytd") if output else "",
            say("各链产值含链间往来，不可相加"),
        ),
        body=figures.table(lines, columns, is_wide=True),
        rows=lines,
        columns=columns,
        **provenance(rows, view),
        alt=say.listed([_target_words(row, say) for row in output]),
    )


def _lines(rows: Sequence[Row]) -> list[Row]:
    """A row a chain with the numbers of its output and its funds; one that is missing is None."""
    return [_line(list(mine)) for _, mine in groupby(rows, key=lambda row: row.chain_id)]


def _line(mine: Sequence[Row]) -> Row:
    of_metric = {row.metric_id: row for row in mine}
    output, funds = of_metric.get(OUTPUT, NOTHING), of_metric.get(FUNDS, NOTHING)
    return of_metric.get(OUTPUT, mine[0]).with_(
        light=output.light,
        output=output.value,
        published_growth=output.published_growth,
        growth_text=output.growth_text,
        completion=output.completion,
        gap=output.gap,
        funds=funds.value,
        funds_figure_id=funds.figure_id,
        funds_completion=funds.completion,
    )


def _chains_finding(output: Sequence[Row], say: Words) -> str:
    behind = [say.of(row, "chain") for row in output if row.light == "behind"]
    watched = [say.of(row, "chain") for row in output if row.light == "watch"]
    if not behind and not watched:
        judged = sum(row.light is not None for row in output)
        if judged and judged == len(output):
            return say("各产业链产值均不落后序时进度")
        words = say("{count} 条链的产值评了灯，均不落后序时进度") if judged else ""
        return words.format(count=judged) or say("各产业链产值都没有评灯")
    parts = [
        say("{word}：{chains}").format(word=say.light_name(light)[1], chains=say.listed(found))
        for light, found in (("behind", behind), ("watch", watched))
        if found
    ]
    joined = say.clauses(parts)
    return say("产业链产值{chains}").format(chains=f" — {joined}" if say.lang == "en" else joined)


def _chain_columns(rows: Sequence[Row], bureaus: Sequence[Row], view: View) -> tuple[Column, ...]:
    say = view.say
    return (
        chain_column(say, has_parts=True),
        Column("light", say("状态"), words=lambda row: " ".join(say.light_name(row.light))),
        _amounts("output", say("产值"), [row for row in rows if row.metric_id == OUTPUT], say),
        growths(say),
        figures.done_column(say("完成率"), say),
        figures.points_column("gap", say("与序时进度之差"), say),
        _amounts("funds", say("到位资金"), [row for row in rows if row.metric_id == FUNDS], say),
        figures.done_column(say("到位资金完成率"), say, "funds_completion"),
        bureau_column(bureaus, say),
    )


def _amounts(key: str, label: str, of_metric: Sequence[Row], say: Words) -> Column:
    """Amounts of one metric with their unit; a dash where a chain has none, never a zero."""
    unit, decimals = (of_metric[0].unit, of_metric[0].decimals) if of_metric else ("", 2)

    def told(row: Row) -> str:
        return MISSING if row[key] is None else say.amount(row[key], unit, decimals)

    return Column(key, label, unit, decimals, words=told, says_unit=True)


def growths(say: Words) -> Column:
    """The published growth of a chain's output, in percent."""
    return Column(
        "published_growth",
        say("公布同比"),
        "%",
        2,
        words=lambda row: say.growth(row.published_growth, row.growth_text),
        says_unit=True,
    )
