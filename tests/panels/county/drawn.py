"""What the tests of the county panels are drawn from: views, and rows with a county's names."""

from __future__ import annotations

from dataclasses import replace

from chainboard.view import Row
from tests.panels.drawing import RECORD, ZH
from tests.queries.answers import row_of
from tests.tables import rows

CITY = replace(ZH, chain="all")
CHAIN = ZH
HUAN = replace(CITY, county="621022")
BOOK = replace(RECORD, chain="all")
BOOK_HUAN = replace(BOOK, county="621022")
COUNTIES = {
    "621002": ("西峰", "Xifeng"),
    "621022": ("环县", "Huan"),
    "621024": ("合水", "Heshui"),
    "621025": ("正宁", "Zhengning"),
}
FIGURE = {
    "metric_id": "output_value",
    "name_zh": "产业链产值",
    "name_en": "Output value",
    "unit": "亿元",
    "kind": "flow",
    "growth_basis": "nominal",
    "decimals": 2,
    "direction": "higher_better",
    "owner_zh": "工信局",
    "area_level": "county",
    "chain_id": "petrochem",
    "chain_zh": "油煤气化工",
    "basis": "ytd",
    "status": "published",
    "hedge": "none",
    "source_id": "s1",
    "source_title": "示例报表",
    "grade": "demo",
}


def drawn(query: str, text: str, **common) -> list[Row]:
    """Drawn rows with every column of the query, the county's names and the year's first day."""
    found = []
    for row in rows(text):
        zh, en = COUNTIES[row.area_code]
        start = row.period_end.replace(month=1, day=1)
        named = {"short_zh": zh, "short_en": en, "period_start": start}
        asked = set(row_of(query))
        known = {**FIGURE, **named, **common, **row}
        found.append(row_of(query, **{k: v for k, v in known.items() if k in asked}))
    return found
