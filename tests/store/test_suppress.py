"""D25: what rests on too few firms is shown to nobody, and cannot be worked out from the rest."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from chainboard.store.suppress import suppress
from chainboard.view import Row
from tests.tables import asked, empty_pack, into

AS_OF = date(2026, 11, 15)
AREAS = """
    area_code  name_zh  level       parent_code
    621000     庆阳市   prefecture  -
    621002     西峰区   county      621000
    621021     庆城县   county      621000
    621022     环县     county      621000
    621023     华池县   county      621000
"""
CHAINS = """
    chain_id     parent_id
    agriculture  -
    apple        agriculture
    mutton       agriculture
    petrochem    -
"""
RULES = """
    rule_id         kind         threshold
    suppress_units  suppression  3
    suppress_share  suppression  85
"""
METRICS = """
    metric_id      kind
    output_value   flow
    revenue        flow
    staff          stock
    industrial_va  growth_only
"""
# Firms of petrochemicals: three in Xifeng, Qingcheng and Huachi, two in Huan.
FIRMS = {"621002": 3, "621021": 3, "621022": 2, "621023": 3}


@pytest.fixture
def pack() -> duckdb.DuckDBPyConnection:
    """A pack with places, chains, rules and the firms of petrochemicals, without a figure."""
    con = empty_pack()
    for table, text in (("area", AREAS), ("chain", CHAINS), ("rule", RULES), ("metric", METRICS)):
        into(con, table, text)
    for area, count in FIRMS.items():
        firms(con, area, "petrochem", count)
    return con


def firms(con: duckdb.DuckDBPyConnection, area: str, chain: str, count: int) -> None:
    """So many firms of the chain in the county, f1, f2 … behind the county's code."""
    ids = [f"{area}_{chain}_f{number}" for number in range(1, count + 1)]
    into(con, "enterprise", drawn("enterprise_id  area_code", [f"{i}  {area}" for i in ids]))
    shares = [f"{i}  {chain}  1.0" for i in ids]
    into(con, "enterprise_node", drawn("enterprise_id  chain_id  share", shares))


def drawn(head: str, lines: list[str]) -> str:
    return "\n".join([head, *lines])


def figures(con: duckdb.DuckDBPyConnection, text: str) -> None:
    into(con, "observation", text)


def shown(con: duckdb.DuckDBPyConnection, columns: str = "area_code, value, absence") -> list[Row]:
    """What is shown after suppression, in the order of metric, chain, area and period."""
    suppress(con, AS_OF)
    order = "order by metric_id, chain_id, area_code, period_end"
    return asked(con, f"select {columns} from current_figure {order}")


def hidden_areas(con: duckdb.DuckDBPyConnection, metric: str) -> list[str]:
    suppress(con, AS_OF)
    found = asked(
        con,
        """
        select distinct area_code from current_figure
        where absence = 'suppressed' and metric_id = $metric order by area_code
        """,
        metric=metric,
    )
    return [row.area_code for row in found]


def test_a_cell_of_two_firms_hides_every_metric_and_every_month_of_it(pack):
    figures(
        pack,
        """
        metric_id      area_code  chain_id   period_end  basis  value  growth  value_text  growth_text
        output_value   621022     petrochem  2026-02-28  ytd    1.2    4.0     1.2         4.0
        output_value   621022     petrochem  2026-09-30  ytd    8.5    6.1     8.5         6.1
        industrial_va  621022     petrochem  2026-09-30  ytd    -      22.0    -           22.0
        staff          621022     petrochem  2026-09-30  point  11     0.0     11          0.0
        """,
    )
    columns = "value, growth, value_text, growth_text, same_scope_prior, absence"

    for row in shown(pack, columns):
        assert list(row.values()) == [None, None, None, None, None, "suppressed"]


def test_a_cell_of_three_equal_firms_is_shown(pack):
    figures(pack, "area_code  chain_id  period_end  value\n621002  petrochem  2026-09-30  90")
    firm_outputs(pack, "621002", 30, 30, 30)

    assert shown(pack, "value::int as value, absence") == [{"value": 90, "absence": None}]


@pytest.mark.parametrize(("largest", "absence"), [(86, "suppressed"), (85, None)])
def test_a_cell_that_one_firm_makes_up_is_hidden_above_the_share_of_the_rule(
    pack, largest, absence
):
    figures(pack, "area_code  chain_id  period_end  value\n621002  petrochem  2026-09-30  100")
    rest = (100 - largest) / 2
    firm_outputs(pack, "621002", largest, rest, rest)

    assert shown(pack, "absence") == [{"absence": absence}]


