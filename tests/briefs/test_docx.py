"""A brief as a Word file, read back: nothing cut, real heads, the fonts and feet of a paper."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from chainboard.briefs import Part
from chainboard.briefs.docx_file import docx
from chainboard.briefs.printed import rows
from chainboard.panels import Column
from chainboard.panels.panel import OWN, Cards, Multiples, Prose
from chainboard.sheet.data import status
from chainboard.sheet.screen import heading
from chainboard.view import Row
from tests.briefs.made import brief_of
from tests.briefs.papers import brief, drawn, opened, runs, tables, texts

pytestmark = pytest.mark.usefixtures("packs")

OUTPUT = Column("value", "产值", "亿元", 2)
NAME = Column("name", "产业链")
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
ROWS = [Row(name="苹果", value=1234.5), Row(name="肉羊", value=None)]
EVERY = [
    (kind, pack, lang)
    for kind in ("city", "chain", "county")
    for pack in ("published", "demo")
    for lang in ("zh", "en")
]


@pytest.mark.sample(4)
@pytest.mark.parametrize(("kind", "pack", "lang"), EVERY)
def test_every_sheet_is_there_with_all_its_rows_columns_and_printed_cells(kind, pack, lang):
    whole = brief_of(kind, pack, lang)
    made = opened(docx(whole))
    there = iter(tables(made))

    for sheet in whole.sheets:
        if not sheet.lines:
            continue
        say = sheet.view.say
        wanted = [heading(each, say) for each in sheet.headings]
        found = next(each for each in there if each[0][: len(wanted)] == wanted)
        assert [row[: len(wanted)] for row in found[1:]] == [
            row[: len(wanted)] for row in rows(sheet)
        ], sheet.panel.name


@pytest.mark.sample(4)
@pytest.mark.parametrize(("kind", "pack", "lang"), EVERY)
def test_every_panel_says_what_it_finds_measures_and_rests_on(kind, pack, lang):
    whole = brief_of(kind, pack, lang)
    said = texts(opened(docx(whole)))

    for sheet in whole.sheets:
        panel = sheet.panel
        wanted = [panel.finding, panel.measure, panel.source, panel.as_of, panel.part, panel.code]
        assert not [words for words in (*wanted, *panel.notes) if words and words not in said]
        assert sheet.lines or status(sheet) in said


def test_title_heads_and_captions_are_styles_that_an_outline_is_made_of():
    made = opened(docx(brief(drawn(ROWS, NAME, OUTPUT))))
    styled = [(each.style.name, each.text) for each in made.paragraphs if each.text]

    assert styled[:4] == [
        ("Title", "简报"), ("Subtitle", "庆阳市"), ("Caption", "版次 1"),
        ("Warning", "演示数据：虚构"),
    ]  # fmt: skip
    assert styled[4:6] == [("Heading 1", "总体情况"), ("Heading 2", "产值 1 亿元")]
    levels = {made.styles[f"heading {n}"].element.pPr.numPr.ilvl.val for n in (1, 2, 3)}
    assert levels == {0, 1, 2}


def test_fonts_are_those_of_an_official_paper_and_named_on_every_run():
    made = opened(docx(brief(drawn(ROWS, NAME, OUTPUT))))
    fonts = [run.find(qn("w:rPr")).find(qn("w:rFonts")) for run in runs(made)]

    assert fonts and {each.get(qn("w:ascii")) for each in fonts} == {"Times New Roman"}
    east = {each.get(qn("w:eastAsia")) for each in fonts}
    assert east == {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"}
    styles = made.styles.element.iter(qn("w:style"))
    named = [style for style in styles if style.get(qn("w:type")) == "paragraph"]
    assert all(style.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for style in named)


def test_sizes_leading_and_margins_are_those_of_an_official_paper():
    made = opened(docx(brief(drawn(ROWS, NAME, OUTPUT))))
    body, title = made.styles["Body Text"], made.styles["Title"]
    (page,) = made.sections

    assert (title.font.size, body.font.size) == (Pt(22), Pt(16))
    assert body.paragraph_format.line_spacing == Pt(28)
    margins = page.top_margin, page.bottom_margin, page.left_margin, page.right_margin
    assert [round(each / Mm(1)) for each in margins] == [37, 35, 28, 26]
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (210, 297)


def test_numbers_stand_right_and_the_row_of_headings_is_repeated():
    (table,) = opened(docx(brief(drawn(ROWS, NAME, OUTPUT)))).tables
    sides = [[cell.paragraphs[0].alignment for cell in row.cells] for row in table.rows]

    assert sides[1:] == [[None, RIGHT], [None, RIGHT]]
    first, *rest = table._tbl.tr_lst
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rest)


def test_a_wide_table_lies_on_paper_of_its_own_and_a_very_wide_one_on_larger():
    def of(count: int) -> list[tuple[str, int]]:
        columns = [Column(f"c{at}", f"列{at}") for at in range(count)]
        row = Row({f"c{at}": "甲" for at in range(count)})
        sections = opened(docx(brief(drawn(ROWS, NAME), drawn([row], *columns)))).sections
        lying = WD_ORIENT.LANDSCAPE
        return [(each.orientation == lying, round(each.page_width / Mm(1))) for each in sections]

    assert of(8) == [(False, 210)]
    assert of(9) == [(False, 210), (True, 297)]
    assert of(34) == [(False, 210), (True, 420)]


def test_a_table_of_many_rows_is_not_cut():
    rows = [Row(name=f"企业{at}", value=at) for at in range(500)]
    (table,) = tables(opened(docx(brief(drawn(rows, NAME, OUTPUT)))))

    assert len(table) == 501
    assert table[500] == ["企业499", "499.00"]


def test_each_page_says_mark_warning_edition_its_number_and_how_many_there_are():
    made = opened(docx(brief(drawn(ROWS, NAME, OUTPUT))))
    (page,) = made.sections

    for head, foot in (
        (page.header, page.footer),
        (page.even_page_header, page.even_page_footer),
    ):
        assert head.paragraphs[0].text == "内部资料 · 第 1 份 · 演示数据：虚构"
        codes = [each.get(qn("w:instr")).strip() for each in foot._element.iter(qn("w:fldSimple"))]
        assert codes == ["PAGE", "PAGE", "NUMPAGES"]
        words = ["".join(t.text for t in p._p.iter(qn("w:t"))) for p in foot.paragraphs]
        assert words == ["— 1 —", "版次 1 · 第 1 页，共 1 页"]


@pytest.mark.parametrize(("pack", "count"), [("demo", 2), ("published", 0)])
def test_only_made_up_figures_have_a_watermark_on_every_page(pack, count):
    content = docx(brief_of("chain", pack, "zh"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        heads = [parts.read(name).decode() for name in parts.namelist() if "header" in name]

    assert sum('string="演示数据"' in head for head in heads) == count


def test_the_file_says_what_it_is_and_names_no_person():
    whole = brief_of("city", "demo", "zh")
    own = opened(docx(whole)).core_properties

    assert (own.title, own.subject, own.keywords) == (whole.title, whole.about, whole.stamp)
    assert (own.author, own.last_modified_by) == ("演示", "演示")
    assert own.created.replace(tzinfo=None) == datetime(2026, 11, 15)
    assert (own.language, own.category) == ("zh-CN", whole.mark)


def test_the_same_brief_makes_the_same_bytes():
    whole = brief_of("chain", "published", "zh")

    assert docx(whole) == docx(whole)


def test_cards_say_value_target_light_and_notes_as_on_the_screen():
    card = {
        "label": "到位资金", "value": "374.83", "unit": "亿元", "growth": "同比 ▲ +10.4%",
        "period": "1—10月", "target": "目标 442.92 亿元", "completion": "完成 84.63%", "gap": "",
        "chip": {"light": "watch", "mark": "▲", "word": "关注"}, "notes": ["快报"], "owner": "招商局",
    }  # fmt: skip
    made = opened(docx(brief(drawn(ROWS, NAME, body=Cards([card], "四项")))))

    assert tables(made)[0] == [
        ["名称", "数值", "目标与进度", "状态", "说明"],
        [
            "到位资金", "374.83 亿元\n同比 ▲ +10.4%\n1—10月", "目标 442.92 亿元\n完成 84.63%",
            "▲ 关注", "快报\n招商局",
        ],
    ]  # fmt: skip
    assert "四项" in texts(made)


def test_sentences_are_paragraphs_and_charts_are_told():
    prose = Prose([["首句", "。"], ["链上", {"words": "缺一环", "go": "#map"}, "。"]])
    charts = Multiples([{"title": "产值", "note": "亿元", "caveat": "口径有调整"}])
    made = opened(docx(brief(drawn([], NAME, body=prose), drawn([], NAME, body=charts))))
    said = [(each.style.name, each.text) for each in made.paragraphs]

    assert ("Body Text", "链上缺一环。") in said
    assert ("Told", "产值（亿元）；※ 口径有调整") in said


def test_what_is_said_before_the_panels_of_a_part_stands_under_its_head():
    sheet = drawn(ROWS, NAME, OUTPUT)
    parts = (Part("经验交流", (), ("环县：肉羊五级车间",)), Part("工作汇报", (sheet,)))
    made = opened(docx(brief(sheet, parts=parts)))
    said = [(each.style.name, each.text) for each in made.paragraphs if each.text]

    assert said[4:7] == [
        ("Heading 1", "经验交流"), ("Body Text", "环县：肉羊五级车间"), ("Heading 1", "工作汇报")
    ]  # fmt: skip


def test_a_panel_without_rows_says_why():
    made = opened(docx(brief(drawn([], NAME, body=None, status="— 未报送"))))

    assert "— 未报送" in texts(made)
    assert not made.tables


def test_a_number_whose_unit_no_column_says_has_it_beside():
    rows = [Row(name="苹果", value=1.5, unit="万吨", decimals=1)]
    (table,) = tables(opened(docx(brief(drawn(rows, NAME, Column("value", "数值", OWN))))))

    assert table == [["产业链", "数值", "单位"], ["苹果", "1.5", "万吨"]]


def test_what_no_file_may_hold_is_left_out_and_marks_stay_words():
    made = opened(docx(brief(drawn([Row(name="a<b>&\x0b\ud800c", value=1)], NAME, OUTPUT))))

    assert tables(made)[0][1][0] == "a<b>&c"
