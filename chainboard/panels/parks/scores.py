"""Parks scored by the published rules of other places, one beside the other."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.panels.parks.table import linked
from chainboard.view import Row, View
from chainboard.words import Words


def scores(parks: Sequence[Row], rules: Sequence[Row], rows: Sequence[Row], view: View) -> Panel:
    """A row a park, a column a rule: points and what they are out of.

    parks  as analysis.park_score.scored returns them
    rules  as park_scores.rules returns them
    rows   as parks.last_full_year returns them: the figures that are scored

    Off where a pack ranks nothing; who does not see all parks is told no score, for the points of a
    park depend on which others stand beside it.
    """
    say = view.say
    title = say("园区得分（两种公开办法）")
    if not view.pack.is_ranked:
        return Panel(**empty("park_scores", view, "", title))
    if not view.sees_all_counties:
        return Panel(**empty("park_scores", view, say("只能看到部分园区，不评分"), title))
    ids = list(dict.fromkeys(rule.score_id for rule in rules))
    known = [park for park in parks if any(park.scores.get(each) is not None for each in ids)]
    if not known:
        return Panel(**empty("park_scores", view, say("没有可评分的园区数据"), title, "parks"))
    points = [_score_column(each, rules, say) for each in ids]
    tax = Column("tax_per_mu", say("亩均税收"), "万元/亩", 2, derived=True)
    said = Column("tax_per_mu", say("亩均税收"), words=lambda park: _amount(park, say))
    name = Column("park", say("园区名称"), words=lambda park: linked(park, view))
    end = rows[0].period_end
    return Panel(
        name="park_scores",
        marks=("park", "county"),
        finding=_finding(known, ids, rules, say),
        measure=measure(
            say("得分为推算，办法见注；只算能算的指标"),
            say.period(end.replace(month=1, day=1), end, "ytd"),
        ),
        body=figures.table(known, (name, said, *points)),
        rows=[park.with_(**{f"score_{each}": park.scores[each] for each in ids}) for park in known],
        columns=(Column(f"name_{say.lang}", say("园区名称")), tax, *points),
        **provenance(rows, view),
        alt=say.listed([f"{say.name(park)} {_said(park.scores[ids[0]], say)}" for park in known]),
        notes=_notes(known, parks, rules, say),
    )


def _full(score_id: str, rules: Sequence[Row]) -> float:
    """What a rule's measures can bring together."""
    return float(sum(rule.weight for rule in rules if rule.score_id == score_id))


def _rule_name(score_id: str, rules: Sequence[Row], say: Words) -> str:
    shape = next(rule.shape for rule in rules if rule.score_id == score_id)
    name = {"benchmark": say("基准值法得分"), "min_max": say("极差法得分")}[shape]
    full = say("满分 {points}").format(points=say.number(_full(score_id, rules), 0))
    return say.bracketed(name, full)


def _score_column(score_id: str, rules: Sequence[Row], say: Words) -> Column:
    return Column(
        f"score_{score_id}",
        _rule_name(score_id, rules, say),
        decimals=1,
        words=lambda park: _said(park.scores[score_id], say),
        derived=True,
    )


def _amount(park: Row, say: Words) -> str:
    value = park.get("tax_per_mu")
    return say.missing("not_applicable") if value is None else say.amount(value, "万元/亩")


def _said(points: float | None, say: Words) -> str:
    return say.missing("not_applicable") if points is None else say.number(points, 1)


def _finding(parks: Sequence[Row], ids: Sequence[str], rules: Sequence[Row], say: Words) -> str:
    first = parks[0]
    return say("{park}{rule}最高，为 {points}").format(
        park=say.name(first),
        rule=_rule_name(ids[0], rules, say),
        points=_said(first.scores[ids[0]], say),
    )


def _notes(
    known: Sequence[Row], parks: Sequence[Row], rules: Sequence[Row], say: Words
) -> tuple[str, ...]:
    notes = list(dict.fromkeys(say.of(rule, "source") for rule in rules))
    notes.append(say("这些办法评价的是企业，用于园区只作参考；本市的办法以本市文件为准。"))
    if any(rule.highest is not None for rule in rules):
        notes.append(say("单项得分封顶，不然一个特高值会盖过其他各项。"))
    gone = [say.name(park) for park in parks if park not in known]
    if gone:
        words = say("不足两个完整年度或缺数的园区不评分：{parks}。")
        notes.append(words.format(parks=say.listed(gone)))
    return tuple(notes)
