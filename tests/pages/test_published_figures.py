"""Published figures, typed by hand, read back from the pages' own tables.

A growth that the typed file leaves blank is not stated there: it is not compared.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chainboard.panels import Panel
from chainboard.queries import ask
from chainboard.sheet.sources import citation
from chainboard.store import editions
from chainboard.view import Row
from chainboard.words import Words, grade_name
from tests.pages.opened import as_browser_reads, chain_page, chains, view
from tests.tables import asked

pytestmark = pytest.mark.usefixtures("packs")
TYPED = Path(__file__).parents[1] / "published_figures.csv"


def typed() -> list[dict[str, str]]:
    with TYPED.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def key(figure: dict[str, Any]) -> tuple[str, ...]:
    """What makes a figure this one and no other: metric, place, last day, source, digits."""
    return (
        figure["metric_id"],
        figure["area_code"],
        str(figure["period_end"]),
        figure["source_id"],
        figure["value_text"] or "",
    )


@cache
def on_pages() -> dict[tuple[str, ...], tuple[Row, str, str]]:
    """Every figure of the series of all chain pages: its row, as printed, and its citation."""
    found = {}
    for chain_id in chains("published"):
        panel = chain_page("published", "zh", chain_id)["chain_series"]
        if panel.body:
            found |= {key(row): (row, *shown) for row, shown in printed(panel, chain_id)}
    return found


def printed(panel: Panel, chain_id: str) -> list[tuple[Row, tuple[str, str]]]:
    """Each row with the text of its cell and of its citation, as the browser gets them."""
    sent = as_browser_reads(panel, view("published", chain=chain_id))
    cell = [column.key for column in panel.columns].index("value_text")
    cited = [sent["citations"][row[-1]]["words"] for row in sent["table"]["rows"]]
    digits = [row[cell] for row in sent["table"]["rows"]]
    return list(zip(panel.rows, zip(digits, cited, strict=True), strict=True))


@cache
def in_edition() -> dict[tuple[str, ...], Row]:
    """Every figure of the edition, those that give way to another source too."""
    seen = view("published")
    with editions.open_edition(seen.pack.name, seen.edition) as con:
        found = asked(con, "select * from figure_sources order by figure_id")
    return {key(row): row for row in found}


PAGED = [row for row in typed() if row["page"].startswith("chain ")]


def of_page(figure: dict[str, str]) -> tuple[Row, str, str]:
    if key(figure) not in on_pages():
        pytest.skip("gives way to another source, or is kept off all pages: read from the edition")
    return on_pages()[key(figure)]


def name(figure: dict[str, str]) -> str:
    return f"{figure['metric_id']}-{figure['area_code']}-{figure['period_end']}"


def test_at_least_sixty_typed_figures_stand_on_the_chain_pages():
    assert len([figure for figure in typed() if key(figure) in on_pages()]) >= 60


@pytest.mark.parametrize("figure", PAGED, ids=name)
def test_a_figure_is_printed_with_the_digits_and_the_hedge_of_its_source(figure):
    row, cell, _ = of_page(figure)
    (digits,) = re.findall(r"\d[\d,]*\.?\d*", cell)

    assert digits.replace(",", "") == figure["value_text"]
    assert row.hedge == figure["hedge"]
    if figure["hedge"] != "none":
        assert figure["hedge_text"] in cell


@pytest.mark.parametrize("figure", PAGED, ids=name)
def test_a_figure_keeps_the_unit_the_period_and_the_growth_of_its_source(figure):
    row, cell, _ = of_page(figure)

    assert figure["unit_text"] in cell
    assert row.unit_text == figure["unit_text"]
    assert str(row.period_start or "") == figure["period_start"]
    if figure["growth_text"]:
        assert row.growth_text == figure["growth_text"]


@pytest.mark.parametrize("figure", PAGED, ids=name)
def test_a_figure_cites_its_source_with_its_grade(figure):
    row, _, printed = of_page(figure)
    (source,) = ask(view("published"), "sources.of_ids", source_ids=[figure["source_id"]])

    assert (row.grade, source.grade) == (figure["grade"], figure["grade"])
    assert printed == citation(source, Words("zh"))
    assert printed.endswith(f"[{grade_name('zh', figure['grade'])}]")


@pytest.mark.parametrize("figure", typed(), ids=name)
def test_every_typed_figure_is_in_the_edition_with_its_source_and_grade(figure):
    row = in_edition()[key(figure)]

    assert (row.grade, row.hedge) == (figure["grade"], figure["hedge"])
    if figure["growth_text"]:
        assert row.growth_text == figure["growth_text"]
        assert row.growth == Decimal(figure["growth_text"])


@pytest.mark.parametrize("figure", typed(), ids=name)
def test_every_typed_figure_is_traced_to_its_file_and_line(figure):
    row = in_edition()[key(figure)]
    (source,) = ask(view("published"), "sources.of_ids", source_ids=[row.source_id])

    assert (source.source_id, source.grade) == (figure["source_id"], figure["grade"])
    assert row.sheet.endswith(".csv") and re.fullmatch(r"line \d+(, line \d+)*", row.cell)
    pinned = re.search("/[0-9a-f]{40}/", source.url or "")
    assert source.url is None or source.grade in ("A", "B") or pinned


def test_a_figure_of_three_sources_is_shown_once_and_the_others_are_counted():
    """算力 2024年底: 5.1万P [B] is shown, 5.0万P of two reprints [C] stands behind it."""
    same = [row for row in in_edition().values()
            if (row.metric_id, str(row.period_end)) == ("compute_capacity", "2024-12-31")]  # fmt: skip

    assert [row.grade for row in sorted(same, key=lambda row: row.standing)] == ["B", "C", "C"]
    assert {row.alternatives for row in same} == {2}


@pytest.mark.parametrize(
    "name_of", ["eco_industry_share_gdp", "eco_industry_va", "sheep_brand_value"]
)
def test_what_is_kept_off_all_pages_is_on_none(name_of):
    assert [found for found in on_pages() if found[0] == name_of] == []


def test_target_over_target_is_never_drawn():
    """33.81 % is 355 / 1,050, both of them targets (published.md, section 1)."""
    for chain_id in chains("published"):
        sent = str(
            [as_browser_reads(panel, view("published", chain=chain_id))
             for panel in chain_page("published", "zh", chain_id).values()]
        )  # fmt: skip
        assert "33.81" not in sent and "1.84%" not in sent, chain_id
