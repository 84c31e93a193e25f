"""Behind every panel: its table, its definitions and sources, and files to take away."""

from __future__ import annotations

import base64
import csv
import io
import struct
from pathlib import Path
from urllib.request import urlopen

import openpyxl
import pytest
from playwright.sync_api import Locator, Page

from chainboard.words import grade_name
from tests.browser import screen
from tests.browser.screen import drawn, mark, opened

pytestmark = pytest.mark.weeks(2)

WATERMARK = "演示数据：数值由程序生成"
PNG = b"\x89PNG\r\n\x1a\n"
LINKED = [grade_name("zh", grade) for grade in "AB"]

# The lowest 24 rows of the panel's picture: how many of its points are not background.
FOOT_OF_PICTURE = """
async (data) => {
  const image = new Image();
  image.src = data;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width; canvas.height = image.height;
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const points = (top, height) => pen.getImageData(12, top, image.width - 24, height).data;
  const inked = (bytes) => bytes.filter((value, i) => i % 4 === 0 && value < 200).length;
  return { foot: inked(points(image.height - 88, 80)), all: inked(points(0, image.height)) };
}
"""


def dialog_of(page: Page, panel: str, tool: str) -> Locator:
    page.locator(f"[data-panel={panel}] [data-tool={tool}]").click()
    return page.locator("dialog[open]")


def taken(page: Page, panel: str, tool: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f"[data-panel={panel}] [data-tool={tool}]").click()
    return Path(download.value.path()).read_bytes()


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("pack", screen.PACKS)
def test_the_table_behind_the_cards_shows_units_and_the_source_of_each_row(page: Page, pack: str):
    opened(page, f"/chain?pack={pack}&lang=zh")

    dialog = dialog_of(page, "chain_cards", "table")

    headings = dialog.locator("th").all_inner_texts()
    last = [row.locator("td").last.inner_text() for row in dialog.locator("tbody tr").all()]
    assert headings[-1] == "来源"
    assert all(last)
    assert "亿" in dialog.inner_text() or "万" in dialog.inner_text()


def test_the_table_behind_a_chart_names_the_unit_in_its_heading(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")

    dialog = dialog_of(page, "output_trend", "table")

    assert any("（亿元）" in heading for heading in dialog.locator("th").all_inner_texts())
    assert dialog.locator("th").last.inner_text() == "来源"


@pytest.mark.sample(4)
@pytest.mark.parametrize("name", screen.PAGES)
@pytest.mark.parametrize("pack", screen.PACKS)
def test_every_panel_has_a_table_with_rows_as_wide_as_its_heading(page: Page, pack: str, name: str):
    opened(page, f"/{name}?pack={pack}&lang=zh")

    for panel in page.locator("[data-panel]:has([data-tool=table])").all():
        dialog = dialog_of(page, panel.get_attribute("data-panel") or "", "table")
        widths = dialog.locator("tr").evaluate_all(
            "(rows) => [...new Set(rows.map((row) => row.children.length))]"
        )
        assert len(widths) == 1
        assert dialog.locator("tbody tr").count() > 0
        page.keyboard.press("Escape")


def test_the_definition_says_what_a_figure_is_its_growth_basis_and_its_owner(page: Page):
    opened(page, "/chain?pack=published&lang=zh")

    dialog = dialog_of(page, "chain_cards", "definition")

    names = dialog.locator("dt").all_inner_texts()
    words = dialog.locator("dd").all_inner_texts()
    for told in ("公布增速口径：", "数据责任单位："):
        assert sum(told in line for line in words) == len(names) > 0
    assert all(line.strip("：") for line in words)


@pytest.mark.parametrize("chain", ["energy", "apple", "digital"])
def test_every_source_says_its_grade_and_a_and_b_are_links(page: Page, chain: str):
    opened(page, f"/chain?chain={chain}&pack=published&lang=zh")
    cited: set[tuple[str, bool]] = set()

    for panel in page.locator("[data-panel]:has([data-tool=definition])").all():
        dialog = dialog_of(page, panel.get_attribute("data-panel") or "", "definition")
        for citation in dialog.locator(".cb-citations li").all():
            cited.add((citation.inner_text(), citation.locator("a[href^=http]").count() == 1))
        page.keyboard.press("Escape")

    graded = {(words.rpartition("[")[2].rstrip("]"), is_link) for words, is_link in cited}
    assert {grade for grade, is_link in graded} <= {*LINKED, grade_name("zh", "C")}
    assert all(is_link for grade, is_link in graded if grade in LINKED)
    assert any(is_link for grade, is_link in graded)


def test_the_list_of_sources_links_to_a_and_b_and_to_a_copy_that_is_pinned(page: Page):
    opened(page, "/about?pack=published&lang=zh")
    rows = page.locator("[data-panel=sources] tbody tr")

    found = rows.evaluate_all(
        "(rows) => rows.map((row) => [row.cells[0].textContent[0], !!row.querySelector('a')])"
    )

    assert {grade for grade, is_link in found if is_link} == {"A", "B", "C"}, "C where pinned"
    assert {grade for grade, is_link in found if not is_link} == {"C"}


def test_a_csv_opens_in_excel_with_chinese_headings_units_source_and_watermark(page: Page):
    opened(page, "/chain?chain=petrochem&county=621022&period=2023&pack=demo&lang=zh")

    content = taken(page, "output_trend", "csv")
    rows = lines(content)

    assert content.startswith(b"\xef\xbb\xbf")
    assert any("（亿元）" in heading for heading in rows[0])
    assert rows[0][-3:] == ["数据来源", "版次", "演示数据"]
    assert all(row[-3] and row[-2:] == ["1", "是"] for row in rows[1:])


def test_a_csv_of_real_figures_has_no_watermark_and_names_its_sources(page: Page):
    opened(page, "/chain?pack=published&lang=zh")

    rows = lines(taken(page, "chain_cards", "csv"))

    assert rows[0][-2:] == ["数据来源", "版次"]
    assert any(f"[{grade}]" in row[-2] for grade in LINKED for row in rows[1:])


def test_figures_in_a_csv_are_numbers_that_a_spreadsheet_can_add(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")

    rows = lines(taken(page, "output_trend", "csv"))
    column = next(i for i, heading in enumerate(rows[0]) if "（亿元）" in heading)
    figures = [row[column] for row in rows[1:] if row[column]]

    assert figures
    assert all(float(figure) > 0 for figure in figures)


def test_a_csv_is_what_the_address_of_the_data_answers(page: Page, board: str):
    opened(page, "/chain?chain=petrochem&period=2023&pack=demo&lang=en")

    asked = "chain=petrochem&period=2023&pack=demo&lang=en"
    with urlopen(f"{board.rstrip('/')}/data/chain/output_trend.csv?{asked}") as answer:
        assert taken(page, "output_trend", "csv") == answer.read()


def test_after_a_switch_the_files_are_those_of_the_chain_on_the_screen(page: Page):
    opened(page, "/chain?chain=petrochem&county=621022&pack=demo&lang=zh")
    before = taken(page, "output_trend", "csv")

    page.locator("[data-chain=apple]").click()
    drawn(page, mark(chain="apple", county="621022"))
    csv_link = page.locator("[data-panel=output_trend] [data-tool=csv]").get_attribute("href")
    workbook = page.locator("[data-tool=workbook]").get_attribute("href")

    assert taken(page, "output_trend", "csv") != before
    for link in (csv_link or "", workbook or ""):
        assert "chain=apple" in link and "county=621022" in link and "pack=demo" in link


@pytest.mark.sample(3)
@pytest.mark.parametrize("name", screen.PAGES)
def test_every_page_can_be_taken_as_a_workbook(page: Page, name: str):
    opened(page, f"/{name}?pack=demo&lang=zh")

    with page.expect_download() as download:
        page.locator("[data-tool=workbook]").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))

    assert len(book.sheetnames) == page.locator("[data-panel]").count()
    assert all(WATERMARK in str(sheet["A1"].value) for sheet in book)
    assert download.value.suggested_filename.endswith("_演示_版次1.xlsx")


