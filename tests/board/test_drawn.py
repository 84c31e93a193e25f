"""Panels as bytes: kept once for everyone, one failure apart from the others."""

from __future__ import annotations

import json
import logging
from datetime import date, datetime
from threading import Thread

import pytest

from chainboard.board import drawn
from chainboard.packs import DEMO, PUBLISHED
from chainboard.page import Page
from chainboard.panels import Column, Panel
from chainboard.panels.panel import Cards, Figure, Multiples, Table, Tiles
from chainboard.queries import Damaged
from chainboard.sheet import sheet
from chainboard.sheet.screen import screen
from chainboard.view import Row, View

CHAIN, COUNTY = (Page(name, 1, *("示例" for _ in range(4))) for name in ("chain", "county"))
VIEW = View(pack=DEMO, edition=1, chain="petrochem")


@pytest.fixture(autouse=True)
def forgotten():
    drawn.forget()
    yield
    drawn.forget()


def plain(**fields) -> Panel:
    given = {
        "name": "question", "finding": "西峰占 80%", "measure": "亿元", "body": Table([], []),
        "rows": (), "columns": (), "source": "来源：甲", "as_of": "", "alt": "西峰",
    }  # fmt: skip
    return Panel(**{**given, **fields})


def as_sent(panel: Panel, view: View) -> bytes:
    return screen(sheet(panel, view))


def asked_times(panel: Panel):
    """A question that answers with the panel and counts how often it was asked."""
    times: list[View] = []

    def question(view: View) -> Panel:
        times.append(view)
        return panel

    return question, times


def test_a_panel_is_drawn_once_and_kept_for_everyone():
    question, times = asked_times(plain())

    made = [drawn.panel(CHAIN, question, VIEW) for _ in range(3)]
    assert len(times) == 1
    assert made[0] == made[1] == made[2]


def test_another_view_or_another_page_is_another_panel():
    question, times = asked_times(plain())

    drawn.panel(CHAIN, question, VIEW)
    drawn.panel(CHAIN, question, View(pack=DEMO, edition=2, chain="petrochem"))
    drawn.panel(CHAIN, question, View(pack=DEMO, edition=1, chain="petrochem", lang="en"))
    drawn.panel(COUNTY, question, VIEW)
    assert len(times) == 4


def test_the_same_question_read_anew_is_still_the_same_question():
    """Streamlit makes a page's functions anew at every run."""
    first, times = asked_times(plain())
    second, again = asked_times(plain())

    drawn.panel(CHAIN, first, VIEW)
    drawn.panel(CHAIN, second, VIEW)
    assert (len(times), len(again)) == (1, 0)


def failing(fault: Exception):
    def question(view: View) -> Panel:
        raise fault

    return question


def test_a_panel_that_fails_is_a_message_with_a_number_that_the_log_has_too(caplog):
    with caplog.at_level(logging.ERROR, logger="chainboard"):
        said = json.loads(drawn.panel(CHAIN, failing(ZeroDivisionError("x / 0")), VIEW))

    assert said["fault"] in said["finding"] and said["fault"] in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "x / 0" not in json.dumps(said) and "Traceback" not in json.dumps(said)


def test_a_panel_that_failed_is_not_kept():
    drawn.panel(CHAIN, failing(ValueError("once")), VIEW)
    question, times = asked_times(plain())
    question.__name__ = "question"

    assert b'"fault"' not in drawn.panel(CHAIN, question, VIEW)
    assert len(times) == 1


def test_a_damaged_edition_is_said_with_the_command_that_tells_more():
    said = json.loads(drawn.panel(CHAIN, failing(Damaged("edition 1")), VIEW))

    assert "python -m chainboard verify" in said["finding"]


def test_a_failure_is_told_in_the_language_of_the_view():
    said = json.loads(drawn.panel(CHAIN, failing(ValueError()), View(pack=DEMO, lang="en")))

    assert not any("\u4e00" <= letter <= "\u9fff" for letter in said["finding"])


def test_an_empty_panel_is_left_out_of_the_published_pack_and_one_line_on_the_demo():
    empty = plain(body=None, status="没有产业链产值")

    assert as_sent(empty, View(pack=PUBLISHED)) == b""
    assert json.loads(as_sent(empty, VIEW))["status"] == "没有产业链产值"


def test_dates_are_written_as_days_and_nothing_else_strange_is_sent():
    dated = plain(body=Table([], [[date(2026, 10, 31), datetime(2026, 1, 2, 3, 4)]]))

    assert json.loads(as_sent(dated, VIEW))["body"]["table"]["rows"][0][0] == "2026-10-31"
    with pytest.raises(TypeError, match="plain values"):
        as_sent(plain(body=Table([], [[{1, 2}]])), VIEW)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_no_browser_reads_is_never_sent(value):
    """JSON.parse fails on NaN, and with it the whole page: one panel must fail alone."""
    broken, _ = asked_times(plain(body=Figure([{"y": [value]}], {})))
    made = drawn.panel(CHAIN, broken, VIEW)

    assert b"NaN" not in made and b"Infinity" not in made


def test_tags_in_data_stay_text():
    said = as_sent(plain(finding="<script>alert(1)</script>"), VIEW)

    assert json.loads(said)["finding"] == "<script>alert(1)</script>"


def test_cards_tiles_and_multiples_take_the_whole_width_and_a_chart_when_it_says_so():
    wide = Figure([], {"meta": {"wide": True}})
    half = Multiples([], is_wide=False)
    bodies = (Cards([]), Tiles([]), Multiples([]), wide, Figure([], {}), Table([], []), half)

    assert [body.is_wide for body in bodies] == [True] * 4 + [False] * 3


def test_many_people_at_once_get_the_same_panel():
    question, _ = asked_times(plain())
    made: list[bytes] = []
    people = [
        Thread(target=lambda: made.append(drawn.panel(CHAIN, question, VIEW))) for _ in range(16)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert (len(made), len(set(made))) == (16, 1)


def test_what_is_kept_stays_within_its_size(monkeypatch):
    monkeypatch.setattr(drawn._panels, "most", 3000)
    question, times = asked_times(plain(finding="x" * 1000))
    views = [View(pack=DEMO, edition=n) for n in range(1, 6)]

    for view in views:
        drawn.panel(CHAIN, question, view)
    drawn.panel(CHAIN, question, views[-1])
    assert len(times) == 5
    drawn.panel(CHAIN, question, views[0])
    assert len(times) == 6


def test_a_panel_that_is_forgotten_takes_no_room(monkeypatch):
    monkeypatch.setattr(drawn._panels, "most", 3000)
    question, times = asked_times(plain(finding="x" * 1000))

    for _ in range(5):
        drawn.forget()
        drawn.panel(CHAIN, question, VIEW)
    times.clear()
    other = View(pack=DEMO, edition=2)
    for view in (VIEW, other, VIEW, other):
        drawn.panel(CHAIN, question, view)
    assert times == [other]


def test_a_row_of_the_table_says_which_citation_is_its_own(packs):
    row = Row(figure_id=None, source_id=None, metric_id=None, value=1.5)
    shown = plain(rows=[row], columns=[Column("value", "数值", "亿元", 2)])

    said = json.loads(as_sent(shown, VIEW))
    assert said["table"]["columns"] == [{"label": "数值（亿元）", "end": True}]
    assert said["table"]["rows"] == [["1.50", None]]
