"""What the page of the parks says first, of one or of all, and the same at length.

Sums of parks and every share are ours (推算), and say so.
"""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import clauses, headline as made
from chainboard.panels.clauses import clause
from chainboard.panels.panel import Panel
from chainboard.panels.parks.cards import FLOWS, scope
from chainboard.panels.parks.per_mu import ends
from chainboard.panels.projects import counted
from chainboard.view import Row, View

PAGE = "parks"
FIRST = 3
Sums = dict[str, Row]


def headline(told: Row, view: View) -> Panel:
    """Output with its growth, how far land is built and workshops let; which park holds most idle
    land and which brings most a mu; late projects.

    told  as standing.told.of_parks returns it. On a record: what can be checked and what not
    """
    if view.pack.is_record:
        seen = _of_record(told, view)
        return made.of_record(PAGE, [seen[0][:FIRST], *seen[1:]], view, ())
    sentences = [
        [*_flows(told.sums, view)[:1], *_shares(told.sums, view)],
        [*_extremes(told, view), *_late(told.late, view)],
    ]
    return made.headline(PAGE, sentences, view, ())


def bulletin(told: Row, view: View) -> Panel:
    """The parks' figures, land, workshops and firms, and the ends among them, as material for a
    bulletin.

    told  as headline has it
    """
    say = view.say
    if view.pack.is_record:
        return made.record_at_length(PAGE, _of_record(told, view), (), view)
    parts = [
        (say("主要指标"), [[each] for each in _flows(told.sums, view)]),
        (say("土地、厂房和企业"), [_shares(told.sums, view)]),
        (say("园区之间"), [_extremes(told, view)]),
        (say("落后的项目"), [_late(told.late, view)]),
    ]
    return made.at_length(PAGE, say("通报（素材）：园区运行情况"), parts, view)


def _of_record(told: Row, view: View) -> list[list[Row]]:
    """The newest figures of parks, each with its park."""
    known = [row for row in told.newest if row.figure_id is not None]
    rows = [clauses.named(row, view.say.name(row), view.say, "metric") for row in known]
    return clauses.of_record(rows, "park_table", told.not_found, view)


def _flows(sums: Sums, view: View) -> list[Row]:
    """Output, tax and investment since January, and whose sums they are."""
    say, found = view.say, []
    for row in (sums[metric] for metric in FLOWS if metric in sums):
        mine = row.with_(
            period_start=row.period_end.replace(month=1, day=1),
            growth=row.derived_growth,
            is_derived=row.parks > 1,
            **{f"name_{say.lang}": say.of(row, "metric")},
        )
        for each in clause(clauses.reading(mine, view), "park_cards", mine):
            words = say("{name}：{said}").format(name=_whose(row, sums, view), said=each.words)
            found.append(each.with_(words=words))
    return found


def _whose(row: Row, sums: Sums, view: View) -> str:
    """Whose sum it is, and how many of them have reported."""
    say = view.say
    part = say("{reports}/{parks} 个园区已报").format(reports=row.reports, parks=row.parks)
    return say.bracketed(scope(row, sums, view), part if row.reports < row.parks else "")


def _shares(sums: Sums, view: View) -> list[Row]:
    """Built of supplied land, let of all workshops, producing of settled firms."""
    say, found = view.say, []
    for metric, words in (
        ("park_built_area", say("已供土地建成 {share}（推算）")),
        ("park_workshop_let", say("标准厂房出租 {share}（推算）")),
        ("park_firms_producing", say("入驻企业投产 {share}（推算）")),
    ):
        row = sums.get(metric)
        if row is not None and row.share is not None:
            found += clause(words.format(share=say.share_percent(row.share)), "park_cards", row)
    return found


def _extremes(told: Row, view: View) -> list[Row]:
    """Which park has most land idle, and which brings most and least a mu; nothing for who does not
    see all parks, or of one of them."""
    say = view.say
    if not view.sees_all_counties or view.park_id is not None or view.area_code is not None:
        return []
    idle = [park for park in told.idle if park.is_highest and park.idle_share]
    found = []
    if idle:
        words = say("{parks}已供未建土地占比最高，为 {share}（推算）").format(
            parks=say.listed([say.name(park) for park in idle]),
            share=say.share_percent(idle[0].idle_share),
        )
        found += clause(words, "park_land", *idle)
    paired: Sequence[Row] = [park for park in told.yields if None not in (park.up, park.across)]
    if len(paired) > 1:
        words = say("{said}（推算）").format(said=ends(paired, say))
        found += clause(words, "park_per_mu", *paired)
    return found


def _late(rows: Sequence[Row], view: View) -> list[Row]:
    return clause(counted(rows, view.say), "late_projects", *rows) if rows else []
