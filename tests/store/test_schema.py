"""What the schema refuses, and the real facts that it must not refuse."""

from pathlib import Path

import duckdb
import pytest

from tests.tables import asked, empty_pack, into

DATA = Path(__file__).parents[2] / "data"


def test_a_drawn_row_is_accepted_before_anything_is_wrong_with_it():
    """Guards the tests below: each differs from such a row in one cell."""
    pack = empty_pack()
    for table, drawn in SOUND.items():
        into(pack, table, drawn)
        assert asked(pack, f'select 1 from "{table}"') != [], table


SOUND = {
    "edition": "number  pack\n1  demo",
    "load": "load_id  rows_in  rows_kept\n1  5  5",
    "source": "source_id  grade  url\ns1  A  https://example.org",
    "area": "area_code\n621022",
    "chain": "chain_id  parent_id\napple  agriculture",
    "node": "node_id  weight\nn1  1.5\nn2  1",
    "node_edge": "from_node  to_node\nn1  n2",
    "node_status": "node_id  status\nn1  weak",
    "enterprise": "enterprise_id  role\ne1  leading",
    "enterprise_node": "enterprise_id  share\ne1  0.4",
    "metric": "metric_id  kind\noutput_value  flow",
    "observation": "period_start  period_end  basis  value\n2026-01-01  2026-09-30  ytd  90",
    "target": "kind  value\nlevel  100",
    "project": "project_id  total_investment\np1  5",
    "project_stage": "project_id  stage\np1  signed",
    "deal": "deal_id  origin  contract_value\nd1  in_province  5",
    "deal_stage": "deal_id  stage\nd1  signed",
    "load_issue": "number  severity\n1  warning",
    "withdrawal": "load_id  reason\n1  sent twice",
    "project_done": "project_id  year_done\np1  5",
    "deal_funds": "deal_id  year_in_place\nd1  5",
    "enterprise_figure": "enterprise_id  basis  output\ne1  month  5",
    "problem": "problem_id  state\nq1  open",
    "loaded_row": "template  row_key\nproblems  q1",
    "stage": "kind  stage_id  rank\ndeal  resting  99",
    "rule": "rule_id  light  gap_at_most\nr1  watch  -10",
    "statement": "statement_id  reason\n1  target",
    "policy": "policy_id  level\np1  city",
    "meeting": "meeting_id  held_text\n1  2024-05",
    "practice_case": "case_id  area_code\n1  340100",
}


def refused(table: str, drawn: str) -> bool:
    pack = empty_pack()
    into(pack, "node", "node_id\nn1\nn2")
    with pytest.raises(duckdb.ConstraintException, match=r"CHECK|NOT NULL"):
        into(pack, table, drawn)
    return True


def test_an_edition_belongs_to_one_of_the_three_packs():
    assert refused("edition", "pack\nmixed")


def test_editions_are_numbered_from_one():
    assert refused("edition", "number\n0")


def test_a_load_cannot_keep_more_rows_than_came_in():
    assert refused("load", "load_id  rows_in  rows_kept\n1  5  6")


def test_a_load_cannot_have_brought_fewer_than_no_rows():
    assert refused("load", "load_id  rows_in  rows_kept\n1  -1  -1")


def test_a_withdrawal_has_a_reason():
    assert refused("withdrawal", 'load_id  reason\n1  ""')


def test_what_was_done_on_a_project_is_not_below_zero():
    assert refused("project_done", "project_id  year_done\np1  -5")


def test_what_came_in_on_a_deal_is_not_below_zero():
    assert refused("deal_funds", "deal_id  year_in_place\nd1  -5")


def test_loads_are_numbered_from_one():
    assert refused("load", "load_id\n0")


def test_a_load_is_accepted_or_withdrawn():
    assert refused("load", "load_id  status\n1  deleted")


def test_a_source_has_a_title():
    assert refused("source", 'source_id  title\ns1  ""')


def test_a_source_is_of_a_known_grade():
    assert refused("source", "source_id  grade\ns1  D")


@pytest.mark.parametrize("grade", ["C", "city", "demo"])
def test_only_government_and_publishers_have_a_link(grade):
    assert refused("source", f"source_id  grade  url\ns1  {grade}  https://example.org")


