"""The chains side by side: their targets as bullets, and one row a chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import card
from chainboard.panels.frame import as_table, empty, framed, measure, plain, provenance, size
from chainboard.panels.overview.cards import office
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

ROW = 2.1  # height of a bullet in sizes of type
WIDEST = 1.25  # the scale of completion: beyond 125 % a bar ends at the edge


def targets(rows: Sequence[Row], view: View) -> Panel:
    """Every annual target that counts amounts as a bullet: done, and the tick of the calendar.

    rows  as overview_chains.aimed returns them, lit by analysis.lights

    One small figure a metric, all on one scale, so that chains compare across metrics.
    """
    say = view.say
    paced = [row for row in rows if row.completion is not None]
    if not paced:
        why = say("没有年度目标")
        return Panel(**empty("targets", view, why, say("年度目标进度")))
    behind = [row for row in paced if row.gap < 0]
    title = say("{count} 项年度目标中 {behind} 项欠序时进度").format(
        count=len(paced), behind=len(behind)
    )
    if view.pack.is_record:
        title = _published_title(paced, say)
    metrics = list(dict.fromkeys(row.metric_id for row in paced))
    if view.pack.is_record:
        metrics = [""]
    return Panel(
        name="targets",
        finding=title,
        measure=measure(
            say("完成年度目标的百分比，竖线为序时进度"),
            say.bare_period(paced[0].period_start, paced[0].period_end, "ytd"),
            say("推算，不评灯") if view.pack.is_record else say("条末为与序时进度之差"),
        ),
        body=Multiples([_bullets(paced, metric, view) for metric in metrics]),
        rows=[_target_in_table(row, view) for row in paced],
        columns=_target_columns(say),
        **provenance(paced, view),
        alt=say.listed([_target_words(row, say) for row in paced]),
        notes=_conflicts(view),
    )


def _published_title(rows: Sequence[Row], say: Words) -> str:
    ahead_of = sum(row.gap > 0 for row in rows)
    return say("{period}：{count} 项目标中 {ahead} 项快于序时(历史核对)").format(
        period=say.bare_period(rows[0].period_start, rows[0].period_end, "ytd"),
        count=len(rows),
        ahead=ahead_of,
    )


def _conflicts(view: View) -> tuple[str, ...]:
    """Targets that sources give differently stand side by side."""
    say = view.say
    if not view.pack.is_record:
        return ()
    return (
        say("2025年原油目标两个来源不同：1,000万吨以上、1,200万吨(陇东油区报道)，并列。"),
        say("2026年算力目标两个来源不同：超过15万P、智算30万P，并列。"),
    )


def _bullets(paced: Sequence[Row], metric: str, view: View) -> dict[str, Any]:
    say = view.say
    mine = sorted(
        (row for row in paced if metric in ("", row.metric_id)),
        key=lambda row: (-row.gap, row.chain_id),
    )
    return {
        "title": say.name(mine[0]) if metric else say("能源实物量"),
        "note": say("{count} 项").format(count=len(mine)),
        "caveat": "",
        "alt": say.listed([_target_words(row, say) for row in mine]),
        **framed(
            _bars(mine, metric, view),
            view,
            height=round((len(mine) * ROW + 3) * size(view)),
            barmode="overlay",
            margin={"r": size(view) * 7},
            xaxis={
                "range": [0, max(1.05, *(min(row.completion, WIDEST) for row in mine))],
                "tickvals": [0, 1],  # the bars are narrow beside English names
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
        "hoverinfo": "none",  # skip would take the click away too
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
        "hoverinfo": "none",
    }
    return [track, done]


def _tick(rows: Sequence[Row], colour: str) -> dict[str, Any]:
    """The calendar as a line through all bullets."""
    return {
        "type": "line",
        "x0": rows[0].pace,
        "x1": rows[0].pace,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": colour, "width": 3},
    }


def _bullet_label(row: Row, metric: str, say: Words) -> str:
    return str(say.of(row, "chain")) if metric else say.name(row)


def _bullet_text(row: Row, say: Words) -> str:
    done = say.share_percent(row.completion)
    short = say.points(row.gap).split(" ")[0]
    return f"{done}  {short}"


def _target_words(row: Row, say: Words) -> str:
    said = f"{row[f'chain_{say.lang}']} {say.name(row)}"
    return f"{said} {say.share_percent(row.completion)} ({say.ahead(row.gap)})"


def _target_in_table(row: Row, view: View) -> Row:
    say = view.say
    unit = row.unit_text or row.unit
    return row.with_(
        way={"words": say.of(row, "chain"), "go": f"chain?chain={row.chain_id}&county=all"},
        shown=card.digits(say.scaled(row.value, unit), row, view),
        shown_target=card.digits(say.scaled(row.target, unit), row, view),
        shown_unit=say.unit_name(unit),
        done=say.share_percent(row.completion),
        gap_words=say.points(row.gap),
    )


def _target_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("way", say("产业链")),
        Column(f"name_{say.lang}", say("指标")),
        Column("shown", say("累计"), decimals=2),
        Column("shown_target", say("年度目标"), decimals=2),
        Column("shown_unit", say("单位")),
        Column("done", say("完成率")),
        Column("gap_words", say("较序时")),
    )


def chains(rows: Sequence[Row], leaders: Sequence[Row], newest: Sequence[Row], view: View) -> Panel:
    """One row a chain: output, growth, completion, funds in place, and who leads it.

    rows     as overview_chains.aimed returns them, lit by analysis.lights
    leaders  as overview_chains.leaders returns them
    newest   as overview_chains.newest returns them: the published pack has no output of chains,
             so each chain shows its first indicator, and no two of them compare
    """
    say = view.say
    if view.pack.is_record:
        return _published_chains(newest, view)
    if not rows:
        why = say("没有产业链产值")
        return Panel(**empty("chains", view, why, say("各产业链")))
    of_chain = {(row.chain_id, row.metric_id): row for row in rows}
    listed_chains = list(dict.fromkeys(row.chain_id for row in rows))
    lines = [_chain_line(chain, of_chain, leaders, view) for chain in listed_chains]
    columns = _chain_columns(say)
    output = [row for row in rows if row.metric_id == "output_value"]
    return Panel(
        name="chains",
        finding=_chains_finding(output, say),
        measure=measure(
            say("产值、增速、完成率和到位资金"),
            say.bare_period(output[0].period_start, output[0].period_end, "ytd") if output else "",
            say("各链产值含链间往来，不可相加"),
        ),
        body=as_table(lines, columns, is_wide=True),
        rows=lines,
        columns=columns,
        **provenance(rows, view),
        alt=say.listed([_target_words(row, say) for row in output]),
    )


def _chains_finding(output: Sequence[Row], say: Words) -> str:
    behind = [say.of(row, "chain") for row in output if row.light == "behind"]
    watched = [say.of(row, "chain") for row in output if row.light == "watch"]
    if not behind and not watched:
        return say("各产业链产值均不欠序时进度")
    parts = [
        say("{word}：{chains}").format(word=say.light_name(light)[1], chains=say.listed(found))
        for light, found in (("behind", behind), ("watch", watched))
        if found
    ]
    joined = say.clauses(parts)
    return say("产业链产值{chains}").format(chains=f" — {joined}" if say.lang == "en" else joined)


def _chain_line(
    chain: str, of_chain: dict[tuple[str, str], Row], leaders: Sequence[Row], view: View
) -> Row:
    """A chain's row: a figure that is missing leaves its cell with a dash, never with a zero."""
    say = view.say
    output = of_chain.get((chain, "output_value"))
    funds = of_chain.get((chain, "investment_attracted"))
    first = output or next(row for (held, _m), row in of_chain.items() if held == chain)
    light = say.light_name(output.light if output is not None and output.light else None)
    indent = "　" if first.parent_id else ""
    return first.with_(
        way={
            "words": f"{indent}{first[f'chain_{say.lang}']}",
            "go": f"chain?chain={chain}&county=all",
        },
        light_words=" ".join(light),
        output=_amount(output, say),
        grown=_growth(output, say),
        done=_done(output, say),
        gap_words=say.points(output.gap) if output is not None and output.gap is not None else "—",
        funds=_amount(funds, say),
        funds_done=_done(funds, say),
        office=office(chain, leaders, view),
    )


