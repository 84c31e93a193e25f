"""investment.to_date, by_chain and investment_record: the city's figures, or what makes them up."""

from chainboard.packs import DEMO
from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only

CITY = View(pack=DEMO)


def with_funds(figures: str):
    pack = with_places()
    into(
        pack,
        "metric",
        """
        metric_id             face        unit  kind         sort
        investment_attracted  investment  亿元   flow         1
        investment_signed     investment  亿元   flow         2
        fai                   investment  %    growth_only  3
        """,
    )
    into(
        pack,
        "chain",
        """
        chain_id     parent_id    sort
        petrochem    -            10
        agriculture  -            20
        apple        agriculture  21
        """,
    )
    into(pack, "observation", figures)
    return pack


CHAINS = """
    figure_id  metric_id             chain_id     area_code  period_end  value  growth  absence
    1          investment_attracted  petrochem    621000     2026-10-31  22     10      -
    2          investment_attracted  agriculture  621000     2026-10-31  10     -50     -
    3          investment_attracted  apple        621000     2026-10-31  4      10      -
    4          investment_attracted  petrochem    621022     2026-10-31  -      -       late
    5          investment_attracted  agriculture  621022     2026-10-31  3      -       -
"""
TARGETS = """
    metric_id             chain_id     area_code  value
    investment_attracted  petrochem    621000     30
    investment_attracted  agriculture  621000     10
    investment_attracted  apple        621000     5
"""


def to_date(pack, *columns, view=CITY):
    return only(answer(pack, "investment.to_date", view), *columns)


def test_without_a_total_of_its_own_the_city_is_the_sum_of_chains_that_belong_to_no_other():
    pack = with_funds(CHAINS)
    into(pack, "target", TARGETS)

    assert to_date(pack, "value", "parts", "target", "figure_id", "prior", "lacking") == [
        {"value": 32.0, "parts": 2, "target": 40.0, "figure_id": None, "prior": 40.0, "lacking": 0}
    ]


def test_a_total_that_was_reported_wins_over_the_sum():
    pack = with_funds(CHAINS)
    into(
        pack,
        "observation",
        """
        figure_id  metric_id             area_code  chain_id  period_end  value  growth
        9          investment_attracted  621000     -         2026-10-31  35     6
        """,
    )

    assert to_date(pack, "figure_id", "value", "parts", "published_growth") == [
        {"figure_id": 9, "value": 35.0, "parts": 1, "published_growth": 6.0}
    ]


def test_a_picked_chain_is_its_own_figure():
    apples = View(pack=DEMO, chain="apple")

    assert to_date(with_funds(CHAINS), "figure_id", "value", view=apples) == [
        {"figure_id": 3, "value": 4.0}
    ]


def test_a_sum_counts_the_chains_that_owe_a_figure():
    huan = View(pack=DEMO, county="621022")

    (row,) = to_date(with_funds(CHAINS), "value", "parts", "lacking", "without", view=huan)

    assert (row.value, row.parts, row.lacking) == (3.0, 2, 1)
    assert row.without == [{"chain_zh": "石油化工", "chain_en": "Petrochemicals"}]


def test_a_sum_says_which_part_its_growth_lacks_and_how_firm_its_parts_are():
    """Petrochemicals grew from 20 by 10 %; agriculture has a figure and no published growth."""
    figures = """
        figure_id  metric_id             chain_id     area_code  period_end  value  growth  status
        1          investment_attracted  petrochem    621000     2026-10-31  22     10      flash
        2          investment_attracted  agriculture  621000     2026-10-31  10     -       preliminary
    """
    (row,) = to_date(with_funds(figures), "value", "grown", "prior", "without_growth", "statuses")

    assert (row.value, row.grown, row.prior) == (32.0, 22.0, 20.0)
    assert row.without_growth == [{"chain_zh": "石油化工", "chain_en": "Petrochemicals"}]
    assert sorted(row.statuses) == ["flash", "preliminary"]


def test_a_sub_chain_stands_after_the_chain_that_contains_it_and_a_chain_without_figure_last():
    pack = with_funds(CHAINS)
    into(pack, "target", TARGETS)
    into(pack, "chain", "chain_id  parent_id  sort\ndigital  -  30")

    assert only(answer(pack, "investment.by_chain", CITY), "chain_id", "value", "absence") == [
        {"chain_id": "petrochem", "value": 22.0, "absence": None},
        {"chain_id": "agriculture", "value": 10.0, "absence": None},
        {"chain_id": "apple", "value": 4.0, "absence": None},
        {"chain_id": "digital", "value": None, "absence": "not_published"},
    ]


RECORD = """
    figure_id  metric_id             area_code  chain_id  period_end  value  growth
    1          investment_attracted  621022     -         2025-10-31  9      5
    2          fai                   621000     -         2024-12-31  -      27.1
    3          investment_attracted  621000     -         2023-01-31  11     -
    4          investment_attracted  621000     -         2025-12-31  1102   20
"""
PROVINCE = """
    figure_id  metric_id             area_code  chain_id  period_end  value
    5          investment_attracted  620000     -         2025-12-31  8000
"""


def record(view):
    pack = with_funds(RECORD)
    into(pack, "area", "area_code  level  parent_code\n620000  province  -")
    into(pack, "observation", PROVINCE)
    return [row.figure_id for row in answer(pack, "investment_record.figures", view)]


def test_the_record_has_the_city_first_then_its_counties_and_never_the_province():
    assert record(View()) == [3, 4, 2, 1]
    assert record(View(county="621002")) == [3, 4, 2]
    assert record(View(period="2024")) == [3, 2]


def test_a_cohort_is_a_source_and_period_that_gives_a_rate():
    pack = with_places()
    into(
        pack,
        "statement",
        """
        statement_id  face          area_code  chain_id  period_text  value_text  unit_text  source_id
        1             investment    621000     -         2023         352         个          s1
        2             investment    621000     -         2023         96.31       %          s1
        3             investment    621000     -         2022         899         个          s1
        4             investment    621022     -         2023         10          %          s2
        5             chain_output  621000     -         2023         10          %          s3
        """,
    )

    found = answer(pack, "investment_record.cohorts", View())
    assert [row.statement_id for row in found] == [1, 2]
