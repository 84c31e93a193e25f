"""The chains side by side: their targets as bullets, and one row a chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import card
from chainboard.panels.frame import as_table, empty, framed, measure, name, plain, provenance, size
from chainboard.panels.overview.cards import office
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    ahead,
    amount,
    bare_period,
    clauses,
    growth,
    light_name,
    listed,
    points,
    scaled,
    share_percent,
    texts,
    unit_name,
)

ROW = 2.1  # height of a bullet in sizes of type
WIDEST = 1.25  # the scale of completion: beyond 125 % a bar ends at the edge


def targets(rows: Sequence[Row], view: View) -> Panel:
    """Every annual target that counts amounts as a bullet: done, and the tick of the calendar.

    rows  as overview_chains.aimed returns them, lit by analysis.lights

    One small figure a metric, all on one scale, so that chains compare across metrics.
    """
    _ = texts(view.lang)
    paced = [row for row in rows if row.completion is not None]
    if not paced:
        why = _("没有年度目标")
        return Panel(**empty("targets", view, why, _("年度目标进度")))
    behind = [row for row in paced if row.gap < 0]
    title = _("{count} 项年度目标中 {behind} 项欠序时进度").format(
        count=len(paced), behind=len(behind)
    )
    if view.pack == "published":
        title = _published_title(paced, view)
    metrics = list(dict.fromkeys(row.metric_id for row in paced))
    if view.pack == "published":
        metrics = [""]
    return Panel(
        name="targets",
        finding=title,
        measure=measure(
            _("完成年度目标的百分比，竖线为序时进度"),
            bare_period(paced[0].period_start, paced[0].period_end, "ytd", view.lang),
            _("推算，不评灯") if view.pack == "published" else _("条末为与序时进度之差"),
        ),
        body={"multiples": [_bullets(paced, metric, view) for metric in metrics]},
        rows=[_target_in_table(row, view) for row in paced],
        columns=_target_columns(view),
        **provenance(paced, view),
        alt=listed([_target_words(row, view) for row in paced], view.lang),
        notes=_conflicts(view),
    )


def _published_title(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    ahead_of = sum(row.gap > 0 for row in rows)
    return _("{period}：{count} 项目标中 {ahead} 项快于序时(历史核对)").format(
        period=bare_period(rows[0].period_start, rows[0].period_end, "ytd", view.lang),
        count=len(rows),
        ahead=ahead_of,
    )


def _conflicts(view: View) -> tuple[str, ...]:
    """Targets that sources give differently stand side by side."""
    if view.pack != "published":
        return ()
    _ = texts(view.lang)
    return (
        _("2025年原油目标两个来源不同：1,000万吨以上、1,200万吨(陇东油区报道)，并列。"),
        _("2026年算力目标两个来源不同：超过15万P、智算30万P，并列。"),
    )


def _bullets(paced: Sequence[Row], metric: str, view: View) -> dict[str, Any]:
    _ = texts(view.lang)
    mine = sorted(
        (row for row in paced if metric in ("", row.metric_id)),
        key=lambda row: (-row.gap, row.chain_id),
    )
    return {
        "title": name(mine[0], view.lang) if metric else _("能源实物量"),
        "note": _("{count} 项").format(count=len(mine)),
        "caveat": "",
        "alt": listed([_target_words(row, view) for row in mine], view.lang),
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
    colour = TOKENS[view.theme]
    labels = [plain(_bullet_label(row, metric, view)) for row in mine]
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
        "text": [_bullet_text(row, view) for row in mine],
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


def _bullet_label(row: Row, metric: str, view: View) -> str:
    return str(row[f"chain_{view.lang}"]) if metric else name(row, view.lang)


def _bullet_text(row: Row, view: View) -> str:
    done = share_percent(row.completion, view.lang)
    short = points(row.gap, view.lang).split(" ")[0]
    return f"{done}  {short}"


def _target_words(row: Row, view: View) -> str:
    said = f"{row[f'chain_{view.lang}']} {name(row, view.lang)}"
    return f"{said} {share_percent(row.completion, view.lang)} ({ahead(row.gap, view.lang)})"


def _target_in_table(row: Row, view: View) -> Row:
    unit = row.unit_text or row.unit
    return row.with_(
        way={"words": row[f"chain_{view.lang}"], "go": f"chain?chain={row.chain_id}&county=all"},
        shown=card.digits(scaled(row.value, unit, view.lang), row, view),
        shown_target=card.digits(scaled(row.target, unit, view.lang), row, view),
        shown_unit=unit_name(unit, view.lang),
        done=share_percent(row.completion, view.lang),
        gap_words=points(row.gap, view.lang),
    )


def _target_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("way", _("产业链")),
        Column(f"name_{view.lang}", _("指标")),
        Column("shown", _("累计"), decimals=2),
        Column("shown_target", _("年度目标"), decimals=2),
        Column("shown_unit", _("单位")),
        Column("done", _("完成率")),
        Column("gap_words", _("较序时")),
    )


def chains(rows: Sequence[Row], leaders: Sequence[Row], newest: Sequence[Row], view: View) -> Panel:
    """One row a chain: output, growth, completion, funds in place, and who leads it.

    rows     as overview_chains.aimed returns them, lit by analysis.lights
    leaders  as overview_chains.leaders returns them
    newest   as overview_chains.newest returns them: the published pack has no output of chains,
             so each chain shows its first indicator, and no two of them compare
    """
    if view.pack == "published":
        return _published_chains(newest, view)
    _ = texts(view.lang)
    if not rows:
        why = _("没有产业链产值")
        return Panel(**empty("chains", view, why, _("各产业链")))
    of_chain = {(row.chain_id, row.metric_id): row for row in rows}
    listed_chains = list(dict.fromkeys(row.chain_id for row in rows))
    lines = [_chain_line(chain, of_chain, leaders, view) for chain in listed_chains]
    columns = _chain_columns(view)
    output = [row for row in rows if row.metric_id == "output_value"]
    return Panel(
        name="chains",
        finding=_chains_finding(output, view),
        measure=measure(
            _("产值、增速、完成率和到位资金"),
            bare_period(output[0].period_start, output[0].period_end, "ytd", view.lang)
            if output
            else "",
            _("各链产值含链间往来，不可相加"),
        ),
        body={"table": as_table(lines, columns), "wide": True},
        rows=lines,
        columns=columns,
        **provenance(rows, view),
        alt=listed([_target_words(row, view) for row in output], view.lang),
    )


def _chains_finding(output: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    behind = [row[f"chain_{view.lang}"] for row in output if row.light == "behind"]
    watched = [row[f"chain_{view.lang}"] for row in output if row.light == "watch"]
    if not behind and not watched:
        return _("各产业链产值均不欠序时进度")
    parts = [
        _("{word}：{chains}").format(
            word=light_name(light, view.lang)[1], chains=listed(found, view.lang)
        )
        for light, found in (("behind", behind), ("watch", watched))
        if found
    ]
    joined = clauses(parts, view.lang)
    return _("产业链产值{chains}").format(chains=f" — {joined}" if view.lang == "en" else joined)


def _chain_line(
    chain: str, of_chain: dict[tuple[str, str], Row], leaders: Sequence[Row], view: View
) -> Row:
    """A chain's row: a figure that is missing leaves its cell with a dash, never with a zero."""
    output = of_chain.get((chain, "output_value"))
    funds = of_chain.get((chain, "investment_attracted"))
    first = output or next(row for (held, _m), row in of_chain.items() if held == chain)
    light = light_name(output.light if output is not None and output.light else None, view.lang)
    indent = "　" if first.parent_id else ""
    return first.with_(
        way={
            "words": f"{indent}{first[f'chain_{view.lang}']}",
            "go": f"chain?chain={chain}&county=all",
        },
        light_words=" ".join(light),
        output=_amount(output, view),
        grown=_growth(output, view),
        done=_done(output, view),
        gap_words=points(output.gap, view.lang)
        if output is not None and output.gap is not None
        else "—",
        funds=_amount(funds, view),
        funds_done=_done(funds, view),
        office=office(chain, leaders, view),
    )


