"""What pages tell in words: the rows behind their first sentences and behind their bulletins.

Only what other panels of the page ask too, whose answers are kept. No outlook and nothing else that
is reckoned for inside alone is among them: these texts leave the board.
"""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.analysis import behind, contribution, county, parks
from chainboard.analysis.pace import with_gap
from chainboard.analysis.sums import with_rest
from chainboard.queries import ask, newly, once
from chainboard.standing import of_chain, of_city, works
from chainboard.standing.pasts import pasts_of
from chainboard.standing.steps import steps
from chainboard.view import Row, View


def of_overview(view: View) -> Row:
    """Of the city: its cards, its chains' targets, who leads them, what changed."""
    of_chains = of_city.of_chains(view)
    told = {
        "cards": of_city.cards(view),
        "not_found": ask(view, "pages.not_found", page="overview"),
    }
    if not view.pack.is_lit:
        return Row(**told, notes=ask(view, "overview.attention_notes"))
    return Row(
        **told,
        targets=of_chains,
        worst=behind.worst(of_chains, "chain_id"),
        bureaus=ask(view, "overview_chains.lead_bureaus"),
        changes=behind.changes(of_city.targets(view), ask(view, "behind.remarked")),
        counties=with_gap(ask(view, "overview_map.funds")),
    )


def of_a_chain(view: View) -> Row:
    """Of a chain: its cards, what of it is behind, its offices, counties, steps and projects."""
    named = (row for row in ask(view, "places.chains") if row.chain_id == view.chain)
    return Row(
        chain=next(named, Row(short_zh="", short_en="")),
        cards=of_chain.cards(view),
        behind=behind.trailing(of_chain.targets(view)),
        offices=ask(view, "chain_lists.offices"),
        counties=with_rest(ask(view, "chain_output.year_to_date_by_county")),
        steps=steps(view),
        late=works.late(view, park_id=None, node_id=None),
        not_found=ask(view, "pages.not_found", page="chain"),
    )


def of_county(indicators: Sequence[Row], targets: Sequence[Row], view: View) -> Row:
    """Of a county, or of all of them: its indicators, their orders, what is behind, late projects.

    indicators  as analysis.county.measured returns them
    targets     as analysis.behind.standing returns them, of counties
    """
    measure = view.measure or county.first_compared(view.chain_id)
    places = county.counties(indicators).get(measure, [])
    return Row(
        cards=county.of_place(indicators, view.area_code),
        worst=behind.worst(targets, "area_code"),
        orders=county.orders(places) if view.pack.is_ranked else {},
        late=works.late(view, park_id=None, node_id=None),
        not_found=ask(view, "pages.not_found", page="county"),
    )


def of_parks(view: View) -> Row:
    """Of the parks that are chosen: sums, shares, and which park is first and last in each."""
    rows = ask(view, "parks.figures")
    per_mu = parks.with_per_mu(ask(view, "parks.last_full_year"))
    side_by_side = parks.side_by_side(rows)
    return Row(
        sums=parks.totals(parks.chosen(rows, view.park_id, view.area_code)),
        idle=parks.by_share(side_by_side, "idle_share"),
        let=parks.by_share(side_by_side, "let_share"),
        yields=parks.yields(per_mu),
        newest=parks.chosen(ask(view, "parks.newest"), view.park_id, view.area_code),
        late=works.late(view, chain_id=None, node_id=None),
        not_found=ask(view, "pages.not_found", page="parks"),
    )


def changed(targets: Sequence[Row], view: View) -> list[Row]:
    """What the newest month changed of what is chosen; on a record, what differs from the edition
    before.

    targets  as analysis.behind.standing returns them
    """
    chain, area = view.chain_id, view.area_code
    if view.pack.is_record:
        return behind.of(newly(view), chain, area)
    found = [behind.of(rows, chain, area) for rows in (targets, ask(view, "behind.remarked"))]
    return behind.changes(*found)


def indicators(view: View) -> list[Row]:
    """What each county has of each indicator, beside its target and last year."""
    return once(view, "county", _measured)


def _measured(view: View) -> list[Row]:
    figures = ask(view, "county.figures", metric_ids=county.INDICATORS)
    return county.measured(figures, ask(view, "rules.in_force"), pasts_of(view))


def breaks(view: View, panel: str) -> list[Row]:
    """What must be said beside the figures of a panel."""
    return ask(view, "breaks.of_panel", panel=panel)


def driven(along: str, view: View, metric_id: str = "") -> tuple[Row, str]:
    """What drove the change of a metric, as analysis.contribution.drivers has it, and the words of
    the rule that hides shares.

    along      chain or county: what its parts are
    metric_id  by default a chain's output along counties, along chains the measure that is chosen
    """
    if view.pack.is_record:
        return contribution.drivers([], None), ""
    rules, against = ask(view, "rules.in_force"), view.against_end
    by_default = (
        county.first_compared(view.chain_id)
        if along == "county"
        else view.measure or county.first_compared(None)
    )
    metric = metric_id or by_default
    rows = ask(view, "drivers.parts", metric_id=metric, along=along, against_end=against)
    words = (str(view.say.of(rule, "words")) for rule in rules if rule.kind == "contribution")
    return contribution.drivers(rows, contribution.floor_of(rules)), next(words, "")