def test_a_firm_counts_with_its_share_in_the_chain(pack):
    """f1 makes 95 of 105, but works for this chain with a tenth of it: 9.5 of 19.5 is 49 %."""
    figures(pack, "area_code  chain_id  period_end  value\n621002  petrochem  2026-09-30  20")
    firm_outputs(pack, "621002", 95, 5, 5)
    pack.execute("update enterprise_node set share = 0.1 where enterprise_id like '621002%f1'")

    assert shown(pack, "absence") == [{"absence": None}]


def test_the_firms_reported_count_where_the_list_has_fewer(pack):
    into(pack, "metric", "metric_id  kind\nindustry_firms  stock")
    figures(
        pack,
        """
        metric_id       area_code  chain_id   period_end  basis  value
        industry_firms  621022     petrochem  2026-09-30  point  12
        output_value    621022     petrochem  2026-09-30  ytd    8.5
        """,
    )

    assert [row.absence for row in shown(pack)] == [None, None]


def firm_outputs(con: duckdb.DuckDBPyConnection, area: str, *outputs: float) -> None:
    lines = [
        f"{area}_petrochem_f{number}  2026-09-30  {float(output)}  40  企业  B{number}"
        for number, output in enumerate(outputs, start=1)
    ]
    head = "enterprise_id  period_end  output  staff  sheet  cell"
    into(con, "enterprise_figure", drawn(head, lines))


def test_the_rows_of_the_firms_of_a_hidden_cell_carry_no_amount(pack):
    figures(pack, "area_code  chain_id  period_end  value\n621022  petrochem  2026-09-30  8.5")
    firm_outputs(pack, "621022", 8, 0.5)
    sent = '{"enterprise_id":"621022_petrochem_f1","output":"8","period_end":"2026-09-30"}'
    into(
        pack,
        "loaded_row",
        f"template  row_key  fields  sheet  cell\nenterprises  k  {sent}  企业  B1",
    )
    suppress(pack, AS_OF)

    firm_rows = asked(pack, "select output, staff from enterprise_figure")
    assert firm_rows == 2 * [{"output": None, "staff": None}]
    assert "output" not in asked(pack, "select fields from loaded_row")[0].fields


CITY = """
    metric_id      area_code  chain_id   period_end  value
    output_value   621000     petrochem  2026-09-30  100
    output_value   621002     petrochem  2026-09-30  60
    output_value   621021     petrochem  2026-09-30  20
    output_value   621022     petrochem  2026-09-30  8
    output_value   621023     petrochem  2026-09-30  12
"""


def test_beside_a_hidden_county_the_smallest_other_one_is_hidden(pack):
    """100 - 60 - 20 - 12 would be the 8 of Huan; without the 12 of Huachi it is not."""
    figures(pack, CITY)

    assert hidden_areas(pack, "output_value") == ["621022", "621023"]


def test_two_hidden_counties_need_no_third(pack):
    pack.execute("delete from enterprise_node where enterprise_id = '621021_petrochem_f1'")
    figures(pack, CITY)

    assert hidden_areas(pack, "output_value") == ["621021", "621022"]


def test_a_county_that_has_nothing_hides_no_other_one(pack):
    """Huachi's zero could be guessed: Qingcheng, the smallest with something, is hidden."""
    figures(pack, CITY.replace("12\n", "0.0\n").replace("20\n", "32\n"))

    assert hidden_areas(pack, "output_value") == ["621021", "621022"]


def test_the_county_hidden_beside_it_must_have_reported_that_month(pack):
    """Huachi has not reported September: 88 - 60 - 20 would be the 8 of Huan."""
    late = "output_value   621023     petrochem  2026-09-30  12"
    figures(pack, CITY.replace("  100", "  88").replace(late, ""))

    assert hidden_areas(pack, "output_value") == ["621021", "621022"]


def test_a_rate_adds_to_nothing_and_needs_no_other_one_hidden(pack):
    figures(
        pack,
        """
        metric_id      area_code  chain_id   period_end  growth
        industrial_va  621000     petrochem  2026-09-30  5.0
        industrial_va  621021     petrochem  2026-09-30  6.0
        industrial_va  621022     petrochem  2026-09-30  22.0
        """,
    )

    assert hidden_areas(pack, "industrial_va") == ["621022"]


def test_the_chain_less_its_other_sub_chains_does_not_give_a_hidden_one(pack):
    """30 - 25 of apples would be the 5 of mutton, where agriculture makes nothing else."""
    firms(pack, "621002", "apple", 3)
    firms(pack, "621002", "mutton", 2)
    figures(
        pack,
        """
        area_code  chain_id     period_end  value
        621002     agriculture  2026-09-30  30
        621002     apple        2026-09-30  25
        621002     mutton       2026-09-30  5
        """,
    )

    assert [(row.area_code, row.absence) for row in shown(pack)] == [
        ("621002", None),
        ("621002", "suppressed"),
        ("621002", "suppressed"),
    ]


