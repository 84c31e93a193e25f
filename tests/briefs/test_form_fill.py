"""Forms of the province, filled in from a brief: what is known, in the form's own units."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from chainboard.briefs import form_fill
from chainboard.briefs.form_fill import filled
from chainboard.intake.issue import Refused
from chainboard.intake.opening import DEFAULT_PASSWORD
from chainboard.packs import PUBLISHED
from chainboard.panels import Column
from chainboard.store import csvfile, dictionary
from chainboard.store.place import ROOT
from chainboard.view import Row
from tests.briefs.forms import CHAINS, fill, form, left
from tests.briefs.made import brief_of
from tests.briefs.papers import brief, drawn
from tests.intake.files import xls
from tests.intake.odd_files import enciphered_xlsx

pytestmark = pytest.mark.usefixtures("packs")


def line(metric: str = "output_value", **more: object) -> Row:
    """A figure of the city, January to October."""
    said = {
        "metric_id": metric, "unit": "亿元", "value": 12.3456, "published_growth": 8.1,
        "basis": "ytd", "chain_id": None, "area_code": "621000", **more,
    }  # fmt: skip
    return Row(period_start=date(2026, 1, 1), period_end=date(2026, 10, 31), **said)


def of(*rows: Row, **more: object):
    columns = (Column("value", "数值", "亿元", 2), Column("published_growth", "同比", "%", 1))
    return brief(drawn(list(rows), *columns, **more))


def test_a_form_of_chains_is_filled_by_its_headers_in_both_rows(tmp_path):
    page, made = fill(form(tmp_path, CHAINS), brief_of("city", "demo", "zh"))

    assert [page.cell(3, column).value for column in range(2, 6)] == [286.36, 0.8, 402, 71.233831]
    assert page["B4"].value == 66.65
    assert len(made.cells) == 8
    assert made.unfilled == ()


def test_two_rows_of_merged_headers_are_read_as_one(tmp_path):
    text = """
    2026年产业链情况
    产业链   产业链产值（亿元）  .         省外到位资金（亿元）  .
    .       1-10月           同比增长（%）  1-10月             同比增长（%）
    苹果     .                .         .                  .
    """
    merged = "A1:E1 A2:A3 B2:C2 D2:E2"
    whole = of(line(chain_id="apple"), line("investment_attracted", chain_id="apple", value=7.5))
    page, made = fill(form(tmp_path, text, merged), whole)

    assert [page.cell(4, column).value for column in range(2, 6)] == [12.3456, 8.1, 7.5, 8.1]
    assert made.cells == ("Sheet!B4", "Sheet!C4", "Sheet!D4", "Sheet!E4")
    assert {str(area) for area in page.merged_cells.ranges} == set(merged.split())


def test_counties_stand_as_rows_and_indicators_too(tmp_path):
    text = """
    县（区）  入库税收（亿元）
    环县     .
    西峰区   .
    """
    whole = of(line("tax", area_code="621022", value=3.5), line("tax", area_code="621002", value=4))
    page, _ = fill(form(tmp_path, text), whole)

    assert [page["B2"].value, page["B3"].value] == [3.5, 4]

    text = """
    指标       计量单位  1—10月
    产业链产值   万元     .
    入库税收    亿元     .
    """
    page, made = fill(form(tmp_path, text, D1="2026年"), of(line(), line("tax", value=3.5)))
    assert left(made)["C2"] == "简报里是2026年1—10月（累计）的数"


def test_indicators_down_take_unit_and_period_from_beside_and_above(tmp_path):
    text = """
    2026年1—10月全市主要指标
    指标       计量单位  本期
    产业链产值   万元     .
    入库税收    亿元     .
    """
    page, made = fill(form(tmp_path, text), of(line(), line("tax", value=3.5)))

    assert [page["C3"].value, page["C4"].value] == [123456, 3.5]
    assert made.unfilled == ()


def test_chains_of_the_province_are_found_by_the_crosswalk(tmp_path):
    text = """
    产业链名称              产值（亿元）
    信息产业链              .
    特色农产品及食品加工产业链  .
    冶金有色产业链          .
    氢能产业链             .
    """
    page, made = fill(
        form(tmp_path, text), of(line(chain_id="digital"), line(chain_id="agriculture"))
    )

    assert [page["B2"].value, page["B3"].value] == [12.3456, 12.3456]
    assert left(made) == {
        "B4": "本市没有与“冶金有色产业链”对应的产业链",
        "B5": "行名“氢能产业链”不在名单里",
    }


def test_a_chain_of_the_province_that_is_several_of_ours_is_not_added_up(tmp_path, monkeypatch):
    way = {"信息产业链": ("digital", "low_altitude")}
    monkeypatch.setattr(form_fill, "_crosswalk", lambda *_: way)
    text = "产业链名称  产值（亿元）\n信息产业链  .\n苹果  ."
    _, made = fill(form(tmp_path, text), of(line(chain_id="digital")))

    assert left(made)["B2"] == "“信息产业链”对应本市几条产业链，不相加"


@pytest.mark.parametrize(
    ("unit", "found"), [("亿元", 12.3456), ("万元", 123456), ("元", 1234560000), ("千元", 1234560)]
)
def test_the_unit_of_the_header_decides_the_number(tmp_path, unit, found):
    page, _ = fill(form(tmp_path, f"产业链  产值（{unit}）\n苹果  ."), of(line(chain_id="apple")))

    assert page["B2"].value == found


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("产业链产值", "表样没有写这个数的单位"),
        ("产业链产值（万吨）", "单位“万吨”与“亿元”不能换算"),
        ("产业链产值（%）", "表样没有写这个数的单位"),
        ("研发投入（亿元）", "表头“研发投入(亿元)”不是简报里的指标"),
        ("入库税收（亿元）", "简报里没有这个数"),
        ("上年同期", "合计、位次、占比和上年同期不代填"),
        ("产业链产值（亿元）2025年1-10月", None),
    ],
)
def test_what_is_not_clear_is_left_empty_and_told(tmp_path, header, why):
    text = f"产业链  产业链产值（亿元）  {header}\n苹果  .  ."
    page, made = fill(form(tmp_path, text), of(line(chain_id="apple")))

    assert page["B2"].value == 12.3456
    assert page["C2"].value is None
    (told,) = made.unfilled
    assert (told.sheet, told.cell, told.row) == ("Sheet", "C2", "苹果")
    assert why is None or told.reason == why


def test_another_period_than_that_of_the_form_is_not_filled(tmp_path):
    text = "2026年1—9月产业链情况\n产业链  产值（亿元）\n苹果  ."
    _, made = fill(form(tmp_path, text), of(line(chain_id="apple")))

    assert left(made) == {"B3": "简报里是2026年1—10月（累计）的数"}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"value": None, "absence": "late"}, "没有数：未报"),
        ({"is_derived": True}, "只有推算的数，请核定后填"),
        ({"figure_id": None}, "只有推算的数，请核定后填"),
        ({"is_total": True}, "简报里没有这个数"),
        ({"hedge": "over"}, "这个数带“约”“超过”等字样，请核对后填"),
        ({"status": "claim"}, "简报里没有这个数"),
        ({"park_id": "park"}, "简报里没有这个数"),
    ],
)
def test_no_figure_that_is_missing_worked_out_or_unsure_gets_into_a_form(tmp_path, more, why):
    text = "产业链  产值（亿元）\n苹果  ."
    _, made = fill(form(tmp_path, text), of(line(chain_id="apple", **more)))

    assert left(made) == {"B2": why}


def test_a_name_that_is_unknown_is_told_wherever_it_stands(tmp_path):
    text = "产业链  产值（亿元）\n氢能产业链  .\n核产业链  .\n苹果  .\n甲产业链  ."
    page, made = fill(form(tmp_path, text), of(line(chain_id="apple")))

    assert page["B4"].value == 12.3456
    assert list(left(made)) == ["B2", "B3", "B5"]


def test_a_total_is_not_filled_whatever_its_column_asks_for(tmp_path):
    text = "产业链  产值（亿元）  本年累计（亿元）\n苹果  .  .\n合计  .  ."
    _, made = fill(form(tmp_path, text), of(line(chain_id="apple"), line()))

    assert left(made)["B3"] == left(made)["C3"] == "合计、位次、占比和上年同期不代填"


def test_the_same_number_twice_is_one_whatever_binary_dust_it_has(tmp_path):
    text = "产业链  产值（亿元）\n苹果  ."
    dusty = line(chain_id="apple", value=12.345600000000001)
    page, _ = fill(form(tmp_path, text), of(line(chain_id="apple"), dusty))

    assert page["B2"].value == 12.3456


def test_two_figures_that_differ_are_left_to_a_person(tmp_path):
    text = "产业链  产值（亿元）\n苹果  ."
    _, made = fill(
        form(tmp_path, text), of(line(chain_id="apple"), line(chain_id="apple", value=12.4))
    )

    assert left(made) == {"B2": "简报里有几个不同的数，请核对后填"}


def test_what_is_filled_already_stays_with_formulas_styles_and_merged_cells(tmp_path):
    text = "产业链  产值（亿元）\n苹果  .\n肉羊  .\n合计  ."
    path = form(tmp_path, text, B2=1, B4="=SUM(B2:B3)")
    book = load_workbook(path)
    book.active["B3"].font = Font(bold=True)
    book.active["B3"].number_format = "0.00"
    book.save(path)
    page, made = fill(path, of(line(chain_id="apple"), line(chain_id="mutton")))

    assert (page["B2"].value, page["B3"].value, page["B4"].value) == (1, 12.3456, "=SUM(B2:B3)")
    assert page["B3"].font.bold
    assert page["B3"].number_format == "0.00"
    assert made.cells == ("Sheet!B3",)


def test_each_filled_cell_says_period_source_code_and_edition_beside_it(tmp_path):
    text = "产业链  产值（亿元）\n苹果  ."
    page, _ = fill(form(tmp_path, text), of(line(chain_id="apple"), code="1A2B"))

    assert page["B2"].comment.text.splitlines() == [
        "2026年1—10月（累计）", "来源：甲", "溯源码 1A2B", "版次 1", "演示数据：虚构",
    ]  # fmt: skip
    assert page.oddHeader.center.text == "演示数据：虚构"


def test_a_percentage_is_written_as_its_cell_shows_it(tmp_path):
    text = "产业链  产值（亿元）  同比增长\n苹果  .  ."
    path = form(tmp_path, text)
    book = load_workbook(path)
    book.active["C2"].number_format = "0.0%"
    book.save(path)
    page, _ = fill(path, of(line(chain_id="apple")))

    assert page["C2"].value == 0.081


def test_locked_cells_of_a_protected_sheet_are_not_written(tmp_path):
    path = form(tmp_path, "产业链  产值（亿元）\n苹果  .")
    book = load_workbook(path)
    book.active.protection.sheet = True
    book.save(path)
    page, made = fill(path, of(line(chain_id="apple")))

    assert left(made) == {"B2": "单元格受保护"}
    assert page["B2"].value is None


def test_several_tables_and_sheets_are_all_read(tmp_path):
    text = "产业链  产值（亿元）\n苹果  .\n县区  入库税收（亿元）  增速\n环县  .  ."
    path = form(tmp_path, text)
    book = load_workbook(path)
    other = book.create_sheet("二")
    for row in (("产业链", "产值（亿元）"), ("肉羊", None)):
        other.append(row)
    book.save(path)
    whole = of(line(chain_id="apple"), line(chain_id="mutton"), line("tax", area_code="621022"))
    made = filled(path, whole)

    assert made.cells == ("Sheet!B2", "Sheet!B4", "二!B2")


def test_a_record_has_no_completion_to_report(tmp_path):
    text = "指标  完成率（%）\n产业链产值  ."
    row = line(completion=0.7)
    columns = (Column("value", "数值", "亿元", 2), Column("completion", "完成率", "%", 2))
    _, made = fill(form(tmp_path, text), brief(drawn([row], *columns, pack=PUBLISHED)))

    assert left(made) == {"B2": "只有推算的数，请核定后填"}


def test_the_crosswalk_names_chains_of_the_city_and_sources_that_there_are():
    rows = csvfile.rows(ROOT / "data", form_fill.CROSSWALK, "province_zh chain_id source_id")
    chains = {row["chain_id"] for row in dictionary.read(ROOT / "data", "chain")}
    sources = {row["source_id"] for row in csvfile.rows(ROOT / "data", "published/sources.csv")}

    assert {row["chain_id"] for row in rows} <= chains | {""}
    assert {row["source_id"] for row in rows} <= sources


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的"),
        (b"not a workbook", "不是 .xlsx 工作簿"),
        (b"<html></html>", "网页或 XML"),
        (b"PK\x03\x04broken", "已损坏"),
        (b"%PDF-1.7", "不是 Excel 工作簿"),
    ],
)
def test_a_form_that_is_no_workbook_is_refused_with_what_to_do(tmp_path, content, said):
    path = tmp_path / "form.csv"
    path.write_bytes(content)

    with pytest.raises(Refused) as refused:
        filled(path, of(line()))
    assert said in refused.value.issue.zh
    assert "另存为 .xlsx" in refused.value.issue.zh


@pytest.mark.parametrize(
    ("of_kind", "said"),
    [
        (
            lambda path: xls(path.with_name("old.xls"), [["产业链", "产值（亿元）"]]),
            "不是 .xlsx 工作簿",
        ),
        (lambda path: enciphered_xlsx(path, "a9"), "设了打开密码"),
    ],
)
def test_an_old_or_enciphered_form_is_refused_with_what_to_do(tmp_path, of_kind, said):
    path = of_kind(form(tmp_path, CHAINS))

    with pytest.raises(Refused) as refused:
        filled(path, of(line()))
    assert said in refused.value.issue.zh
    assert "另存为 .xlsx" in refused.value.issue.zh


def test_a_workbook_whose_structure_alone_is_protected_is_read(tmp_path):
    path = enciphered_xlsx(form(tmp_path, CHAINS), DEFAULT_PASSWORD)

    assert "Sheet!B4" in filled(path, of(line(chain_id="apple"))).cells


def test_hidden_sheets_are_no_part_of_a_form(tmp_path):
    path = form(tmp_path, CHAINS)
    book = load_workbook(path)
    book.copy_worksheet(book.active).sheet_state = "hidden"
    book.save(path)

    made = filled(path, of(line(chain_id="apple")))
    assert {each.sheet for each in made.unfilled} == {"Sheet"}


def test_what_lies_beyond_the_rows_that_are_read_is_told(tmp_path):
    path = form(tmp_path, CHAINS, A1200="苹果")
    made = filled(path, of(line(chain_id="apple")))

    assert made.unfilled[-1].reason == "只读前 1,000 行、100 列"


def test_a_form_that_asks_for_nothing_known_says_what_it_would_need(tmp_path: Path):
    book = Workbook()
    book.active.append(["姓名", "电话"])
    book.active.append(["甲", None])
    book.save(tmp_path / "form.xlsx")

    with pytest.raises(Refused) as refused:
        filled(tmp_path / "form.xlsx", of(line()))
    assert "没有认得的表头" in refused.value.issue.zh
