"""Which office leads which chain: the city's own list, in its editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainboard.store import editions, roles
from chainboard.store.city import loads as city
from chainboard.store.csvfile import CsvRow
from chainboard.store.faults import BuildError
from tests.store.city.sent import asked, content, load, output

SOUND = {
    "chain_id": "energy", "role": "lead_bureau", "holder_zh": "市能源局", "holder_en": "",
}  # fmt: skip
ROLE = "chain_id, role, holder_zh, holder_en"


def line(**cells: str) -> CsvRow:
    return CsvRow(roles.FILE, 2, {**SOUND, **cells})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of packs that only this test sees."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    (tmp_path / "city").mkdir()
    return tmp_path


def write(folder: Path, *lines: str) -> None:
    text = "\n".join([roles.COLUMNS.replace(" ", ","), *lines]) + "\n"
    (folder / "city" / "roles.csv").write_text(text, encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("column", "text"), [("chain_id", "moon"), ("role", "boss"), ("holder_zh", "")]
)
def test_a_line_that_cannot_be_used_is_named(column, text):
    with pytest.raises(BuildError, match=column) as fault:
        roles.chain_roles([line(**{column: text})], ["energy"])

    assert (fault.value.file, fault.value.line) == ("city/roles.csv", 2)


def test_an_office_has_a_role_once():
    with pytest.raises(BuildError, match="市能源局"):
        roles.chain_roles([line(), line()], ["energy"])


def test_an_edition_says_who_leads_a_chain_and_where_that_is_from(folder):
    write(
        folder, "energy,leader,能源链链长岗位,Energy chain leader", "energy,lead_bureau,市能源局,"
    )
    load(folder, "a.xlsx", output("2026-09-30  90"))

    assert asked("chain_role", ROLE) == [
        ("energy", "lead_bureau", "市能源局", "市能源局"),
        ("energy", "leader", "能源链链长岗位", "Energy chain leader"),
    ]
    assert ("city_roles", "var/city/roles.csv", "city") in asked(
        "source", "source_id, title, grade"
    )


def test_a_list_that_cannot_be_used_stops_the_load_and_names_its_line(folder):
    write(folder, "moon,leader,甲,")

    with pytest.raises(BuildError, match="moon") as fault:
        load(folder, "a.xlsx", output("2026-09-30  90"))
    assert (fault.value.file, fault.value.line) == ("city/roles.csv", 2)


def test_an_edition_that_is_made_again_has_the_offices_of_its_day(folder):
    write(folder, "energy,lead_bureau,市能源局,")
    number = load(folder, "a.xlsx", output("2026-09-30  90")).edition
    write(folder, "energy,lead_bureau,市发改委,")
    load(folder, "b.xlsx", output("2026-10-31  99"))

    assert content(city.rebuild(number)) == content(editions.edition_file("city", number))
    assert asked("chain_role", "holder_zh", number) == [("市能源局",)]
    assert asked("chain_role", "holder_zh") == [("市发改委",)]
