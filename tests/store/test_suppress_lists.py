"""D25: deals, projects and firms of a hidden cell stay in the lists, without what adds up to it."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from chainboard.store.suppress import suppress
from tests.tables import asked, empty_pack, into

AS_OF = date(2026, 11, 15)
TABLES = {
    "area": """
        area_code  level       parent_code
        621000     prefecture  -
        621002     county      621000
        621022     county      621000
    """,
    "chain": """
        chain_id     parent_id
        agriculture  -
        hog          agriculture
        petrochem    -
    """,
    "rule": "rule_id  kind  threshold\nsuppress_units  suppression  3",
    "metric": """
        metric_id     kind  face
        signed_value  flow  investment
        output_value  flow  chain_output
    """,
    # One firm raises hogs in Huan; it stands in petrochemicals too.
    "enterprise": """
        enterprise_id  area_code  is_above_size  above_size_since
        hogs           621022     true           2026-03-01
        refinery       621002     true           2024-03-01
    """,
    "enterprise_node": """
        enterprise_id  chain_id   share
        hogs           hog        0.7
        hogs           petrochem  0.3
        refinery       petrochem  1
    """,
    "deal": """
        deal_id  chain_id   area_code  contract_value  in_place_funds  sheet  cell
        d1       hog        621022     3               1               招商   A7
        d2       hog        621002     4               2               招商   A8
        d3       petrochem  621022     5               3               招商   A9
    """,
    "deal_funds": """
        deal_id  period_end  month_in_place  year_in_place  total_in_place  sheet  cell
        d1       2026-09-30  0.1             0.5            1               招商   A7
    """,
    "project": """
        project_id  chain_id   area_code  total_investment  total_investment_text  year_investment  note_zh
        p1          hog        621022     6                 6                      2                欠款2亿元
        p2          petrochem  621022     7                 7                      3                -
    """,
    "project_stage": "project_id  stage  stage_text\np1  signed  已投1.2亿元",
    "project_done": """
        project_id  period_end  month_done  year_done  total_done  progress     sheet  cell
        p1          2026-09-30  0.2         0.9        1.2         已投1.2亿元  项目   A7
    """,
    "loaded_row": """
        template     row_key  sheet  cell  fields
        projects     1        项目   A7    {"project_id":"p1","total_done":1.2,"name":"示例"}
        deals        2        招商   A7    {"contract_value":3,"deal_id":"d1"}
        deals        3        招商   A8    {"contract_value":4,"deal_id":"d2"}
        enterprises  4        企业   A7    {"enterprise_id":"hogs","is_above_size":true,"share":0.7,"period_end":"2026-09-30"}
    """,
    "load_issue": """
        load_id  number  sheet  cell  column_name  code  value  words_zh  words_en
        1        1       招商   K7    合同金额     jump  3      3太大     3 is too much
        1        2       招商   K8    合同金额     jump  4      4太大     4 is too much
    """,
}  # fmt: skip


def hidden_by(metric: str, chain: str) -> duckdb.DuckDBPyConnection:
    """The pack after suppression, with one figure: of a chain in Huan, in 2025."""
    con = empty_pack()
    into(con, "stage", "kind  stage_id  rank\nproject  signed  1\ndeal  signed  1")
    for table, text in TABLES.items():
        into(con, table, text)
    head = "metric_id  area_code  chain_id  period_end  value"
    into(con, "observation", f"{head}\n{metric}  621022  {chain}  2025-09-30  3")
    suppress(con, AS_OF)
    return con


@pytest.fixture
def pack() -> duckdb.DuckDBPyConnection:
    """Hogs of Huan rest on one firm: their signed value is hidden."""
    return hidden_by("signed_value", "hog")


def test_amounts_of_deals_of_a_hidden_cell_are_confidential_and_others_are_shown(pack):
    columns = "deal_id, contract_value::double as value, in_place_funds::double as funds, absence"

    assert asked(pack, f"select {columns} from deal order by deal_id") == [
        {"deal_id": "d1", "value": None, "funds": None, "absence": "suppressed"},
        {"deal_id": "d2", "value": 4.0, "funds": 2.0, "absence": None},
        {"deal_id": "d3", "value": 5.0, "funds": 3.0, "absence": None},
    ]
    funds = "select month_in_place, year_in_place, total_in_place from deal_funds"
    assert [set(row.values()) for row in asked(pack, funds)] == [{None}]


def test_amounts_of_projects_and_words_that_may_name_them_are_confidential(pack):
    columns = "total_investment, total_investment_text, year_investment, note_zh"
    hidden, shown = asked(pack, f"select {columns}, absence from project order by project_id")
    (done,) = asked(pack, "select month_done, year_done, total_done, progress from project_done")

    assert list(hidden.values()) == [None, None, None, None, "suppressed"]
    assert (shown.total_investment, shown.absence) == (7, None)
    assert set(done.values()) == {None}
    assert asked(pack, "select stage_text from project_stage") == [{"stage_text": None}]


def test_a_firm_of_a_hidden_cell_keeps_its_name_and_loses_its_size_and_shares(pack):
    columns = "enterprise_id, is_above_size, above_size_since, absence"
    hidden, shown = asked(pack, f"select {columns} from enterprise order by enterprise_id")

    assert list(hidden.values()) == ["hogs", None, None, "suppressed"]
    assert (shown.is_above_size, shown.absence) == (True, None)
    assert asked(
        pack, "select enterprise_id, share from enterprise_node where share is not null"
    ) == [{"enterprise_id": "refinery", "share": 1.0}]


def test_rows_as_they_were_sent_and_remarks_on_them_hold_no_hidden_amount(pack):
    sent = [row.fields for row in asked(pack, "select fields from loaded_row order by row_key")]

    assert sent == [
        '{"project_id":"p1","name":"示例"}',
        '{"deal_id":"d1"}',
        '{"contract_value":4,"deal_id":"d2"}',
        '{"enterprise_id":"hogs","period_end":"2026-09-30"}',
    ]
    assert asked(pack, "select words_zh from load_issue order by number") == [
        {"words_zh": "保密"},
        {"words_zh": "4太大"},
    ]


@pytest.mark.parametrize(("metric", "hidden"), [("signed_value", ["d1"]), ("output_value", [])])
def test_a_hidden_chain_hides_the_deals_of_its_sub_chains_and_a_hidden_output_none(metric, hidden):
    """Deals add up to figures of investment only."""
    con = hidden_by(metric, "agriculture")

    found = asked(con, "select deal_id from deal where absence is not null order by deal_id")
    assert [row.deal_id for row in found] == hidden
