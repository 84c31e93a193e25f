"""What stands beside the rows that a code leads to: an office and its file once, cells a row."""

from __future__ import annotations

from chainboard.packs import DEMO, PUBLISHED
from chainboard.panels import Column, Panel
from chainboard.panels.about_code import looked_up, nowhere
from chainboard.panels.panel import Table
from chainboard.view import Row, View
from tests.panels.drawing import check

CODE = "J1RB-280D-R2JV"
OFFICE = "示例：市工信局"


def row(value: float | None, cell: str = "", load: int | None = 1, **more: object) -> Row:
    sent = {"origin_office": OFFICE, "origin_file": f"{load}.xlsx", "origin_sheet": "指标"}
    own = sent if load else dict.fromkeys(sent, "")
    cited = {"origin_words": "示例公报 [政府网站]", "origin_url": None, "origin_others": []}
    return Row({"value": value, "origin_load": load, "origin_cell": cell, **own, **cited, **more})


def drawn(*rows: Row, pack=DEMO) -> Panel:
    panel = Panel(
        name="output_trend", finding="产值 100 亿元", measure="庆阳市", body=Table([], []), rows=rows,
        columns=(Column("value", "产值", "亿元"),), source="", as_of="", alt="产值", go="chain?",
    )  # fmt: skip
    printed = Table([{"label": "产值（亿元）"}], [[str(row.value)] for row in rows])
    made = looked_up(panel, printed, rows, (CODE, "产业链"), View(pack=pack, code=CODE))
    check(made)
    return made


def labels(panel: Panel) -> list[str]:
    return [column["label"] for column in panel.body.columns]


def test_an_office_and_its_file_that_all_rows_share_are_said_once():
    panel = drawn(row(90, "G2"), row(95, "G3", origin_others=["上年同期：指标 G9"]))

    assert panel.measure.endswith(f"报自{OFFICE} · 1.xlsx · 批次 1")
    assert labels(panel) == ["产值（亿元）", "单元格"]
    assert [line[1] for line in panel.body.rows] == [["指标 G2"], ["指标 G3", "上年同期：指标 G9"]]
    assert [column.key for column in panel.columns] == [
        "value", "origin_office", "origin_load", "origin_file", "origin_sheet", "origin_cell",
        "origin_others",
    ]  # fmt: skip


def test_rows_of_two_files_name_theirs_each():
    panel = drawn(row(90, "G2"), row(95, "G3", load=2))

    assert "报自" not in panel.measure and labels(panel)[1:] == ["出处", "单元格"]
    assert [line[1] for line in panel.body.rows] == [
        f"{OFFICE} · {load}.xlsx · 批次 {load}" for load in (1, 2)
    ]


def test_a_published_row_leads_to_its_source_and_has_no_cell():
    panel = drawn(row(90, load=None, origin_url="https://example.test/a"), pack=PUBLISHED)

    assert labels(panel)[1:] == ["出处"]
    assert panel.body.rows[0][1] == {
        "words": "示例公报 [政府网站]", "href": "https://example.test/a",
    }  # fmt: skip
    assert panel.notes == ()


def test_a_row_without_a_source_is_explained():
    panel = drawn(row(90, "G2"), row(185, load=None, origin_words=""))

    assert any("合计" in note for note in panel.notes)
    assert panel.body.rows[1][1] == []


def test_a_code_that_leads_nowhere_is_answered_on_a_record_too_and_none_is_nothing():
    told = nowhere("溯源码写错了", View(pack=PUBLISHED, code=CODE))

    assert told.body.rows == [[CODE, "溯源码写错了"]] and told.status == "溯源码写错了"
    assert nowhere("", View()).body is None