def test_a_file_is_taken_with_the_keyboard_alone(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")

    for place in ("[data-tool=workbook]", "[data-panel=output_trend] [data-tool=csv]"):
        page.locator(place).focus()
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.failure() is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_buttons_of_the_head_fit_a_phone(page: Page, lang: str):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"/chain?pack=demo&lang={lang}")
    page.locator(".cb-more").click()

    button = page.locator("[data-tool=workbook]").bounding_box()

    assert button and button["x"] >= 0 and button["x"] + button["width"] <= 390
    assert button["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("panel", ["chain_cards", "output_trend", "county_heat", "chain_series"])
def test_a_picture_is_a_png_of_the_whole_panel_with_its_foot_line(page: Page, panel: str):
    opened(page, "/chain?pack=demo&lang=zh")
    width = page.locator(f"[data-panel={panel}]").bounding_box()["width"]

    content = taken(page, panel, "png")
    wide, high = struct.unpack(">II", content[16:24])
    data = "data:image/png;base64," + base64.b64encode(content).decode()
    inked = page.evaluate(FOOT_OF_PICTURE, data)

    assert content.startswith(PNG)
    assert wide == pytest.approx(2 * width, abs=2)
    assert high > 200
    assert len(content) > 20_000
    assert inked["foot"] > 100
    assert inked["all"] > 5_000


def test_files_are_named_for_the_chain_the_panel_the_period_and_the_edition(page: Page):
    opened(page, "/chain?chain=petrochem&pack=demo&lang=zh")

    with page.expect_download() as download:
        page.locator("[data-panel=output_trend] [data-tool=csv]").click()
    name = download.value.suggested_filename

    assert name == "油煤气化工_产业链产值走势_2026-10_演示_版次1.csv"


def test_a_picture_is_named_for_the_finding_and_the_edition(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    finding = page.locator("[data-panel=output_trend] h2").inner_text()

    with page.expect_download() as download:
        page.locator("[data-panel=output_trend] [data-tool=png]").click()
    name = download.value.suggested_filename

    assert name.startswith(finding[:8])
    assert name.endswith("_demo-000001.png")


def test_full_screen_shows_one_panel_wide_and_the_button_ends_it(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    panel = page.locator("[data-panel=output_trend]")

    panel.locator("[data-tool=fullscreen]").click()
    page.wait_for_function(
        """() => {
          const panel = document.fullscreenElement;
          const chart = panel?.querySelector(".cb-figure");
          return chart && chart.querySelector(".main-svg").clientWidth === chart.clientWidth
            && chart.clientWidth > 1000;
        }"""
    )
    panel.locator("[data-tool=fullscreen]").click()

    page.wait_for_function("() => document.fullscreenElement === null")
    drawn(page, mark())
