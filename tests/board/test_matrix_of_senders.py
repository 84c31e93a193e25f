"""Every audience on its way in: no file that is sent is told a row that its sender may not see."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chainboard import queries
from chainboard.board.intake_page import _template_book
from chainboard.board.intake_preview import found
from chainboard.intake.check import Held, Report, check
from chainboard.intake.grid import Batch
from chainboard.intake.marking import marked_copy
from chainboard.intake.templates import TEMPLATES
from chainboard.store import editions
from chainboard.store.city import preview
from tests.board.test_matrix_of_audiences import start
from tests.intake.files import drawn, xlsx
from tests.store import marked_city
from tests.store.marked_city import RESTRICTED, ROLES, City, Mark, marks

FIGURES = """
    select metric_id, area_code, chain_id, park_id, period_start, period_end, basis
    from current_figure
    where value is not null and (figure_id % 19 = 0 or chain_id is null and park_id is null)
    order by figure_id
    limit {most}
"""
SENT = "select template, fields from loaded_row where hash(row_key) % {each} = 0"


@pytest.fixture(scope="module")
def city(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with marked_city.standing(packs, tmp_path_factory.mktemp("marked"), is_alone=True) as standing:
        yield standing


def rows(sql: str) -> list[dict[str, Any]]:
    """Rows of the whole current edition, as a sender might guess at them."""
    with editions.open_edition("city", editions.current("city") or 0) as con:
        told = con.execute(sql)
        columns = [column[0] for column in told.description or []]
        return [dict(zip(columns, values, strict=True)) for values in told.fetchall()]


def sheet(template: str, sent: list[dict[str, Any]]) -> Batch:
    names = sorted({name for row in sent for name in row})
    columns: dict[str, Any] = {name: [row.get(name) for row in sent] for name in names}
    numbers = range(2, 2 + len(sent))
    columns |= {"row": list(numbers), "cell": [f"G{number}" for number in numbers]}
    return Batch("表", template, columns)


def figures() -> list[Batch]:
    """Another value for many figures of every chain, county and park, and for all of the city's."""
    known = rows(FIGURES.format(most=preview.MOST))
    return [sheet("indicators", [row | {"value": "1"} for row in known])]


def lists() -> list[Batch]:
    """Another name for many projects, deals, firms and problems of every place."""
    every: dict[str, list[dict[str, Any]]] = {}
    for row in rows(SENT.format(each=7)):
        fields = json.loads(row["fields"])
        told = {name: value for name, value in fields.items() if value is not None}
        every.setdefault(row["template"], []).append(told | {"name": "改名"})
    return [sheet(template, sent) for template, sent in every.items()]


def shown(role: str, sent: Callable[[], list[Batch]]) -> set[Mark]:
    """What is told of the rows that a file would change: counts, old values and cards."""
    return marks(str(found(sent(), start(role), "某单位")))


def a_file_of_parks(folder: Path, role: str) -> tuple[Path, Report]:
    """A file that names each park of the city almost, checked for a role."""
    parks = [row["name_zh"].partition(" Zq")[0] for row in rows("select name_zh from park")]
    head = "园区  产业链  县区  指标  期间  口径  数值  单位"
    lines = [f"{park}区  -  西峰区  税收  2026-09  累计  3  亿元" for park in parks]
    file = xlsx(folder / "parks.xlsx", drawn("\n".join([head, *lines])))
    return file, check(file, Held(queries.ask(start(role), "places.parks")))


def unzipped(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def remarked(role: str, folder: Path) -> set[Mark]:
    """What is told of near names: in words, and in the sender's workbook marked with them."""
    file, report = a_file_of_parks(folder, role)
    told = [str(report), *(issue.words("en") for issue in report.issues)]
    return marks("".join([*told, unzipped(marked_copy(file, report.issues, "zh"))]))


@pytest.mark.sample(4)
@pytest.mark.parametrize("role", RESTRICTED)
@pytest.mark.parametrize("sent", [figures, lists])
def test_a_preview_tells_no_old_value_of_a_row_out_of_scope(city, role, sent):
    assert sorted(shown(role, sent) - city.seen(ROLES[role]))[:20] == []


@pytest.mark.parametrize(
    ("sent", "tables"),
    [(figures, {"observation"}), (lists, {"loaded_row"})],
)  # fmt: skip
def test_a_preview_tells_who_sees_all_of_rows_that_are_out_of_each_scope(city, sent, tables):
    told = shown("general office", sent)
    whole = {role for role in RESTRICTED if ROLES[role].grants == ROLES["viewer"].grants}

    assert {table for table, _ in told} >= tables
    assert [r for r in RESTRICTED if r not in whole and not told - city.seen(ROLES[r])] == []
    assert [r for r in whole if sent is lists and not told - city.seen(ROLES[r])] == []


@pytest.mark.sample(2)
@pytest.mark.parametrize("role", RESTRICTED)
def test_no_remark_and_no_marked_workbook_names_a_park_out_of_scope(city, role, tmp_path):
    assert sorted(remarked(role, tmp_path) - city.seen(ROLES[role])) == []


def test_a_remark_names_the_park_that_was_meant_to_who_sees_it(city, tmp_path):
    assert {table for table, _ in remarked("general office", tmp_path)} == {"park"}


def test_a_workbook_to_fill_in_holds_nothing_that_offices_sent(city):
    books = map(_template_book, TEMPLATES)

    assert [marks(unzipped(book)) for book in books] == [set()] * len(TEMPLATES)