COMMIT = "0ba0f1efae092f4aa6569ef38e53b3bb4d2f0087"


@pytest.mark.parametrize("pinned", [f"o/r/tree/{COMMIT}/data", "o/r/blob/0ba0f1e/a.csv"])
def test_a_copy_has_a_link_where_it_is_pinned_to_a_commit(pinned):
    pack = empty_pack()
    into(pack, "source", f"source_id  grade  url\nc1  C  https://github.com/{pinned}")

    assert asked(pack, "select url from source where source_id = 'c1'") != []
    assert refused("source", f"source_id  grade  url\ns1  city  https://github.com/{pinned}")


@pytest.mark.parametrize("loose", ["o/r", "o/r/tree/main/data", "20240513/a.html", "deadbeef/x"])
def test_a_copy_has_no_link_that_may_show_something_else_tomorrow(loose):
    assert refused("source", f"source_id  grade  url\ns1  C  https://github.com/{loose}")


@pytest.mark.parametrize("code", ["62102", "6210220", "62102x"])
def test_an_area_code_has_six_digits(code):
    assert refused("area", f"area_code\n{code}")


def test_a_place_is_a_province_a_prefecture_or_a_county():
    assert refused("area", "area_code  level\n621022  village")


def test_a_chain_id_is_a_plain_word():
    assert refused("chain", "chain_id\nOil-Gas")


def test_a_chain_is_not_its_own_parent():
    assert refused("chain", "chain_id  parent_id\napple  apple")


def test_a_chain_cannot_end_before_it_begins():
    assert refused("chain", "chain_id  valid_from  valid_to\napple  2024-01-01  2023-12-31")


def test_a_chain_is_of_a_known_size_class():
    assert refused("chain", "chain_id  size_class\napple  huge")


def test_an_alias_is_of_a_known_kind():
    assert refused("alias", "kind  alias  id\nperson  a  b")


def test_an_office_has_a_known_role():
    assert refused("chain_role", "chain_id  role\npetrochem  friend")


def test_what_is_said_of_all_chains_together_is_a_post_of_none():
    assert refused("chain_role", "chain_id  role  is_post\n-  leader  true")


def test_a_document_is_of_a_known_level_and_a_meeting_has_a_day():
    assert refused("policy", "policy_id  level\np1  village")
    assert refused("meeting", "meeting_id  held_on  held_text\n1  -  -")


def test_a_step_stands_in_a_known_position():
    assert refused("node", "node_id  position\nn9  sideways")


def test_a_step_has_a_weight_above_zero():
    assert refused("node", "node_id  weight\nn9  0")


def test_a_step_does_not_feed_itself():
    assert refused("node_edge", "from_node  to_node\nn1  n1")


def test_the_status_of_a_step_is_one_of_seven():
    assert refused("node_status", "node_id  status\nn1  fine")


def test_a_firm_has_a_known_role():
    assert refused("enterprise", "enterprise_id  role\ne1  famous")


@pytest.mark.parametrize("share", ["0", "1.2"])
def test_a_firms_share_in_a_chain_is_above_zero_and_at_most_one(share):
    assert refused("enterprise_node", f"enterprise_id  share\ne1  {share}")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("metric_id", "OutputValue"),
        ("kind", "amount"),
        ("growth_basis", "yoy"),
        ("decimals", "5"),
        ("direction", "up"),
        ("face", "misc"),
    ],
)
def test_a_metric_says_what_it_is_in_words_the_board_knows(column, value):
    assert refused("metric", f"{column}\n{value}")


@pytest.mark.parametrize("column", ["unit", "kind", "growth_basis", "definition_zh", "owner_en"])
def test_a_metric_leaves_none_of_it_out(column):
    assert refused("metric", f"metric_id  {column}\noutput_value  -")


def test_a_figure_says_a_value_a_growth_or_why_there_is_none():
    assert refused("observation", "period_end\n2026-09-30")


def test_a_figure_is_not_both_there_and_missing():
    assert refused("observation", "period_end  value  absence\n2026-09-30  1  late")


def test_a_missing_figure_is_missing_for_one_of_five_reasons():
    assert refused("observation", "period_end  absence\n2026-09-30  lost")


