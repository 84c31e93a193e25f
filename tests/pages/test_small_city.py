"""A city that has sent next to nothing: every panel is drawn or says why it is empty."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from chainboard.board import drawn, scene
from chainboard.navigation import addresses, page_at, questions
from chainboard.person import AT_THE_DESK
from chainboard.store.city.loads import open_city
from tests.store.city.sent import batch, load

CHOICES = (
    {},
    {"chain": "energy"},
    {"county": "621022"},
    {"chain": "petrochem", "period": "2026-09"},
)


@pytest.fixture(params=["nothing", "one figure", "a missing one"])
def city(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A city pack with no load, one of one figure, or one of a figure that is not there."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    open_city()
    told = {"one figure": "period_end  value\n2026-09-30  90", "a missing one": MISSING}
    if request.param in told:
        load(tmp_path, "a.xlsx", batch("indicators", told[request.param], **SUBJECT))


SUBJECT = {"metric_id": "output_value", "chain_id": "petrochem", "area_code": "621002"}
MISSING = "period_end  value  absence\n2026-09-30  -  late"


def test_no_panel_of_a_small_city_fails(city, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.ERROR)
    for address in addresses():
        page = page_at(address)
        for asked in CHOICES:
            view = scene.read(page, {"pack": "city", **asked}, "zh", AT_THE_DESK).view
            for question in questions(page):
                drawn.panel(page, question, view)

    assert [record.getMessage() for record in caplog.records] == []