def _amount(row: Row | None, say: Words) -> str:
    if row is None or row.value is None:
        return "—"
    return say.amount(row.value, row.unit, row.decimals)


def _growth(row: Row | None, say: Words) -> str:
    if row is None or row.published_growth is None:
        return "—"
    return say.growth(row.published_growth, row.growth_text)


def _done(row: Row | None, say: Words) -> str:
    if row is None or row.completion is None:
        return "—"
    return say.share_percent(row.completion)


def _chain_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("way", say("产业链")),
        Column("light_words", say("状态")),
        Column("output", say("产值")),
        Column("grown", say("公布同比")),
        Column("done", say("完成率")),
        Column("gap_words", say("较序时")),
        Column("funds", say("到位资金")),
        Column("funds_done", say("到位资金完成率")),
        Column("office", say("链长与牵头单位")),
    )


def _published_chains(newest: Sequence[Row], view: View) -> Panel:
    say = view.say
    columns = (
        Column("way", say("产业链")),
        Column("indicator", say("代表性指标")),
        Column("period", say("期间")),
        Column("shown", say("数值")),
        Column("grown", say("公布同比")),
        Column("grade_shown", say("级别")),
    )
    lines = [_published_line(row, view) for row in newest]
    return Panel(
        name="chains",
        finding=say("各产业链最新公开指标(期间、单位不同，不可相加或排名)"),
        measure=say("每条链一项；没有产出数据的写明"),
        body=as_table(lines, columns, is_wide=True),
        rows=lines,
        columns=columns,
        **provenance([row for row in newest if row.figure_id], view),
        alt=say.listed(
            [f"{row.way['words'].strip()} {row.indicator} {row.shown}" for row in lines]
        ),
    )


def _published_line(row: Row, view: View) -> Row:
    say = view.say
    indent = "　" if row.parent_id else ""
    way = {
        "words": f"{indent}{row[f'chain_{say.lang}']}",
        "go": f"chain?chain={row.chain_id}&county=all",
    }
    if row.figure_id is None:
        gone = {"indicator": say("无产出数据(仅项目等)"), "period": "", "shown": "", "grown": ""}
        return row.with_(way=way, grade_shown="", **gone)
    return row.with_(
        way=way,
        indicator=say.name(row),
        period=say.bare_period(row.period_start, row.period_end, row.basis),
        shown=card.figure(row, view),
        grown=_growth(row, say) if row.published_growth is not None else "",
        grade_shown=row.grade,
    )
