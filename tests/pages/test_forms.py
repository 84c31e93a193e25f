"""Forms of the work loop on their pages, without a browser: what they offer and keep."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from chainboard.board import scene, step_fields
from chainboard.ledger import reading
from chainboard.navigation import page_at
from chainboard.person import AT_THE_DESK, Audience, Grant
from chainboard.queries import ask
from tests.ledger.taken import CHAIN_OFFICE, COUNTY, OWNER, assigned, step
from tests.pages.opened import view

HUAN = "621022"
pytestmark = pytest.mark.usefixtures("demo_with_its_ledger")


def _page(address, lang):  # run on its own: no name of this file is known in it
    import streamlit as st

    from chainboard.board import scene, steps
    from chainboard.navigation import page_at
    from chainboard.person import AT_THE_DESK

    asked = {"pack": "demo", "lang": lang, **st.query_params.to_dict()}
    steps.show(page_at(address), scene.read(page_at(address), asked, lang, AT_THE_DESK))


def opened(address: str, office: str, lang: str = "zh", **chosen: str) -> AppTest:
    """The forms of a page as an office sees them."""
    app = AppTest.from_function(_page, args=(address, lang), default_timeout=60)
    for name, value in chosen.items():
        app.query_params[name] = value
    app.run().selectbox(key="acting_office").select(office).run()
    assert not app.exception
    return app


def begun(address: str, office: str, kind: str, **chosen: str) -> AppTest:
    app = opened(address, office, **chosen)
    app.button(key=f"new_{kind}").click().run()
    return app


def projects(chain: str, county: str | None) -> list[str]:
    """The names and codes of the projects of a chain and a county."""
    return [
        f"{row.name_zh}（{row.project_id}）"
        for row in ask(view("demo"), "search.projects")
        if row.chain_id == chain and county in (None, row.area_code)
    ]


def test_a_project_is_chosen_by_name_and_code_among_those_of_the_chain_and_county():
    app = begun("schedule", COUNTY, "problem", chain="petrochem")
    field = app.selectbox(key="step_demo_problem_project_id")
    assert field.value is None and list(field.options) == projects("petrochem", None)

    app.selectbox(key="step_demo_problem_area_code").select(HUAN).run()
    named = projects("petrochem", HUAN)
    field = app.selectbox(key="step_demo_problem_project_id")
    assert named and list(field.options) == named

    field.set_value(named[0].partition("（")[2][:-1]).run()
    app.text_area(key="step_demo_problem_text").set_value("示例：用电负荷不够")
    app.button(key="step_demo_problem_raise_take").click().run()
    assert not app.exception and not app.error
    newest = max(reading.matters(seen(), "problem"), key=lambda row: row.event)
    assert newest.project_id == named[0].partition("（")[2][:-1]


def test_a_project_of_another_county_is_let_go_with_the_county():
    app = begun("schedule", COUNTY, "problem", chain="petrochem")
    mine = next(
        row.project_id
        for row in ask(view("demo"), "search.projects")
        if row.chain_id == "petrochem" and row.area_code != HUAN
    )
    app.selectbox(key="step_demo_problem_project_id").set_value(mine).run()
    app.selectbox(key="step_demo_problem_area_code").select(HUAN).run()

    assert app.selectbox(key="step_demo_problem_project_id").value is None


def test_who_may_see_one_county_is_offered_its_projects_alone():
    now = scene.read(page_at("schedule"), {"pack": "demo"}, "zh", AT_THE_DESK)
    only = replace(now.view, audience=Audience((Grant(areas=frozenset({HUAN})),)))
    of = step_fields._Of(replace(now, view=only), None, "", None, step_fields.Typed())

    offered = step_fields._projects(of)
    mine = [row for row in ask(now.view, "search.projects") if row.area_code == HUAN]
    assert set(offered) == {row.project_id for row in mine}


def seen():
    return reading.newest(view("demo"), view("demo").as_of)


def test_what_was_typed_for_a_matter_that_another_closed_is_shown_and_can_be_dropped():
    problem = answered()
    app = opened("schedule", CHAIN_OFFICE, matter=problem)
    app.segmented_control(key=f"next_{problem}_answered_{CHAIN_OFFICE}").select("return").run()
    app.text_area(key=f"step_demo_{problem}_reason").set_value("示例：还差验收单")
    assert not app.code
    step(COUNTY, "problem confirm", problem)

    app.run()
    assert not app.exception
    assert [shown.value for shown in app.code] == ["示例：还差验收单"]
    assert "确认销号" in app.error[0].value and "还在" in app.error[0].value
    app.run()
    assert [shown.value for shown in app.code] == ["示例：还差验收单"]

    app.button(key=f"drop_{problem}").click().run()
    assert not app.code and not app.error and not app.exception


def test_a_matter_for_which_nothing_was_typed_shows_no_words_of_a_form():
    app = opened("schedule", COUNTY, matter=answered())

    assert not app.code


def answered() -> str:
    problem = assigned()
    step(OWNER, "problem answer", problem, text="示例：已增容")
    return problem
