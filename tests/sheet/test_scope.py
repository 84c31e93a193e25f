"""Scope: each panel says whose figures it shows, and which choice of its page it ignores."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import cache

import pytest
from openpyxl import load_workbook

from chainboard.board import entry, scene
from chainboard.navigation import pages, questions
from chainboard.page import AXES, Page
from chainboard.panels import Panel
from chainboard.panels.panel import Table
from chainboard.person import Audience, Grant
from chainboard.sheet import sheet
from chainboard.sheet.csv_file import csv_file, labels
from chainboard.sheet.data import data
from chainboard.sheet.scope import asked, part, second_of, whole
from chainboard.sheet.screen import screen
from chainboard.sheet.workbook import workbook
from chainboard.view import View
from pages import audit, chain, county, meeting, overview
from tests.pages.opened import view

HESHUI, ZHENYUAN = "621024", "621027"
STEPPED = ("chain_firms", "chain_projects", "chain_cards")


def about(page: Page, seen: View, **fields) -> Panel:
    """A panel of a page, with its scope."""

    def question(_seen: View) -> Panel:
        return Panel(
            name="question", finding="示例", measure="亿元", body=Table([], []), rows=(),
            columns=(), source="", as_of="", alt="示例", **fields,
        )  # fmt: skip

    return asked(page, question, seen).panel


def test_a_panel_of_one_chain_names_it_under_its_title():
    seen = view("demo", chain="petrochem")

    assert about(county.PAGE, seen).measure == "庆阳市 · 油煤气化工产业链 · 亿元"
    assert about(chain.PAGE, seen).alt == "庆阳市 · 油煤气化工产业链：示例"


def test_a_panel_of_all_chains_of_one_county_says_both():
    seen = view("demo", county=HESHUI)

    assert about(county.PAGE, seen).measure == "合水县 · 全部产业链 · 亿元"


def test_a_panel_of_the_city_names_the_city():
    assert about(overview.PAGE, view("demo")).measure == "庆阳市 · 亿元"
    assert about(overview.PAGE, view("demo", "en")).measure == "Qingyang · 亿元"


@pytest.mark.parametrize("pack", ["demo", "published"])
def test_meetings_name_the_city_in_every_output_and_a_record_of_acts_names_none(pack):
    drawn = asked(meeting.PAGE, meeting.meetings, view(pack))
    city = "庆阳市"

    assert about(meeting.PAGE, view(pack, "en")).measure == "Qingyang · 亿元"
    assert about(audit.PAGE, view(pack)).scope == ""
    if drawn.lines:
        shown = json.loads(screen(drawn))
        assert shown["measure"].startswith(f"{city} · ") and shown["alt"].startswith(f"{city}：")
        assert json.loads(data(drawn, "meeting", {}))["measure"].startswith(f"{city} · ")
        assert city in csv_file(drawn).decode()
        book = load_workbook(io.BytesIO(workbook([("a", drawn)], "")))
        assert any(city in str(row) for row in book["a"].iter_rows(values_only=True))


def test_that_others_see_more_is_said_by_the_page_once_and_by_what_leaves_it():
    told = "按当前账号的权限显示"
    seen = replace(
        view("demo", chain="petrochem"),
        audience=Audience((Grant(areas=frozenset({HESHUI})),), sees_firms=True),
    )
    drawn = asked(chain.PAGE, chain.county_contribution, seen)
    shown = json.loads(screen(drawn))
    entry_of_page = json.loads(entry.of(chain.PAGE, chain.PANELS, seen))

    assert entry_of_page["part"].startswith(told) and shown["part"] == entry_of_page["part"]
    assert not any(told in note for note in shown["notes"])
    assert "只含当前账号可看的数据" in csv_file(drawn).decode()
    assert told in "".join(json.loads(data(drawn, "chain", {}))["notes"])
    book = load_workbook(io.BytesIO(workbook([("a", drawn)], "")))
    assert any(told in str(row[0]) for row in book["a"].iter_rows(values_only=True))


def test_who_sees_all_that_a_page_is_about_is_told_nothing_of_it():
    of_heshui = Audience((Grant(areas=frozenset({HESHUI})),), sees_firms=True)
    whole = replace(view("demo", chain="petrochem", county=HESHUI), audience=of_heshui)

    for seen in (whole, view("demo", chain="petrochem")):
        drawn = asked(chain.PAGE, chain.county_contribution, seen)
        assert json.loads(screen(drawn))["part"] == ""
        assert "权限" not in labels(drawn)
    assert part(audit.PAGE, replace(whole, county="all")) == ""  # the record of acts is no part


def test_a_choice_that_is_only_marked_is_not_the_scope():
    seen = view("demo", county=HESHUI)

    assert about(county.PAGE, seen, marks=("county",), fixed=("chain",)).measure == (
        "庆阳市 · 标出合水县 · 亿元"
    )


def test_a_choice_that_does_not_move_a_panel_is_said_on_it():
    seen = view("demo", chain="petrochem", period="2025")
    panel = about(county.PAGE, seen, fixed=("chain", "period"))

    assert panel.measure == "庆阳市 · 亿元"
    assert panel.notes == ("本板块不随所选产业链变化。", "本板块不随所选期间变化。")


def test_a_panel_of_one_step_names_it_and_the_others_of_its_page_do_not():
    seen = view("demo", chain="petrochem", node="petrochem.fine")
    panels = {name: asked(chain.PAGE, getattr(chain, name), seen).panel for name in STEPPED}

    assert panels["chain_firms"].scope == "庆阳市 · 油煤气化工产业链 · 环节“精细化工”"
    assert panels["chain_projects"].scope == panels["chain_firms"].scope
    assert panels["chain_cards"].scope == "庆阳市 · 油煤气化工产业链"
    assert (
        panels["chain_cards"].notes
        == asked(chain.PAGE, chain.chain_cards, replace(seen, node="all")).panel.notes
    )


def test_a_step_without_a_firm_is_named_where_firms_are_only_sought_and_where_nothing_is_drawn():
    seen = view("demo", chain="petrochem", node="petrochem.olefins")
    panel = asked(chain.PAGE, chain.chain_firms, seen).panel
    county = asked(chain.PAGE, chain.chain_firms, replace(seen, county="621026")).panel

    assert panel.finding == "还没有企业，招商目标企业 1 家"
    assert "环节“烯烃生产”" in panel.measure
    assert county.body is None
    assert county.status.endswith("环节“烯烃生产”：没有注明在这一环节的企业")


def test_a_record_keeps_its_firms_whole_and_shows_a_step_without_a_project():
    seen = view("published", chain="energy", node="energy_hydrogen")
    firms, projects = (
        asked(chain.PAGE, question, seen) for question in (chain.chain_firms, chain.chain_projects)
    )

    assert "环节" not in firms.panel.scope
    assert firms.panel.notes == ("资料没有注明这些企业在哪个环节，本板块不随所选环节变化。",)
    assert projects.panel.scope.endswith("环节“氢能综合利用”")
    assert not projects.is_left_out


def test_a_step_is_let_go_with_its_chain():
    seen = view("demo", chain="petrochem", node="petrochem.fine")

    assert whole(seen) == seen
    assert whole(replace(seen, chain="digital")).node == "all"
    assert whole(replace(seen, node="nowhere")).node == "all"


def test_beside_another_chain_the_step_narrows_its_own_chain_only():
    seen = view("demo", chain="petrochem", node="petrochem.fine", compare="digital")

    second = second_of(chain.PAGE, seen)
    assert second is not None
    assert (second.chain, second.node) == ("digital", "all")


def test_each_line_of_a_csv_says_whose_figure_it_is():
    text = csv_file(
        asked(county.PAGE, county.county_rank, view("demo", chain="petrochem"))
    ).decode()
    head, *lines = text.splitlines()

    at = head.split(",").index("范围")
    assert {line.split(",")[at] for line in lines} == {"庆阳市 · 油煤气化工产业链"}


@cache
def drawn(pack: str, address: str, name: str, seen: View) -> bytes:
    """A panel as the browser gets it without its scope, so that only its figures count."""
    page = next(each for each in pages() if each.address == address)
    question = next(each for each in questions(page) if each.__name__ == name)
    return screen(sheet(question(seen), seen))


CASES = [
    (pack, page, question)
    for pack in ("demo", "published")
    for page in pages()
    for question in questions(page)
    if page.axes
]


@pytest.mark.sample(40)
@pytest.mark.parametrize(
    ("pack", "page", "question"),
    CASES,
    ids=[f"{pack}-{page.address}-{question.__name__}" for pack, page, question in CASES],
)
def test_a_panel_follows_each_choice_of_its_page_or_says_that_it_does_not(pack, page, question):
    start = view(pack)
    choices = scene.choices_of(start)
    start = scene.with_choice(page, start, choices)
    panel = question(start)
    if panel.body is None:
        return
    for name in (axis for axis in page.axes if AXES[axis].ids):
        listed = [scene._named(row[AXES[name].ids]) for row in choices.rows[name]]
        others = [replace(start, **{name: choice}) for choice in listed[:24]]
        of = (pack, page.address, question.__name__)
        moved = any(drawn(*of, other) != drawn(*of, start) for other in others)
        assert moved is (name not in panel.fixed), name
