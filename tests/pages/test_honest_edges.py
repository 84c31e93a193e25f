"""The demo at its edges: whatever is missing, zero or alike, each panel gives a word and a reason.

Every edge is an edition of the demo of which some tables are changed; every panel that analyses
targets, chains or counties is asked of it in both languages, as the browser asks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from chainboard.board.scene import start_of
from chainboard.navigation import page_at, questions
from chainboard.packs import DEMO
from chainboard.sheet.scope import asked
from chainboard.sheet.screen import screen
from chainboard.store import editions
from chainboard.view import View
from tests.tables import SCHEMA
from tests.test_words_of_pages import read

NOVEMBER, JANUARY = date(2026, 11, 15), date(2026, 1, 20)
SOME = "(chain_id is null or chain_id in ('petrochem', 'digital'))"
FIGURES = f"* from {{table}} where {SOME} and metric_id in (select metric_id from main_file.target)"
NOTHING = "* from {table} where false"
STEPLESS = "* replace (null as node_id) from {table}"
WITHOUT = "null as value, null as value_text, null as growth, null as growth_text"
Said = Mapping[str, Mapping[str, Any]]


def figures(changed: str, where: str = "true") -> str:
    """The figures with some columns replaced in the rows that are meant."""
    parts = [part.partition(" as ") for part in changed.split(", ")]
    told = ", ".join(
        f"case when {where} then {to} else {column} end as {column}" for to, _, column in parts
    )
    return FIGURES.replace("* from", f"* replace ({told}) from", 1)


@dataclass(frozen=True)
class Edge:
    """What of the demo is another, and what panels then say, by page and panel.

    says  a part of the Chinese title, line or notes of a panel; "" where it is left out
    """

    says: Mapping[str, str]
    rows: Mapping[str, str] = field(default_factory=dict)
    as_of: date = NOVEMBER


THIS_YEAR = "period_end > date '2026-01-01'"
COUNTY = "area_code <> '621000'"
AIMED = "kind = 'level' and year = 2026"
EDGES = {
    "no target at all": Edge(
        {
            "overview.outlook": "没有年度目标，不能测算年底",
            "overview.target_log": "没有年度目标",
            "overview.targets": "没有可算完成率的年度目标",
            "overview.chains": "没有年度目标，不能比较各产业链",
            "overview.county_map": "没有可比的县（区）到位资金和年度目标",
            "chain.outlook": "没有年度目标，不能测算年底",
            "about.light_inputs": "没有评灯",
        },
        {"target": NOTHING},
    ),
    "targets of zero": Edge(
        {
            "overview.outlook": "没有大于零的年度目标",
            "overview.chains": "各产业链产值都没有评灯",
            "overview.targets": "没有可算完成率的年度目标",
            "benchmark.county_peers": "没有可比的县（区）完成率",
        },
        {"target": f"* replace (case when {AIMED} then 0 else value end as value) from {{table}}"},
    ),
    "the city's target alone is zero": Edge(
        {
            "overview.target_log": "与市级不同",
            "chain.outlook": "没有大于零的年度目标",
        },
        {
            "target": f"* replace (case when {AIMED} and area_code = '621000' then 0 else value end"
            " as value) from {table}"
        },
    ),
    "the year has no figure yet": Edge(
        {"overview.outlook": "全年数已出", "overview.target_log": "2026年目标"},
        {"observation": f"{FIGURES} and period_end < date '2026-01-01'"},
        JANUARY,
    ),
    "the year is over": Edge(
        {"overview.outlook": "全年数已出", "chain.outlook": "全年数已出"},
        {"observation": f"{FIGURES} and period_end < date '2026-01-01'"},
    ),
    "flash figures alone": Edge(
        {"overview.outlook": "今年只有快报数", "chain.outlook": "今年只有快报数"},
        {"observation": figures("'flash' as status", THIS_YEAR)},
    ),
    "forecasts alone": Edge(
        {
            "overview.outlook": "今年只有快报数、预计数或约数",
            "overview.attention": "不能评灯，不能判断进度",
            "overview.chains": "各产业链产值都没有评灯",
            "about.light_inputs": "没有评灯",
        },
        {"observation": figures("'expected' as status", THIS_YEAR)},
    ),
    "everything is zero": Edge(
        {
            "overview.outlook": "累计有负数或全年为零",
            "overview.county_map": "个县（区）为 0.00%",
            "chain.county_contribution": "各县（区）没有可比的产值",
            "county.county_rank": "个县（区）相同（0.00%）",
        },
        {"observation": figures("0 as value", "value is not null")},
    ),
    "this year is below zero": Edge(
        {
            "overview.outlook": "累计有负数或全年为零",
            "chain.county_contribution": "各县（区）",
        },
        {"observation": figures("-abs(value) as value", THIS_YEAR)},
    ),
    "last years were below zero": Edge(
        {"overview.outlook": "累计有负数或全年为零"},
        {"observation": figures("-abs(value) as value", "period_end < date '2026-01-01'")},
    ),
    "no county may be shown": Edge(
        {
            "chain.county_contribution": "各县（区）没有可比的产值",
            "overview.county_map": "没有可比的县（区）",
            "county.county_rank": "各县（区）的数：保密",
        },
        {
            "observation": figures(f"'suppressed' as absence, {WITHOUT}", COUNTY),
        },
    ),
    "no county has reported": Edge(
        {"chain.county_contribution": "各县（区）没有可比的产值"},
        {"observation": figures(f"'late' as absence, {WITHOUT}", THIS_YEAR)},
    ),
    "one county alone": Edge(
        {"overview.county_map": "有数的 1 个县（区）为"},
        {"observation": f"{FIGURES} and area_code in ('621000', '621002')"},
    ),
    "a break in June": Edge(
        {"overview.outlook": "口径有变，其后完整年份不足三年"},
        {
            "scope_break": "'about' as panel, row_number() over (order by metric_id) as sort,"
            " 'revision' as kind, metric_id, date '2026-06-30' as period_end, '改口径' as words_zh,"
            " 'another scope' as words_en, 'demo' as source_id from main_file.metric"
        },
    ),
    "a chain without steps": Edge(
        {
            "chain.chain_map": "没有环节资料",
            "chain.missing_links": "没有环节资料",
            "chain.chain_completeness": "",
            "chain.chain_by_county": "企业和项目都没有注明环节",
        },
        {
            **dict.fromkeys(("node_rating", "node_status", "node_edge", "node"), NOTHING),
            "project": STEPLESS,
            "enterprise_node": STEPLESS,
        },
    ),
    "steps without weights": Edge(
        {"chain.chain_completeness": "权重待评：", "chain.missing_links": "个环节待评"},
        {"node": "* replace (null as weight) from {table}"},
    ),
    "steps without coverage": Edge(
        {"chain.chain_completeness": "满足需求的比例待评："},
        {"node_status": "* replace (null as coverage) from {table}"},
    ),
    "steps that nobody reviewed": Edge(
        {"chain.chain_completeness": "待核，按没有计：", "chain.missing_links": "个环节待评"},
        {"node_status": NOTHING, "project": STEPLESS},
    ),
    "every step is strong": Edge(
        {"chain.missing_links": "没有缺失、薄弱的环节", "chain.chain_completeness": "100.0%"},
        {"node_status": "* replace ('strong' as status, 1 as coverage) from {table}"},
    ),
    "no step is rated": Edge(
        {"chain.missing_links": "个环节待评，尚不能排先后"}, {"node_rating": NOTHING}
    ),
    "nothing can be done": Edge(
        {"chain.missing_links": "得分都为 0，没有先后"},
        {"node_rating": "* replace (0 as feasibility) from {table}"},
    ),
    "one step alone is rated": Edge(
        {"chain.missing_links": "评分齐全，尚不能排先后"},
        {
            "node_rating": "* from {table} where node_id in (select min(node_id) from"
            " main_file.node_rating join main_file.node using (node_id) group by chain_id)"
        },
    ),
}
ASKED = {"overview": None, "chain": None, "county": None, "benchmark": None,
         "about": ("light_inputs", "project_light_inputs")}  # fmt: skip
CITY: dict[str, str] = {}
OWN = {"chain": "petrochem", "county": "621022"}
# What no reader may meet: a hole of a program, and zero with a sign.
HOLLOW = re.compile(r"\b(nan|NaN|None|null|undefined|Infinity|inf)\b|[-−]0(\.0+)?(?![\d.,])")


@pytest.fixture
def folder(packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packs of which the demo has no edition yet."""
    (tmp_path / "published").symlink_to(packs / "published")
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    return packs