def _amount(row: Row | None, view: View) -> str:
    if row is None or row.value is None:
        return "—"
    return amount(row.value, row.unit, view.lang, row.decimals)


def _growth(row: Row | None, view: View) -> str:
    if row is None or row.published_growth is None:
        return "—"
    return growth(row.published_growth, view.lang, row.growth_text)


def _done(row: Row | None, view: View) -> str:
    if row is None or row.completion is None:
        return "—"
    return share_percent(row.completion, view.lang)


def _chain_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("way", _("产业链")),
        Column("light_words", _("状态")),
        Column("output", _("产值")),
        Column("grown", _("公布同比")),
        Column("done", _("完成率")),
        Column("gap_words", _("较序时")),
        Column("funds", _("到位资金")),
        Column("funds_done", _("到位资金完成率")),
        Column("office", _("链长与牵头单位")),
    )


def _published_chains(newest: Sequence[Row], view: View) -> Panel:
    _ = texts(view.lang)
    columns = (
        Column("way", _("产业链")),
        Column("indicator", _("代表性指标")),
        Column("period", _("期间")),
        Column("shown", _("数值")),
        Column("grown", _("公布同比")),
        Column("grade_shown", _("级别")),
    )
    lines = [_published_line(row, view) for row in newest]
    return Panel(
        name="chains",
        finding=_("各产业链最新公开指标(期间、单位不同，不可相加或排名)"),
        measure=_("每条链一项；没有产出数据的写明"),
        body={"table": as_table(lines, columns), "wide": True},
        rows=lines,
        columns=columns,
        **provenance([row for row in newest if row.figure_id], view),
        alt=listed(
            [f"{row.way['words'].strip()} {row.indicator} {row.shown}" for row in lines], view.lang
        ),
    )


def _published_line(row: Row, view: View) -> Row:
    _ = texts(view.lang)
    indent = "　" if row.parent_id else ""
    way = {
        "words": f"{indent}{row[f'chain_{view.lang}']}",
        "go": f"chain?chain={row.chain_id}&county=all",
    }
    if row.figure_id is None:
        gone = {"indicator": _("无产出数据(仅项目等)"), "period": "", "shown": "", "grown": ""}
        return row.with_(way=way, grade_shown="", **gone)
    return row.with_(
        way=way,
        indicator=name(row, view.lang),
        period=bare_period(row.period_start, row.period_end, row.basis, view.lang),
        shown=card.figure(row, view),
        grown=_growth(row, view) if row.published_growth is not None else "",
        grade_shown=row.grade,
    )
