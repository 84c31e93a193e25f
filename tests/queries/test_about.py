"""What the about page asks: missing kinds, contents, loads, dictionary, sources, the stamp."""

from datetime import date

from tests.queries.answers import answer
from tests.tables import empty_pack, into, only, rows


def test_all_five_kinds_of_missing_are_counted_even_those_that_do_not_occur():
    pack = empty_pack()
    into(
        pack,
        "observation",
        """
        period_end  absence    value
        2026-09-30  late       -
        2026-08-31  late       -
        2026-07-31  suppressed  -
        2026-06-30  -          5
        """,
    )

    assert answer(pack, "about.missing_kinds") == [
        {"absence": "late", "figures": 2},
        {"absence": "suppressed", "figures": 1},
        {"absence": "not_applicable", "figures": 0},
        {"absence": "not_due", "figures": 0},
        {"absence": "not_published", "figures": 0},
    ]


def test_an_edition_says_how_many_figures_metrics_and_sources_it_shows():
    pack = empty_pack()
    into(pack, "edition", "number  as_of\n3  2026-11-15")
    into(
        pack,
        "observation",
        """
        metric_id     period_end  value  source_id  load_id
        output_value  2026-09-30  90     s1         1
        output_value  2026-09-30  91     s1         2
        revenue       2026-09-30  70     s2         2
        """,
    )

    assert only(answer(pack, "about.contents"), "number", "figures", "metrics", "sources") == [
        {"number": 3, "figures": 2, "metrics": 2, "sources": 2}
    ]


def test_every_load_is_listed_with_what_became_of_it():
    pack = empty_pack()
    into(
        pack,
        "load",
        """
        load_id  file_name   rows_in  rows_kept  status
        2        十月.xlsx    12       11         accepted
        1        九月.xlsx    10       10         withdrawn
        """,
    )

    columns = ("load_id", "file_name", "rows_in", "rows_kept", "status")
    assert [tuple(row.values()) for row in only(answer(pack, "about.loads"), *columns)] == [
        (1, "九月.xlsx", 10, 10, "withdrawn"),
        (2, "十月.xlsx", 12, 11, "accepted"),
    ]


def test_the_dictionary_lists_every_metric_in_its_order_with_the_number_of_its_figures():
    pack = empty_pack()
    into(
        pack,
        "metric",
        """
        metric_id     face          sort
        gdp           economy       3
        revenue       chain_output  2
        output_value  chain_output  1
        """,
    )
    into(pack, "observation", "metric_id  period_end  value\nrevenue  2026-09-30  70")

    assert only(answer(pack, "metrics.dictionary"), "metric_id", "figures") == [
        {"metric_id": "output_value", "figures": 0},
        {"metric_id": "revenue", "figures": 1},
        {"metric_id": "gdp", "figures": 0},
    ]


def with_sources():
    pack = empty_pack()
    into(
        pack,
        "source",
        """
        source_id  title      grade  url                 published_on
        s1         市统计公报   A      https://example.org  2025-03-01
        s2         某媒体      B      -                    2024-03-01
        s3         转载       C      -                    -
        """,
    )
    into(pack, "load", "load_id  file_name  sent_by\n1  observations.csv  本项目")
    into(
        pack,
        "observation",
        """
        figure_id  period_end  value  source_id  sheet             cell
        1          2024-12-31  1      s2         observations.csv  line 12
        2          2023-12-31  2      s2         observations.csv  line 13
        3          2022-12-31  3      s1         observations.csv  line 14
        """,
    )
    return pack


def test_sources_come_by_grade_with_the_number_of_figures_each_gives():
    assert only(answer(with_sources(), "sources.cited"), "source_id", "grade", "figures") == [
        {"source_id": "s1", "grade": "A", "figures": 1},
        {"source_id": "s2", "grade": "B", "figures": 2},
        {"source_id": "s3", "grade": "C", "figures": 0},
    ]


def test_a_figure_knows_its_source_its_load_its_sheet_and_its_cell():
    found = answer(with_sources(), "sources.of_figures", figure_ids=[3, 1])
    assert only(found, "figure_id", "source_id", "load_id", "sheet", "cell") == rows("""
        figure_id  source_id  load_id  sheet             cell
        1          s2         1        observations.csv  line 12
        3          s1         1        observations.csv  line 14
    """)


def test_sources_are_cited_by_their_ids():
    found = answer(with_sources(), "sources.of_ids", source_ids=["s3", "s1"])

    assert only(found, "source_id", "url", "published_on") == [
        {"source_id": "s1", "url": "https://example.org", "published_on": date(2025, 3, 1)},
        {"source_id": "s3", "url": None, "published_on": None},
    ]


def test_the_stamp_says_which_edition_this_is():
    pack = empty_pack()
    into(pack, "edition", "pack  number  as_of\ndemo  7  2026-11-15")

    assert only(answer(pack, "editions.stamp"), "pack", "number", "as_of") == [
        {"pack": "demo", "number": 7, "as_of": date(2026, 11, 15)}
    ]