def test_a_period_does_not_end_before_it_starts():
    drawn = "basis  period_start  period_end  value\nmonth  2026-10-01  2026-09-30  1"

    assert refused("observation", drawn)


@pytest.mark.parametrize("day", ["1949-09-30", "2101-01-01"])
def test_a_period_ends_in_a_year_that_can_be_meant(day):
    assert refused("observation", f"basis  period_end  value\npoint  {day}  1")


@pytest.mark.parametrize("basis", ["month", "ytd", "quarter", "year"])
def test_only_a_stock_may_lack_the_first_day_of_its_period(basis):
    assert refused(
        "observation", f"basis  period_start  period_end  value\n{basis}  -  2026-09-30  1"
    )


@pytest.mark.parametrize("start", ["2026-02-01", "2026-01-02", "2025-01-01"])
def test_a_year_to_date_starts_on_the_first_of_january_of_its_year(start):
    drawn = f"basis  period_start  period_end  value\nytd  {start}  2026-09-30  1"

    assert refused("observation", drawn)


def test_nothing_falls_by_more_than_all_of_it():
    assert refused("observation", "period_end  value  growth\n2026-09-30  1  -100.1")


@pytest.mark.parametrize(
    ("column", "value"), [("basis", "total"), ("status", "final"), ("hedge", "maybe")]
)
def test_a_figure_is_described_in_words_the_board_knows(column, value):
    drawn = {"period_start": "2026-01-01", "period_end": "2026-09-30", "value": "1", column: value}

    assert refused("observation", "  ".join(drawn) + "\n" + "  ".join(drawn.values()))


def test_a_figure_has_a_source_that_exists():
    pack = empty_pack()
    into(pack, "observation", "period_end  value\n2026-09-30  1")

    with pytest.raises(duckdb.ConstraintException, match="foreign key"):
        pack.execute("update observation set source_id = 'nowhere'")


def test_a_level_target_is_not_negative():
    assert refused("target", "kind  value\nlevel  -1")


@pytest.mark.parametrize(("column", "value"), [("year", "26"), ("version", "0"), ("kind", "wish")])
def test_a_target_says_its_year_its_version_and_its_kind(column, value):
    assert refused("target", f"value  {column}\n1  {value}")


@pytest.mark.parametrize("column", ["total_investment", "year_investment"])
def test_a_project_does_not_cost_less_than_nothing(column):
    assert refused("project", f"project_id  {column}\np1  -0.1")


@pytest.mark.parametrize(
    "drawn",
    ["project_stage\nproject_id  stage\np1  stuck", "deal_stage\ndeal_id  stage\nd1  landed"],
)
def test_a_project_and_a_deal_are_in_a_stage_of_their_own_list(drawn):
    table, rows = drawn.split("\n", 1)

    with pytest.raises(duckdb.ConstraintException, match="foreign key"):
        into(empty_pack(), table, rows)


def test_a_stage_of_a_project_is_none_of_a_deal():
    assert refused("deal_stage", "deal_id  kind\nd1  project")


def test_stages_are_those_of_a_project_or_of_a_deal():
    assert refused("stage", "kind  stage_id\nfirm  signed")


def test_a_rule_of_waiting_says_after_how_many_days():
    assert refused("rule", "rule_id  kind  threshold\nr1  wait  -")


@pytest.mark.parametrize("column", ["contract_value", "in_place_funds"])
def test_a_deal_is_not_worth_less_than_nothing(column):
    assert refused("deal", f"deal_id  {column}\nd1  -0.1")


def test_an_investor_comes_from_a_known_place():
    assert refused("deal", "deal_id  origin\nd1  elsewhere")


def test_a_light_rule_names_its_light():
    assert refused("rule", "rule_id  kind  light\nr1  light  -")


def test_a_light_is_one_of_three():
    assert refused("rule", "rule_id  light\nr1  purple")


def test_a_rule_has_one_bound_not_two():
    assert refused("rule", "rule_id  light  gap_at_most  gap_below\nr1  watch  -10  0")


def test_a_statement_says_why_it_is_no_figure():
    assert refused("statement", "statement_id  reason\n1  whatever")