def test_the_whole_city_less_its_other_chains_does_not_give_a_hidden_one(pack):
    """The only firms of tourism are two in Huan: the chain's figure of the city is theirs too."""
    firms(pack, "621022", "tourism", 2)
    firms(pack, "621021", "digital", 3)
    figures(
        pack,
        """
        area_code  chain_id   period_end  value
        621000     -          2026-09-30  100
        621000     digital    2026-09-30  20
        621000     tourism    2026-09-30  8
        621000     petrochem  2026-09-30  72
        """,
    )
    found = shown(pack, "chain_id, absence")

    hidden = {row.chain_id for row in found if row.absence == "suppressed"}
    assert hidden == {"tourism", "digital"}


def test_a_later_growth_does_not_give_a_hidden_year(pack):
    """11 with growth 10 % in 2026 would be the 10 of 2025, when the cell was hidden."""
    into(pack, "metric", "metric_id  kind\nindustry_firms  stock")
    figures(
        pack,
        """
        metric_id       area_code  chain_id  period_end  basis  value  growth  same_scope_prior
        industry_firms  621021     apple     2025-09-30  point  2      -       -
        output_value    621021     apple     2025-09-30  ytd    10     5.0     -
        industry_firms  621021     apple     2026-09-30  point  5      -       -
        output_value    621021     apple     2026-09-30  ytd    11     10.0    10
        """,
    )
    found = shown(pack, "metric_id, value::int as value, growth, same_scope_prior, absence")

    assert [list(row.values())[1:] for row in found if row.metric_id == "output_value"] == [
        [None, None, None, "suppressed"],
        [11, None, None, None],
    ]


def test_what_its_sender_calls_confidential_hides_the_cell_and_one_more(pack):
    figures(
        pack,
        CITY.replace("value\n", "value  absence\n")
        .replace("12\n", "-  suppressed\n")
        .replace("8\n", "8  -\n")
        .replace("0\n", "0  -\n"),
    )
    pack.execute("delete from enterprise_node where enterprise_id like '621022%'")
    figures(
        pack,
        "metric_id  area_code  chain_id  period_end  value\nrevenue  621023  petrochem  2026-09-30  11",
    )

    assert hidden_areas(pack, "output_value") == ["621022", "621023"]
    assert hidden_areas(pack, "revenue") == ["621023"]


def test_earlier_reports_and_other_sources_of_a_hidden_figure_are_hidden_too(pack):
    figures(
        pack,
        """
        area_code  chain_id   period_end  value  note_zh             source_id  load_id
        621022     petrochem  2026-09-30  8.5    示例：更正，原 9.1  s1         2
        621022     petrochem  2026-09-30  9.1    -                   s1         1
        621022     petrochem  2026-09-30  8.8    -                   s2         1
        """,
    )
    suppress(pack, AS_OF)

    found = asked(pack, "select distinct value, note_zh, absence from observation")
    assert found == [{"value": None, "note_zh": None, "absence": "suppressed"}]


def test_a_remark_on_a_hidden_row_does_not_tell_its_value(pack):
    figures(
        pack,
        "area_code  chain_id  period_end  value  sheet  cell\n621022  petrochem  2026-09-30  8.5  指标  G7",
    )
    into(
        pack,
        "load_issue",
        """
        load_id  number  sheet  cell  column_name  code         value  words_zh    words_en
        1        1       指标   G7    数值         jump         8.5    8.5太多     8.5 is too much
        1        2       指标   G8    数值         text_number  90     90是文本    90 is text
        """,
    )
    suppress(pack, AS_OF)

    found = asked(pack, "select value, words_zh from load_issue order by number")
    assert found == [{"value": "", "words_zh": "保密"}, {"value": "90", "words_zh": "90是文本"}]


def test_the_land_of_a_park_with_two_firms_is_no_secret_and_its_output_is(pack):
    into(
        pack,
        "enterprise",
        """
        enterprise_id  area_code  park_id
        in_park_1      621022     p1
        in_park_2      621022     p1
        """,
    )
    into(pack, "metric", "metric_id  kind\npark_planned_area  stock")
    figures(
        pack,
        """
        metric_id          area_code  park_id  chain_id  period_end  basis  value
        park_output_value  621022     p1       -         2026-09-30  ytd    7
        park_planned_area  621022     p1       -         2026-09-30  point  900
        """,
    )

    found = shown(pack, "metric_id, absence")
    assert [row.absence for row in found] == ["suppressed", None]


def test_without_rules_of_suppression_nothing_is_hidden(pack):
    pack.execute("delete from rule")
    figures(pack, CITY)

    assert hidden_areas(pack, "output_value") == []
