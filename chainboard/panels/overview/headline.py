"""What the city's page says first, and the same at length."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import behind, clauses, headline as made
from chainboard.panels.clauses import clause
from chainboard.panels.month_changes import counts
from chainboard.panels.overview.attention import bureau
from chainboard.panels.overview.chains import counted_targets
from chainboard.panels.panel import Panel
from chainboard.view import Row, View
from chainboard.words import Words

PAGE = "overview"
LISTED = 12  # chains and figures that a bulletin lists


def headline(told: Row, view: View) -> Panel:
    """How many targets are behind, which most and whose it is; the first figures; what changed.

    told  as standing.told.of_overview returns it. On a record: what can be checked and what not
    """
    if not view.pack.is_lit:
        seen = _of_record(told, view)
        return made.of_record(PAGE, [seen[0][:2], *seen[1:]], view, ())
    most = clauses.led(
        [_behind(told.worst[:1], told.bureaus, view)], view.say("差距最大：{figures}")
    )
    sentences = [
        [*_counted(told.targets, view), *most[0]],
        [*_figures(told.cards[:1], view), *_changed(told.changes, view.say)],
    ]
    return made.headline(PAGE, sentences, view, ())


def bulletin(told: Row, view: View) -> Panel:
    """The city's figures, its chains that are behind, its counties and what changed, as material
    for a bulletin; on a record, what can be checked.

    told  as headline has it
    """
    say = view.say
    if not view.pack.is_lit:
        noted = [clause(str(say.of(row, "words")), "attention", row) for row in told.notes]
        return made.record_at_length(PAGE, _of_record(told, view), noted, view)
    done, rates = (
        [r for r in told.worst if (r.gap is None) is is_rate] for is_rate in (False, True)
    )
    parts = [
        (say("主要指标"), _each(_figures(told.cards[:LISTED], view))),
        (say("年度目标"), [_counted(told.targets, view)]),
        (say("落后序时进度的产业链"), _each(_behind(done[:LISTED], told.bureaus, view))),
        (say("增速低于目标的产业链"), _each(_behind(rates[:LISTED], told.bureaus, view))),
        (say("各县（区）"), _each(_counties(told.counties, view))),
        (say("本月变化"), [_changed(told.changes, say), _fallen(told.changes, say)]),
    ]
    title = say("通报（素材）：{period}产业链运行情况")
    return made.at_length(PAGE, title.format(period=_period(told, view)), parts, view)


def _of_record(told: Row, view: View) -> list[list[Row]]:
    return clauses.of_record(told.cards, "kpi_cards", told.not_found, view)


def _figures(rows: Sequence[Row], view: View) -> list[Row]:
    return [each for row in rows for each in clause(clauses.figure(row, view), "kpi_cards", row)]


def _each(told: Sequence[Row]) -> list[list[Row]]:
    """A sentence of each clause."""
    return [[one] for one in told]


def _counted(targets: Sequence[Row], view: View) -> list[Row]:
    """How many of the year's targets trail the calendar, of chains and apart of sub-chains."""
    say = view.say
    held = [row for row in targets if row.completion is not None and clauses.is_sayable(row)]
    if not held:
        return []
    when = say.bare_period(held[0].period_start, held[0].period_end, "ytd")
    words = say("{period}，{said}").format(period=when, said=counted_targets(held, say))
    return clause(words, "targets", *held)


def _behind(rows: Sequence[Row], bureaus: Sequence[Row], view: View) -> list[Row]:
    """Chains that are behind, each with its widest gap and the department that leads it."""
    say, found = view.say, []
    for row in rows:
        office = say("牵头部门{office}").format(office=bureau(row.chain_id, bureaus, say))
        found += clause(say.phrases([*_gap(row, say), office]), "attention", row)
    return found


def _gap(row: Row, say: Words) -> list[str]:
    chain = say.of(row, "chain")
    if row.gap is None:
        rate = clauses.to_target_rate(row.growth_gap, say)
        return [say("{chain}增加值增速{gap}").format(chain=chain, gap=rate)]
    subject = say("{chain}{metric}").format(chain=chain, metric=say.name(row))
    done = say("完成年度目标的 {done}").format(done=say.share_percent(row.completion))
    return [say("{subject}{done}").format(subject=subject, done=done), behind.said(row, say)]


def _changed(rows: Sequence[Row], say: Words) -> list[Row]:
    if not rows:
        return []
    return clause(
        say("本月变化：{counts}").format(counts=counts(rows, say)), "month_changes", *rows
    )


def _fallen(rows: Sequence[Row], say: Words) -> list[Row]:
    """The targets that fell behind in the month and those that caught up, by name."""
    found = []
    for kind, words in (
        ("newly_behind", say("新落后的有{what}")),
        ("recovered", say("追上的有{what}")),
    ):
        held = [row for row in rows if row.kind == kind and row.chain_id]
        named = [
            say("{chain}{metric}").format(chain=say.of(row, "chain"), metric=say.name(row))
            for row in held[:LISTED]
        ]
        if held:
            found += clause(words.format(what=say.listed(named)), "month_changes", *held)
    return found


def _counties(rows: Sequence[Row], view: View) -> list[Row]:
    """Which counties keep up with the calendar in funds in place, and which do not: our sums."""
    say, found = view.say, []
    known = sorted((row for row in rows if row.gap is not None), key=lambda row: -row.gap)
    for words, held in (
        (
            say("省外到位资金不落后序时进度的有{places}（各链相加，推算）"),
            [r for r in known if r.gap >= 0],
        ),
        (say("落后的有{places}（各链相加，推算）"), [r for r in known if r.gap < 0]),
    ):
        places = [say.bracketed(say.county(row), say.ahead(row.gap)) for row in held]
        if held:
            found += clause(words.format(places=say.listed(places)), "county_map", *held)
    return found


def _period(told: Row, view: View) -> str:
    """The newest period of what is told."""
    last = max(
        (row for row in [*told.cards, *told.targets] if clauses.is_sayable(row)),
        key=lambda row: (row.period_end, row.basis == "ytd"),
        default=None,
    )
    return view.say.bare_period(last.period_start, last.period_end, last.basis) if last else ""
