"""CSV files: their encoding, delimiter and line ends; every row that stands there is kept."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from chainboard.intake import container
from chainboard.intake.csvtext import csv_grid
from chainboard.intake.issue import Issue, Refused

TEXT = "产业链,县区\n石油化工,庆城县\n"
ROWS = [["产业链", "县区"], ["石油化工", "庆城县"]]


def saved(folder: Path, data: bytes | str) -> Path:
    path = folder / "九月.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refusal(path: Path) -> Issue:
    with pytest.raises(Refused) as caught:
        csv_grid(path)
    return caught.value.issue


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
    ],
)
def test_encodings_delimiters_and_line_ends_give_the_same_rows(tmp_path: Path, data: bytes):
    grid = csv_grid(saved(tmp_path, data))

    assert grid.rows == ROWS
    assert grid.sheet == "九月"


def test_rare_characters_of_gb18030_are_read(tmp_path: Path):
    assert csv_grid(saved(tmp_path, "名称,县\n䶮𠮷,环县\n".encode("gb18030"))).rows[1][0] == "䶮𠮷"


def test_half_utf8_half_gbk_is_refused(tmp_path: Path):
    data = "产业链\n石油化工一\n".encode() + "庆城县\n".encode("gb18030")

    assert refusal(saved(tmp_path, data)).code == "unreadable"
    assert "编码混乱" in refusal(saved(tmp_path, data)).zh


def test_nul_characters_are_refused(tmp_path: Path):
    assert refusal(saved(tmp_path, b"a,b\n1,\x00\n")).code == "unreadable"


def test_an_unclosed_quote_is_refused_with_its_line(tmp_path: Path):
    issue = refusal(saved(tmp_path, 'a,b\n1,2\n3,"4\n5,6\n'))

    assert issue.code == "unreadable"
    assert "第 3 行" in issue.zh


def test_a_cell_that_is_too_long_is_not_called_an_open_quote(tmp_path: Path):
    issue = refusal(saved(tmp_path, f"a,b\n1,2\n3,{'字' * 200_000}\n5,6\n"))

    assert (issue.code, "引号" in issue.zh, "quote" in issue.en) == ("too_large", False, False)
    assert "第 3 行" in issue.zh and "131,072" in issue.zh and "Line 3" in issue.en


def test_an_open_quote_that_swallows_a_long_file_is_called_one(tmp_path: Path):
    issue = refusal(saved(tmp_path, 'a,b\n1,"2\n' + "3,4\n" * 50_000))

    assert issue.code == "unreadable"
    assert "第 2 行起的引号" in issue.zh


def test_a_quoted_line_break_is_one_row(tmp_path: Path):
    assert csv_grid(saved(tmp_path, 'a,b\n"1\n2",3\n')).rows == [["a", "b"], ["1\n2", "3"]]


def test_ragged_rows_all_stay_at_their_number(tmp_path: Path):
    grid = csv_grid(saved(tmp_path, "标题\n\na,b,c\n1\n1,2,3,4\n,,\n\n"))

    assert grid.rows == [["标题"], [], ["a", "b", "c"], ["1"], ["1", "2", "3", "4"]]


def test_a_full_width_comma_parts_no_cells(tmp_path: Path):
    assert csv_grid(saved(tmp_path, "a，b\t1,5\nc，d\t2,5\n")).rows == [
        ["a，b", "1,5"],
        ["c，d", "2,5"],
    ]


def test_empty_and_blank_cells_are_none_and_digits_stay_text(tmp_path: Path):
    assert csv_grid(saved(tmp_path, "a,b,c\n,0621, \n")).rows[1] == [None, "0621", None]


def test_too_many_rows_or_columns_are_refused(tmp_path: Path, monkeypatch):
    monkeypatch.setitem(container.FILE_LIMITS, "rows", 2)

    assert refusal(saved(tmp_path, "a,b\n1,2\n3,4\n")).code == "too_large"
    assert refusal(saved(tmp_path, "a\n" + "," * 500 + "\n")).cell == "SG2"
