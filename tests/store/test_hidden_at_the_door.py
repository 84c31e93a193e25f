"""D25 at the door: no panel of a hidden cell holds a hidden number, and the lists tell none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import duckdb
import pytest

from chainboard.board import door, search
from chainboard.person import AT_THE_DESK
from chainboard.sheet import Sheet
from chainboard.sheet.csv_file import csv_file
from chainboard.sheet.sheet import Line
from chainboard.store import editions
from chainboard.store.place import pack_folder
from tests.tables import asked

pytestmark = pytest.mark.usefixtures("packs")
CHAIN, COUNTIES = "low_altitude", ("621022", "621027")  # one firm in Huan, one in Zhenyuan
# What may be told of a hidden cell: targets, which are decided and not reported, and how many
# deals were signed and how far they are, which is announced.
TOLD = {"target", "signing_year", "days", "deals", "months", "confidential", "share", "position"} | {
    "signed", "started", "under_construction", "completed", "in_production", "at_capacity",
    "start_rate", "production_rate",
}  # fmt: skip
AMOUNTS = """
    select 'deal' as list, chain_id, area_code, contract_value::double as amount from deal
    union all
    select 'funds' as list, chain_id, area_code, in_place_funds::double as amount from deal
    union all
    select 'project' as list, chain_id, area_code, total_investment::double as amount from project
"""


def edition() -> duckdb.DuckDBPyConnection:
    return editions.open_edition("demo", editions.current("demo") or 1)


def before() -> duckdb.DuckDBPyConnection:
    """The demo before anything was hidden."""
    return duckdb.connect(str(pack_folder("demo") / "main.duckdb"), read_only=True)


def view_of(page: str, county: str):
    given = [("pack", "demo"), ("chain", CHAIN), ("county", county)]
    return door.view_of(page, given, "zh", AT_THE_DESK)


def sheets(county: str) -> Iterator[Sheet]:
    """Every panel of the pages of chains, counties and investment, at the cell."""
    for page in ("chain", "county", "investment"):
        for panel in door.pages()[page]:
            yield door.sheet_of(page, panel, view_of(page, county))


def lines_of_the_cell(sheet: Sheet, county: str) -> Iterator[Line]:
    """Lines without a chain or county of their own are of those that are picked."""
    for line in sheet.lines:
        chain, area = line.row.get("chain_id") or CHAIN, line.row.get("area_code") or county
        if (chain, area) == (CHAIN, county):
            yield line


def test_the_hidden_cells_of_the_demo_are_these_two():
    found = asked(
        edition(),
        """
        select distinct chain_id, area_code from observation
        where absence = 'suppressed' order by area_code
        """,
    )
    assert [(row.chain_id, row.area_code) for row in found] == list(product([CHAIN], COUNTIES))


@pytest.mark.parametrize("county", COUNTIES)
def test_no_line_of_a_hidden_cell_holds_a_number_but_targets_and_counts_of_deals(county):
    told = {
        (sheet.panel.name, heading.key)
        for sheet in sheets(county)
        for line in lines_of_the_cell(sheet, county)
        for heading, cell in zip(sheet.headings, line.cells, strict=True)
        if isinstance(cell.raw, int | float) and heading.key not in TOLD
    }

    assert told == set()


@pytest.mark.parametrize("county", COUNTIES)
def test_no_line_of_a_hidden_cell_has_a_light_or_a_gap(county):
    lit = [
        (sheet.panel.name, key)
        for sheet in sheets(county)
        for line in lines_of_the_cell(sheet, county)
        for key in ("light", "gap", "completion", "published_growth", "derived_growth")
        if line.row.get(key) is not None
    ]

    assert lit == []


def test_the_lists_add_up_to_every_cell_but_the_hidden_ones():
    summed = f"""
        with amounts as ({AMOUNTS})
        select list, chain_id, area_code, sum(amount) as amount from amounts
        group by list, chain_id, area_code
    """
    with before() as main:
        known = {(row.list, row.chain_id, row.area_code): row.amount for row in asked(main, summed)}
    shown = {
        (row.list, row.chain_id, row.area_code): row.amount for row in asked(edition(), summed)
    }

    gone = {cell for cell, amount in shown.items() if amount is None}
    assert gone == set(product(("deal", "funds", "project"), [CHAIN], COUNTIES))
    assert all(shown[cell] == pytest.approx(known[cell]) for cell in set(known) - gone)


@pytest.mark.parametrize("county", COUNTIES)
def test_a_list_says_that_its_amounts_are_confidential_in_every_form(county):
    sheet = door.sheet_of("chain", "chain_projects", view_of("chain", county))

    at = [heading.key for heading in sheet.headings].index("total_investment")
    assert {line.cells[at].shown for line in sheet.lines} == {"— 保密"}
    told = csv_file(sheet).decode("utf-8-sig").splitlines()[1:]
    assert len(told) == len(sheet.lines) and all("— 保密" in line for line in told)


def test_the_firms_of_a_hidden_cell_keep_their_names_in_lists_and_in_the_search():
    firms = asked(
        edition(), "select name_zh from enterprise where absence is not null order by name_zh"
    )
    entries = search.entries(view_of("chain", "all"))
    listed = door.sheet_of("chain", "chain_firms", view_of("chain", COUNTIES[0]))

    found = {entry["words"]: entry for entry in entries}
    assert len(firms) == 2
    for firm in firms:
        assert set(found[firm.name_zh]) == {"words", "kind", "keys", "go"}
    assert listed.panel.finding.startswith("资料中点名的企业 1 家")


@pytest.mark.parametrize("county", COUNTIES)
def test_the_cards_of_a_hidden_cell_are_confidential_and_not_called_unsent(county):
    sheet = door.sheet_of("chain", "chain_cards", view_of("chain", county))

    assert sheet.panel.finding == "本链产值、增加值和企业数：保密"
