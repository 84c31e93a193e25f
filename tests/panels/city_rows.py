"""Rows of the city and of its chains as the overview gets them, drawn in a few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chainboard.analysis.lights import lit
from chainboard.view import Row
from tests.panels.drawing import EN, RECORD, RECORD_EN, ZH
from tests.queries.answers import row_of
from tests.tables import rows

CITY, CITY_EN = replace(ZH, chain="all"), replace(EN, chain="all")
BOOK, BOOK_EN = replace(RECORD, chain="all"), replace(RECORD_EN, chain="all")
RULES = rows("""
    rule_id  kind    light     gap_at_most  gap_below  words_zh  words_en
    low      growth  behind    -2.0         -          规则丁     rule four
    lower    growth  watch     -            0.0        规则戊     rule five
    kept     growth  on_track  -            -          规则己     rule six
    behind   light   behind    -10.0        -          规则甲     rule one
    watch    light   watch     -            0.0        规则乙     rule two
    fine     light   on_track  -            -          规则丙     rule three
""")
FIGURE = {
    "metric_id": "output_value", "name_zh": "产值", "name_en": "Output", "unit": "亿元",
    "kind": "flow", "growth_basis": "nominal", "decimals": 2, "direction": "higher_better",
    "owner_zh": "统计局", "owner_en": "Statistics Bureau", "area_code": "621000",
    "area_level": "prefecture", "chain_id": "energy", "chain_zh": "能源", "chain_en": "Energy",
    "basis": "ytd", "period_start": date(2026, 1, 1), "period_end": date(2026, 9, 30),
    "status": "published", "hedge": "none", "target_kind": "level", "target_hedge": "none",
    "source_title": "示例报表", "source_id": "s1", "grade": "demo", "go": "investment?county=all",
}  # fmt: skip
CHAINS = {
    "petrochem": ("石化", "Petrochemicals", None),
    "digital": ("数字", "Digital", None),
    "agriculture": ("农业", "Agriculture", None),
    "apple": ("苹果", "Apples", "agriculture"),
}
OFFICES = rows("""
    chain_id   role         holder_zh  holder_en
    petrochem  leader       工业领导     Industry leader
    petrochem  lead_bureau  工信局      Industry Bureau
""")


BUREAUS = OFFICES[1:]


def drawn(query: str, text: str, **alike) -> list[Row]:
    """Drawn figures with every column of the query; those with a target lit by the rules."""
    asked = row_of(query)
    given = [{**FIGURE, **alike, **row} for row in rows(text)]
    found = [row_of(query, **{k: v for k, v in row.items() if k in asked}) for row in given]
    return lit(found, RULES) if "target" in asked else found


def of_chains(query: str, text: str, **alike) -> list[Row]:
    """Drawn figures of chains, with the names of the chains."""
    named = []
    for row in drawn(query, text, **alike):
        zh, en, parent = CHAINS[row.chain_id]
        named.append(row.with_(chain_zh=zh, chain_en=en, parent_id=parent))
    return named


def aimed(text: str, **alike) -> list[Row]:
    """Drawn figures of chains with their targets."""
    return of_chains("behind.months", text, **alike)


GAPS = """
    figure_id  chain_id   metric_id  name_zh  name_en  value  target  hedge
    1          petrochem  output     产值      Output   60.0   100.0   none
    2          petrochem  tax        税收      Tax      70.0   100.0   none
    3          digital    output     产值      Output   74.0   100.0   none
    4          digital    tax        税收      Tax      75.0   100.0   none
    5          apple      output     产值      Output   10.0   100.0   about
"""
