"""Editions of every level: the same figures, and what may not be shown hidden in all of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from chainboard.packs import pack_of
from chainboard.person import EVERYONE, Audience, Grant
from chainboard.queries import ask
from chainboard.scale import publishing, rollup
from chainboard.scale.faults import NotRolled
from chainboard.store import editions
from chainboard.view import View
from tests.scale.rows import SEPTEMBER, firm, firms, packs_under, shown, written

XIFENG, QINGCHENG, HUAN, HUACHI = "621002", "621021", "621022", "621023"
CHENGGUAN, QILIHE = "620102", "620103"
JIAYUGUAN = "620200"  # it has no counties
OUTPUT = "metric_id = 'output_value' and chain_id = 'apple'"


def published(tree, month: date = SEPTEMBER) -> list[publishing.Published]:
    rollup.roll(month, None, tree, lambda step, percent: None)
    return publishing.publish(tree, lambda area, percent: None)


def outputs(pack: str) -> dict[str, Decimal | None]:
    """Area → its output of apples; None where it is hidden."""
    told = shown(pack, f"select area_code, value, absence from current_figure where {OUTPUT}")
    assert all(absence == "suppressed" for _, value, absence in told if value is None)
    return {area: value for area, value, _ in told}


def test_a_province_has_its_prefectures_and_a_city_its_counties(var, tree):
    written([*firms(XIFENG, 3), *firms(HUAN, 4), *firms(CHENGGUAN, 3, "5")])

    made = published(tree)

    assert [each.pack for each in made] == ["demo-620000", "demo-620100", "demo-621000"]
    assert packs_under(var) == ["demo-620000", "demo-620100", "demo-621000"]
    assert outputs("demo-620000") == {"620000": 34, "620100": 18, "621000": 16}
    assert outputs("demo-621000") == {"621000": 16, XIFENG: 6, HUAN: 10}


def test_growth_is_that_of_the_same_firms(var, tree):
    rows = firms(XIFENG, 3)
    earlier = [{**row, "month": date(2025, 9, 30), "output": Decimal(1)} for row in rows]
    written([*rows, *earlier, *firms(HUAN, 3)])
    published(tree)

    (growth, prior), *_ = shown(
        "demo-621000",
        f"select growth, same_scope_prior from current_figure where {OUTPUT}"
        f" and area_code = '{XIFENG}'",
    )
    assert (growth, prior) == (100, 3)


def test_a_cell_of_two_firms_is_hidden_with_one_more_in_every_edition(var, tree):
    written(
        [*firms(XIFENG, 2), *firms(QINGCHENG, 4), *firms(HUAN, 3, "7"), *firms(CHENGGUAN, 5, "9")]
    )
    published(tree)

    city, province = outputs("demo-621000"), outputs("demo-620000")
    assert city[XIFENG] is None and list(city.values()).count(None) == 2
    assert city["621000"] == province["621000"]


def test_what_one_edition_hides_no_other_one_shows_and_no_sum_tells(var, tree):
    """Counties of two cities with few firms here and there, on two chains."""
    counts = {XIFENG: 1, QINGCHENG: 5, HUAN: 2, HUACHI: 6, CHENGGUAN: 2, QILIHE: 4}
    chains = ("apple", "mutton")
    written(
        [
            row
            for (area, count), chain in product(counts.items(), chains)
            for row in firms(area, count + (chain == "mutton"), chain_id=chain)
        ]
    )
    made = published(tree)

    hidden = {each.pack: cells_of(each.pack, "is null") for each in made}
    told = {each.pack: cells_of(each.pack, "is not null") for each in made}
    assert any(hidden.values())
    assert not set.union(*hidden.values()) & set.union(*told.values())
    for pack in hidden:
        city = pack_of(pack).area
        for metric, chain in {(metric, chain) for metric, chain, _ in hidden[pack]}:
            parts = {a for m, c, a in hidden[pack] if (m, c) == (metric, chain) and a != city}
            is_total_told = (metric, chain, city) in told[pack]
            assert not (is_total_told and len(parts) == 1), (pack, metric, chain)


def cells_of(pack: str, value: str) -> set[tuple[str, ...]]:
    sql = "select metric_id, coalesce(chain_id, ''), area_code from current_figure"
    return set(shown(pack, f"{sql} where value {value}"))


def test_a_county_that_one_firm_makes_up_is_hidden(var, tree):
    written([*firms(XIFENG, 3), firm("giant", XIFENG, "900"), *firms(HUAN, 4), *firms(HUACHI, 3)])
    published(tree)

    assert outputs("demo-621000")[XIFENG] is None


def test_a_prefecture_without_counties_is_shown_and_judged_as_a_county_is(var, tree):
    written([*firms(JIAYUGUAN, 3), *firms(JIAYUGUAN, 3, chain_id="mutton")])
    published(tree)
    assert outputs("demo-620000")[JIAYUGUAN] == 6

    giant = firm("giant", JIAYUGUAN, "900")
    written([*firms(JIAYUGUAN, 3), giant, *firms(XIFENG, 3), *firms(CHENGGUAN, 3)])
    published(tree)
    assert outputs("demo-620000")[JIAYUGUAN] is None


def test_firms_are_named_without_what_they_reported(var, tree):
    written([*firms(XIFENG, 3), *firms(HUAN, 4)])
    published(tree)

    named = shown("demo-620000", "select distinct area_code from enterprise")
    assert named == [("621000",)]
    assert shown("demo-621000", "select count(*) from enterprise_figure") == [(0,)]
    assert shown("demo-621000", "select count(*) from enterprise_node where share is null") != [
        (0,)
    ]


def test_concentration_is_told_where_enough_firms_reported_and_the_cell_is_shown(var, tree):
    written([*firms(XIFENG, 12), *firms(HUAN, 4)])
    published(tree)

    told = shown("demo-621000", "select area_code, firms from concentration order by all")
    assert set(told) == {("621000", 16), (XIFENG, 12)}


def test_the_same_months_give_the_same_edition_and_it_says_what_it_was_made_from(var, tree):
    written([*firms(XIFENG, 3), *firms(HUAN, 4)])
    first = published(tree)

    assert published(tree) == first
    assert shown("demo-621000", "from rolled_month") == [(SEPTEMBER, 0)]
    assert [health.fault for health in editions.verify("demo-621000")] == [""]


def test_an_edition_can_be_made_again_from_the_version_that_it_names(var, tree):
    written([*firms(XIFENG, 3), *firms(HUAN, 4)])
    published(tree)
    before = shown("demo-621000", "select content from edition")
    written([*firms(XIFENG, 5), *firms(HUAN, 4)])
    published(tree)

    rollup.roll(SEPTEMBER, 0, tree, lambda step, percent: None)
    publishing.publish(tree, lambda area, percent: None)

    assert shown("demo-621000", "select content from edition") == before


def test_without_a_roll_up_nothing_is_published(var, tree):
    with pytest.raises(NotRolled):
        publishing.publish(tree, lambda area, percent: None)


def test_who_may_see_one_prefecture_sees_no_other_in_the_province(var, tree):
    written([*firms(XIFENG, 3), *firms(CHENGGUAN, 3, "5")])
    (made, *_) = published(tree)
    granted = Audience((Grant(areas=frozenset({"621000"})),), sees_firms=True)

    assert seen(made, EVERYONE) == {"620100", "621000"}
    assert seen(made, granted) == {"621000"}


def test_who_may_see_a_province_sees_all_of_it_and_of_its_cities(var, tree):
    written([*firms(XIFENG, 3), *firms(HUAN, 3), *firms(CHENGGUAN, 3, "5")])
    made = published(tree)
    granted = Audience((Grant(areas=frozenset({"620000"})),), sees_firms=True)

    assert seen(made[0], granted) == {"620100", "621000"}
    assert seen(made[-1], granted) == {XIFENG, HUAN}


def seen(made: publishing.Published, audience: Audience) -> set[str]:
    """The parts of a board of which an audience sees the output of apples."""
    view = View(pack=pack_of(made.pack), edition=made.number, chain="apple", audience=audience)
    rows = ask(view, "chain_output.year_to_date_by_county")
    return {row.area_code for row in rows if row.year_to_date is not None} - {view.pack.area}
