"""The monthly form on the page where files come in, without a browser."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from chainboard.board.intake_form import _made, _months
from chainboard.ledger import reading
from chainboard.store.city import loads as city
from chainboard.store.city.loads import Sent
from tests.store.city.sent import OFFICE, batch


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A city to which one office has sent a figure of September."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    reading.forget()
    about = {"metric_id": "output_value", "chain_id": "petrochem", "area_code": "621002"}
    (tmp_path / "a.xlsx").write_text("a", encoding="utf-8")
    rows = batch("indicators", "period_end  value\n2026-09-30  90", **about)
    city.load([rows], [], Sent(tmp_path / "a.xlsx", "a.xlsx", OFFICE))
    return tmp_path


def _script(lang):  # run on its own: no name of this file is known in it
    from chainboard.board.intake_form import show_form

    show_form(lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_at_the_desk_the_button_comes_with_the_choice_of_an_office(folder, lang):
    app = AppTest.from_function(_script, args=(lang,), default_timeout=60).run()
    assert not app.exception and not app.get("download_button")
    assert OFFICE in app.selectbox(key="form_office").options

    app.selectbox(key="form_office").select(OFFICE).run()
    assert not app.exception and len(app.get("download_button")) == 1


def test_the_form_of_the_page_is_a_workbook_of_that_office(folder):
    assert _made(OFFICE, date(2026, 10, 31), "zh").startswith(b"PK")


def test_the_month_before_and_the_one_that_runs_may_be_chosen_january_with_february():
    days = date(2026, 11, 30), date(2026, 1, 9), date(2026, 2, 9)

    assert [[f"{end:%Y-%m}" for end in _months(day)] for day in days] == [
        ["2026-10", "2026-11"], ["2025-12", "2026-02"], ["2026-02"],
    ]  # fmt: skip
