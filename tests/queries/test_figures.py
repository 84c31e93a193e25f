"""Which of several figures is shown: the views current_figure and figure_sources."""

from datetime import date

from tests.queries.answers import answer
from tests.tables import asked, empty_pack, into, only


def shown(pack, *columns):
    order = "order by metric_id, area_code, period_end, basis, period_start"
    return only(asked(pack, f"select * from current_figure {order}"), *columns)


def sources(pack, *sources):
    into(pack, "source", "\n".join(["source_id  grade  published_on", *sources]))


def test_the_newest_load_of_a_source_wins_and_the_older_one_is_no_alternative():
    pack = empty_pack()
    into(
        pack,
        "observation",
        """
        figure_id  period_end  value  load_id
        1          2026-09-30  96.0   1
        2          2026-09-30  91.5   2
        """,
    )

    assert shown(pack, "figure_id", "alternatives") == [{"figure_id": 2, "alternatives": 0}]


def test_a_withdrawn_load_gives_way_to_the_one_before_it():
    pack = empty_pack()
    into(pack, "load", "load_id  status\n1  accepted\n2  withdrawn")
    into(
        pack,
        "observation",
        """
        figure_id  period_end  value  load_id
        1          2026-09-30  96.0   1
        2          2026-09-30  91.5   2
        """,
    )

    assert shown(pack, "figure_id") == [{"figure_id": 1}]


def test_a_figure_that_only_a_withdrawn_load_told_is_gone():
    pack = empty_pack()
    into(pack, "load", "load_id  status\n1  withdrawn")
    into(pack, "observation", "period_end  value  load_id\n2026-09-30  96.0  1")

    assert shown(pack, "figure_id") == []


def test_the_better_grade_is_shown_and_the_other_source_is_counted():
    pack = empty_pack()
    sources(pack, "reprint  C  2025-06-01", "bureau  A  2024-06-01")
    into(
        pack,
        "observation",
        """
        figure_id  period_end  value  source_id
        1          2024-12-31  54.0   reprint
        2          2024-12-31  192.6  bureau
        """,
    )

    assert shown(pack, "figure_id", "source_id", "grade", "alternatives") == [
        {"figure_id": 2, "source_id": "bureau", "grade": "A", "alternatives": 1}
    ]


def test_of_two_sources_of_one_grade_the_later_publication_is_shown():
    pack = empty_pack()
    sources(pack, "early  B  2024-01-10", "late  B  2024-03-10", "undated  B  -")
    into(
        pack,
        "observation",
        """
        figure_id  period_end  value  source_id
        1          2023-12-31  70     early
        2          2023-12-31  71     late
        3          2023-12-31  72     undated
        """,
    )

    assert shown(pack, "source_id", "alternatives") == [{"source_id": "late", "alternatives": 2}]


def test_the_preferred_source_beats_a_better_grade_and_a_later_day():
    pack = empty_pack()
    sources(pack, "mapped  C  2020-01-01", "bureau  A  2025-01-01")
    into(pack, "preferred_source", "source_id  period_end\nmapped  2024-12-31")
    into(
        pack,
        "observation",
        """
        figure_id  period_end  value  source_id
        1          2024-12-31  54.0   mapped
        2          2024-12-31  192.6  bureau
        3          2023-12-31  50.0   mapped
        4          2023-12-31  150.0  bureau
        """,
    )

    assert shown(pack, "period_end", "source_id") == [
        {"period_end": date(2023, 12, 31), "source_id": "bureau"},
        {"period_end": date(2024, 12, 31), "source_id": "mapped"},
    ]


def of_offices(*lines):
    """Loads of a city, each its own source, with a figure of September each."""
    pack = empty_pack()
    sources(pack, *(f"load_{n}  city  2026-10-0{n}" for n in range(1, len(lines) + 1)))
    told = [f"{n}  2026-09-30  {n}  load_{n}  {line}" for n, line in enumerate(lines, start=1)]
    head = "figure_id  period_end  load_id  source_id  value  status  absence"
    into(pack, "observation", "\n".join([head, *told]))
    return pack


def test_a_department_s_later_claim_stands_behind_the_figure_of_the_office_it_belongs_to():
    pack = of_offices("95  claim  -", "90  verified  -", "96  claim  -")

    (row,) = shown(pack, "figure_id", "alternatives", "replaced_value")
    assert row == {"figure_id": 2, "alternatives": 1, "replaced_value": None}


