"""Counties whose figures say nothing of an order; where numbers and names of an order stand."""

from __future__ import annotations

from dataclasses import replace

from chainboard.panels.county import grid as county_grid, rank as county_rank
from chainboard.person import Audience, Grant
from tests.panels.county.test_county import CHAIN, check, column_of, in_order, read_by_people


def test_figures_without_target_and_growth_are_not_ranked_and_that_is_said():
    bare = {
        name: [row.with_(done=None, growth=None, improvement=None, pace=None) for row in each]
        for name, each in in_order().items()
    }
    panel = check(county_rank.rank(bare, CHAIN))

    assert "没有年度目标和公布增速" in " ".join(read_by_people(panel))


def test_the_numbers_of_an_order_stand_off_the_longest_bar():
    panel = check(county_rank.rank(in_order(), CHAIN))
    figures = {each["title"]: each["data"] for each in panel.body.charts}

    for bars, *_pace, numbers in (figures["完成率"], figures["进步"]):
        longest = max(value for value in bars["x"] if value is not None)
        assert min(numbers["x"]) >= 1.02 * longest


def test_english_names_over_columns_take_no_more_lines_than_they_want():
    row = in_order()["done"][0]
    names = {
        metric: county_grid.title(row.with_(metric_id=metric), replace(CHAIN, lang="en"))
        for metric in ("investment_attracted", "project_investment")
    }

    assert names == {
        "investment_attracted": "Funds in<br>place",
        "project_investment": "Project<br>investment",
    }
    older = county_grid.title(row.with_(metric_id="age_65_share"), CHAIN)
    assert older == "65岁<br>及以上"


def test_the_places_a_county_has_risen_or_fallen_since_a_year_ago_stand_in_words():
    panel = check(county_rank.rank(in_order(), CHAIN))
    risen = dict(
        zip(
            [row.short_zh for row in panel.rows],
            column_of(panel, "名次升降", CHAIN),
            strict=True,
        )
    )

    assert risen == {"正宁": "升 1 位", "西峰": "降 1 位", "环县": "升 1 位", "合水": ""}
    assert any("名次升降" in note for note in panel.notes)


def test_who_does_not_see_all_counties_is_told_no_rank_and_no_first():
    """The only county that is seen would be the first and the last."""
    some = replace(CHAIN, audience=Audience((Grant(areas=frozenset({"621022"})),)))
    seen = {
        name: [row for row in rows if row.area_code == "621022"]
        for name, rows in in_order().items()
    }

    panel = check(county_rank.rank(seen, some))

    assert panel.finding == "产业链产值：只列当前账号可看的县（区），不比高低"
    assert panel.body.charts[0]["data"][0]["y"] == ["环县"]
    assert [note for note in panel.notes if "名次" in note and "增速名次" not in note] == []