def publish(edge: Edge, packs: Path) -> int:
    """An edition of the demo with the rows of an edge."""

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        schema = SCHEMA.read_text(encoding="utf-8")
        con.execute(schema)
        for table in re.findall(r"^create table (\w+)", schema, re.MULTILINE):
            usual = FIGURES if table == "observation" else "* from {table}"
            rows = edge.rows.get(table, usual).format(table=f"main_file.{table}")
            con.execute(f"insert into {table} by name select {rows}")

    return editions.publish_filled("demo", packs / "demo" / "main.duckdb", edge.as_of, fill)


def told(number: int, lang: str, chosen: Mapping[str, str]) -> Said:
    """Every panel that is asked, as the browser gets it; what a pack leaves out is {}."""
    start = replace(start_of(View(pack=DEMO, edition=number, lang=lang)), **chosen)
    found: dict[str, Any] = {}
    for address, names in ASKED.items():
        page = page_at(address)
        view = replace(start, chain="petrochem") if not page.has_all else start
        for question in questions(page):
            if names is None or question.__name__ in names:
                made = screen(asked(page, question, view))
                panel = json.loads(made, parse_constant=pytest.fail) if made else {}
                found[f"{address}.{question.__name__}"] = panel
    return found


@pytest.mark.sample(5)
@pytest.mark.parametrize("name", EDGES)
def test_at_every_edge_each_panel_gives_a_word_and_a_reason(folder, name):
    number = publish(EDGES[name], folder)

    for lang, chosen in (("zh", CITY), ("en", CITY), ("zh", OWN)):
        said = told(number, lang, chosen)
        texts = [text for panel in said.values() for text in read(panel)]
        assert [text for text in texts if HOLLOW.search(text)] == []
        assert [each for each, panel in said.items() if panel and not _has_reason(panel)] == []
        if (lang, chosen) == ("zh", CITY):
            _check(said, EDGES[name].says)


def _has_reason(panel: Mapping[str, Any]) -> bool:
    """Something is drawn, or a line says why not."""
    return bool(panel.get("body") or panel.get("status"))


def _check(said: Said, says: Mapping[str, str]) -> None:
    for name, part in says.items():
        panel = said[name]
        words = " ".join(read([panel.get(key, "") for key in ("finding", "status", "notes")]))
        assert (part in words) if part else panel == {}, f"{name}: {words}"
