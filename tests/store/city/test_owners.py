"""One source for a number: a metric of the statistics office that another office sends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from chainboard.board import scene
from chainboard.board.intake_preview import found
from chainboard.store import editions
from chainboard.store.city import desk, loads as city
from chainboard.store.city.loads import Loaded, Sent
from chainboard.store.city.owners import is_claim
from chainboard.store.city.preview import preview
from chainboard.store.place import edition_file
from tests.store.city.sent import asked, batch, content

BUREAU, STATISTICS, COUNTY = "市工信局", "市统计局", "环县统计局"
BOTH = "市/县统计局"
SECTOR, GROWTH, TAX = "gdp_secondary", "industrial_va", "tax"


@pytest.mark.parametrize("office", [STATISTICS, COUNTY, "庆阳市统计局工业科", "Statistics bureau"])
def test_a_statistics_office_of_any_level_sends_its_own_metric(office):
    assert not is_claim(BOTH, office)
    assert not is_claim("国家统计局（县域统计年鉴）", office)


@pytest.mark.parametrize("office", [BUREAU, "环县发改局", "市工信局统计科", "市政府", "县"])
def test_another_office_claims_it(office):
    assert is_claim(BOTH, office) and is_claim("统计局（统一核算）", office)


def test_an_office_that_the_dictionary_names_beside_statistics_sends_its_own():
    assert not is_claim("公安/统计局", "市公安局")
    assert is_claim("公安/统计局", BUREAU)


def test_the_metric_of_another_owner_is_nobodys_claim():
    assert not is_claim("财政局", BUREAU) and not is_claim("unknown", BUREAU)


def test_without_an_office_nothing_is_decided():
    assert not is_claim(BOTH, "") and not is_claim(BOTH, " ")


def figures(*lines: str):
    """Figures of the city to September: metric, value and status a line."""
    drawn = "\n".join(["metric_id  value  status", *lines])
    same = {"area_code": "621000", "chain_id": None, "period_end": date(2026, 9, 30)}
    return batch("indicators", drawn, **same)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Loaded]]:
    """A bureau's figures, those of the statistics office, and the bureau's again, twice."""
    folder = tmp_path_factory.mktemp("city")

    def sent(name: str, office: str, *lines: str) -> Loaded:
        (folder / name).write_text(name, encoding="utf-8")
        return city.load([figures(*lines)], [], Sent(folder / name, name, office))

    growth, tax = f"{GROWTH}  7.9  -", f"{TAX}  5  flash"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CHAINBOARD_VAR", str(folder / "var"))
        yield {
            "first": sent("a", BUREAU, f"{SECTOR}  95.50  verified", growth, tax),
            "own": sent("b", STATISTICS, f"{SECTOR}  90  verified", growth),
            "later": sent("c", BUREAU, f"{SECTOR}  96  -", growth, tax),
            "again": sent("d", BUREAU, f"{SECTOR}  96  flash", growth, tax),
        }


def shown(number: int | None = None) -> dict[str, tuple[float | None, str]]:
    """Value and status of each metric, as an edition shows it; of a growth no value."""
    found = asked("current_figure", "metric_id, value, status", number)
    return {metric: (value and float(value), status) for metric, value, status in found}


def test_a_department_s_figures_stand_as_sent_with_the_status_of_a_claim(told):
    assert shown(2) == {SECTOR: (95.5, "claim"), GROWTH: (None, "claim"), TAX: (5, "flash")}


def test_the_office_s_own_figures_take_their_place_with_the_status_it_gave(told):
    assert (told["own"].new, told["own"].changed) == (0, 2)
    assert shown(3)[SECTOR] == (90, "verified")
    assert shown(3)[GROWTH] == (None, "preliminary")


def test_a_later_claim_does_not_replace_them_and_is_a_correction_of_the_earlier_claim(told):
    assert (told["later"].new, told["later"].changed, told["later"].same) == (0, 1, 2)
    assert shown(4) == shown(3)
    behind = (96, Decimal("95.5"), "claim")
    assert behind in asked("newest_figure", "value, replaced_value, status", 4)


def test_the_same_claim_again_loads_nothing_whatever_status_it_gives(told):
    assert (told["again"].load_id, told["again"].said) == (None, "same_rows")


def test_a_preview_compares_by_who_sends(told):
    rows = [figures(f"{SECTOR}  97  verified")]

    (claimed,), (own,) = preview(rows, BUREAU).changes, preview(rows, STATISTICS).changes
    assert (float(claimed.old), float(own.old)) == (96, 90)
    assert preview(rows).changes == (own,)


def test_a_preview_says_which_card_a_figure_would_take_the_place_of(told):
    rows = [figures(f"{GROWTH}  8.4  -")]

    view = scene.of_city(editions.current("city") or 1, "zh")
    assert [card["导入后"][:4] for card in found(rows, view, STATISTICS).cards] == ["8.4%"]
    assert found(rows, view, BUREAU).cards == []


def test_the_main_file_keeps_the_status_that_was_sent(told):
    with desk.opened(desk.DESK) as con:
        kept = con.table("figure").filter(f"metric_id = '{SECTOR}' and load_id = 1")
        assert kept.project("value_text, status").fetchall() == [("95.5", "verified")]


def test_an_edition_made_again_has_the_same_content(told):
    for number in (2, 3):
        assert content(city.rebuild(number)) == content(edition_file("city", number))
