"""Two chains or counties on one panel: the second in outline, both named in title and table."""

from __future__ import annotations

import json

import pytest

from chainboard.board import door
from chainboard.panels.hover import HOVER
from chainboard.panels.panel import Cards, Figure
from chainboard.person import AT_THE_DESK
from chainboard.sheet.scope import asked
from chainboard.sheet.screen import screen
from pages import chain, county
from tests.pages.opened import view
from tests.panels.drawing import inked

pytestmark = pytest.mark.usefixtures("packs")

TWO = {"chain": "petrochem", "compare": "equipment"}
NAMES = ("油煤气化工", "装备制造")
HESHUI, NINGXIAN = "621024", "621026"


def shown(page, name: str, pack: str = "demo", **picked):
    question = next(each for each in page.PANELS if each.__name__ == name)
    return asked(page.PAGE, question, view(pack, **picked))


@pytest.mark.parametrize("name", ["output_trend", "chain_investment", "county_contribution"])
def test_the_second_chain_is_drawn_in_outline_on_the_axes_of_the_first(name):
    alone = shown(chain, name, chain="petrochem").panel
    both = shown(chain, name, **TWO).panel
    assert isinstance(both.body, Figure) and isinstance(alone.body, Figure)
    added = inked(both.body)[len(inked(alone.body)) :]

    assert len(added) == 1
    assert added[0]["marker"]["color"] == "rgba(0,0,0,0)"
    (box,) = (trace for trace in both.body.data if trace.get("meta") == HOVER)
    assert all(NAMES[1] in text for text in box["hovertext"] if "亿元" in text)


@pytest.mark.parametrize("name", ["output_trend", "chain_investment", "chain_cards"])
def test_both_are_named_in_title_scope_and_data(name):
    both = shown(chain, name, **TWO)

    assert all(name in both.panel.finding for name in NAMES)
    assert "油煤气化工产业链与装备制造产业链" in both.panel.scope
    first = both.headings[0]
    assert first.label == "对比对象"
    assert {line.cells[0].shown for line in both.lines} == set(NAMES)


def test_the_values_of_the_second_are_its_own():
    both = shown(chain, "output_trend", **TWO).panel
    own = shown(chain, "output_trend", chain="equipment").panel

    assert isinstance(both.body, Figure) and isinstance(own.body, Figure)
    assert list(inked(both.body)[-1]["y"]) == list(own.body.data[1]["y"])


def test_a_county_without_a_figure_stays_on_its_line():
    """合水 has not reported the first chain: its name on the axis says so."""
    both = shown(chain, "county_contribution", chain="energy", compare="petrochem").panel

    assert isinstance(both.body, Figure)
    assert set(inked(both.body)[-1]["y"]) <= set(both.body.data[0]["y"])


def test_a_card_has_the_figure_of_the_second_below_its_own():
    both = shown(chain, "chain_cards", **TWO).panel

    assert isinstance(both.body, Cards)
    assert both.body.cards[0]["notes"][0].startswith("装备制造：")


@pytest.mark.parametrize("name", ["chain_firms", "chain_map", "missing_links", "county_heat"])
def test_a_panel_that_cannot_show_two_says_so(name):
    both = shown(chain, name, **TWO).panel

    assert "本板块只列油煤气化工，不与装备制造并列。" in both.notes
    assert "装备制造" not in both.scope


def test_two_counties_are_both_marked_among_all():
    both = shown(county, "county_rank", county=HESHUI, compare=NINGXIAN).panel
    alone = shown(county, "county_rank", county=HESHUI).panel

    assert both.finding.startswith(f"{alone.finding}；宁县")
    assert "标出合水县与宁县" in both.measure
    assert both.body != alone.body


def test_comparing_with_itself_or_with_what_the_page_has_not_changes_nothing_but_the_code():
    alone = json.loads(screen(shown(chain, "output_trend", chain="petrochem")))

    for other in ("petrochem", HESHUI):
        both = json.loads(screen(shown(chain, "output_trend", chain="petrochem", compare=other)))
        assert {**both, "code": alone["code"]} == alone


def test_the_address_compares_at_the_door_too():
    seen = door.view_of("chain", [("pack", "demo"), *TWO.items()], "zh", AT_THE_DESK)
    made = json.loads(door.as_json("chain", "output_trend", seen)[1])

    assert made["view"]["compare"] == "equipment"
    assert {row["values"]["compared"] for row in made["rows"]} == set(NAMES)
    with pytest.raises(door.Refused):
        door.view_of("chain", [("pack", "demo"), ("compare", "nothing")], "zh", AT_THE_DESK)