def test_of_two_claims_the_later_one_stands_and_says_what_it_replaced():
    (row,) = shown(of_offices("95  claim  -", "96  claim  -"), "figure_id", "replaced_value")

    assert (row["figure_id"], float(row["replaced_value"])) == (2, 95)


def test_the_sources_of_a_figure_are_the_newest_of_its_office_and_the_newest_claim():
    pack = of_offices("89  flash  -", "95  claim  -", "90  verified  -", "96  claim  -")

    (shown_id,) = (row["figure_id"] for row in shown(pack, "figure_id"))
    told = answer(pack, "sources.beside", figure_ids=[shown_id])
    assert [row.source_id for row in told] == ["load_3", "load_4"]


def test_a_claim_stands_where_the_office_s_own_figure_is_only_missing():
    assert shown(of_offices("95  claim  -", "-  flash  late"), "figure_id") == [{"figure_id": 1}]


def test_a_figure_that_its_office_calls_confidential_is_not_told_by_a_claim():
    pack = of_offices("95  claim  -", "-  flash  suppressed")

    assert shown(pack, "figure_id", "absence") == [{"figure_id": 2, "absence": "suppressed"}]


def test_every_source_of_a_figure_is_listed_in_its_standing():
    pack = empty_pack()
    sources(pack, "reprint  C  2025-06-01", "press  B  2025-06-01", "bureau  A  2024-06-01")
    into(
        pack,
        "observation",
        """
        figure_id  period_end  value  source_id
        1          2024-12-31  54.0   reprint
        2          2024-12-31  60.0   press
        3          2024-12-31  192.6  bureau
        """,
    )

    listed = asked(pack, "select figure_id, standing from figure_sources order by standing")
    assert listed == [
        {"figure_id": 3, "standing": 1},
        {"figure_id": 2, "standing": 2},
        {"figure_id": 1, "standing": 3},
    ]


def test_a_month_and_a_year_to_date_of_one_month_are_two_figures():
    pack = empty_pack()
    into(
        pack,
        "observation",
        """
        figure_id  period_start  period_end  basis  value
        1          2026-01-01    2026-09-30  ytd    90
        2          2026-09-01    2026-09-30  month  10
        3          2026-07-01    2026-09-30  quarter  30
        """,
    )

    assert [row.alternatives for row in shown(pack, "alternatives")] == [0, 0, 0]


def test_figures_of_the_city_of_a_chain_and_of_a_park_never_compete():
    pack = empty_pack()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   park_id  period_end  value
        1          -          -        2026-09-30  900
        2          petrochem  -        2026-09-30  90
        3          petrochem  p1       2026-09-30  9
        """,
    )

    found = asked(pack, "select figure_id, alternatives from current_figure order by figure_id")
    assert found == [{"figure_id": n, "alternatives": 0} for n in (1, 2, 3)]


def test_each_face_shows_the_figures_of_its_metrics_only():
    pack = empty_pack()
    into(
        pack,
        "metric",
        """
        metric_id            face
        output_value         chain_output
        investment_attracted  investment
        park_supplied_area   park_metrics
        gdp                  economy
        """,
    )
    into(
        pack,
        "observation",
        """
        figure_id  metric_id             period_end  value
        1          output_value          2024-12-31  1
        2          investment_attracted  2024-12-31  2
        3          park_supplied_area    2024-12-31  3
        4          gdp                   2024-12-31  4
        """,
    )

    faces = ("chain_output", "investment", "park_metrics", "economy")
    assert [asked(pack, f"select figure_id from {face}") for face in faces] == [
        [{"figure_id": n}] for n in (1, 2, 3, 4)
    ]


def test_the_raised_target_holds_and_the_first_one_is_kept():
    pack = empty_pack()
    into(
        pack,
        "target",
        """
        target_id  chain_id   year  version  value  reason_zh
        1          petrochem  2026  1        100    -
        2          petrochem  2026  2        115    七月上调
        3          petrochem  2025  1        90     -
        4          -          2026  1        900    -
        """,
    )

    held = asked(pack, "select target_id from current_target order by target_id")
    assert held == [{"target_id": 2}, {"target_id": 3}, {"target_id": 4}]
    assert len(asked(pack, "select target_id from target")) == 4
