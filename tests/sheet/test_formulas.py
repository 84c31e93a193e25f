"""The workbook of the lights, worked out anew by an engine that knows nothing of ours."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

import formulas
import openpyxl
import pytest

from chainboard.board import door
from chainboard.panels import Column
from chainboard.sheet.workbook import workbook
from chainboard.view import Row
from tests.sheet.test_data import OUTPUT, drawn

pytestmark = pytest.mark.usefixtures("packs")

CELL = re.compile(r"\$([A-Z]+)(\d+)")
TABLES = ("light_inputs", "project_light_inputs")


@cache
def engine(formula: str) -> Any:
    """A formula of the first row, ready to be worked out."""
    return formulas.Parser().ast(formula)[1].compile()


def number(value: Any) -> Any:
    """A cell as the engine takes it: a day counts from the last one of 1899, an empty one is 0."""
    if isinstance(value, datetime):
        return (value.date() - date(1899, 12, 30)).days
    return 0 if value is None else value


def results(content: bytes) -> Iterator[tuple[str, Any, Any]]:
    """Each cell with a formula: where it stands, what the board wrote, what the engine finds."""
    live = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    told = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
    for line in live.iter_rows():
        for cell in line:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                worked = engine(CELL.sub(r"\g<1>1", cell.value))
                columns = [re.sub(r"\d", "", name) for name in worked.inputs]
                given = [number(told[f"{column}{cell.row}"].value) for column in columns]
                yield cell.coordinate, told[cell.coordinate].value, plain(worked(*given))


def plain(result: Any) -> Any:
    """A result of the engine, which counts in arrays, as one number or one word."""
    return result.item() if hasattr(result, "item") else result


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("panel", TABLES)
def test_every_light_of_the_edition_comes_out_the_same(panel, lang):
    shown = door.view_of("about", [("pack", "demo"), ("lang", lang)], lang, door.AT_THE_DESK)
    found = list(results(door.as_workbook("about", panel, shown).content))

    differ = [
        (place, told, worked)
        for place, told, worked in found
        if told != (pytest.approx(worked, abs=1e-9) if isinstance(told, int | float) else worked)
    ]
    assert len(found) > 400
    assert differ == []


def test_a_light_follows_its_inputs_when_they_are_changed():
    """A figure that falls short by twelve points is behind, whatever it was before."""
    shown = door.view_of("about", [("pack", "demo")], "zh", door.AT_THE_DESK)
    page = openpyxl.load_workbook(
        io.BytesIO(door.as_workbook("about", "light_inputs", shown).content)
    ).worksheets[0]
    top = int(page.freeze_panes[1:])
    heads = {cell.value: cell.column_letter for cell in page[top - 1]}
    light = next(
        cell.value for cell in page[heads["评灯"]][top - 1 :] if "ROUND" in str(cell.value)
    )
    worked = engine(CELL.sub(r"\g<1>1", light))
    gap, behind, watch = (
        heads[name]
        for name in (
            "与序时进度或目标增速之差（个百分点）",
            "滞后界限（个百分点）",
            "关注界限（个百分点）",
        )
    )

    def lit(value: float) -> str:
        given = {f"{gap}1": value, f"{behind}1": -10, f"{watch}1": 0}
        return str(worked(*(given[name] for name in worked.inputs)))

    assert [lit(points) for points in (-12, -10, -9.99, -0.01, 0, 3)] == [
        "■ 滞后", "■ 滞后", "▲ 关注", "▲ 关注", "● 正常", "● 正常",
    ]  # fmt: skip


def test_only_the_rows_that_have_a_formula_are_worked_out():
    twice = Column(
        "twice", "两倍", decimals=1, formula=lambda row: "=2*{value}" if row.live else ""
    )
    rows = [Row(value=1.5, twice=3.0, live=True), Row(value=2.0, twice=5.0, live=False)]
    page = openpyxl.load_workbook(
        io.BytesIO(workbook([("产值", drawn(rows, OUTPUT, twice))], "版次"))
    ).active
    top = int(page.freeze_panes[1:])

    assert [page.cell(top + at, 2).value for at in (0, 1)] == [f"=2*$A{top}", 5]
