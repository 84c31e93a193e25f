"""A wide table, taken away as one row a figure, says what it said."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainboard.intake.long_book import long_book
from tests.intake.tables import KNOWN
from tests.intake.test_wide import cells, figures, file_of, results
from tests.intake.wide_cases import CASES


@pytest.mark.parametrize("name", CASES)
def test_the_long_copy_of_a_wide_table_is_read_as_the_same_figures(tmp_path: Path, name: str):
    sheet, text, _ = CASES[name]
    wide = results(file_of(tmp_path, "xlsx", sheet, cells(text)))
    (tmp_path / "long.xlsx").write_bytes(long_book([each.batch for each in wide], KNOWN))

    long = results(tmp_path / "long.xlsx")
    assert [issue for each in long for issue in each.issues if issue.severity == "error"] == []
    without_cells = [
        [" ".join(told.split()[:5]) for told in figures(each)] for each in (wide, long)
    ]
    assert without_cells[0] == without_cells[1]
