"""Why a chain is behind: the dated words of an office, and what is being done about it."""

from __future__ import annotations

import pytest

from chainboard.analysis import loop
from chainboard.ledger import reading
from chainboard.ledger.own import open_of
from chainboard.panels.loop import causes
from chainboard.view import Row
from tests.panels.loop.seen import seen

pytestmark = pytest.mark.usefixtures("demo_ledger")


def told(lang: str, chain: str) -> tuple[object, object]:
    view = seen(lang=lang)
    known = loop.by_chain(open_of(view), {"mushroom": "agriculture"})
    columns = causes.columns(known, view.say)
    row = Row(chain_id=chain)
    return tuple(column.words(row) for column in columns)  # type: ignore[union-attr,return-value]


def test_the_newest_words_of_a_chain_say_why_with_office_and_day():
    cause, doing = told("zh", "equipment")

    assert cause == "示例：整改已完成七成，预计11月18日复验（示例：市商务局，2026年11月4日）"
    assert doing == {
        "words": "示例：市商务局 申请销号；期限2026年11月20日；未销号 2 件",
        "go": "schedule?chain=equipment&county=all",
    }


def test_a_chain_says_what_was_said_of_the_chains_in_it():
    assert str(told("zh", "agriculture")[0]).startswith("示例：菌棒加工厂用工缺口120人")


def test_a_chain_of_which_nobody_has_said_anything_has_empty_cells():
    assert told("zh", "health") == ("", "")
    assert causes.columns({}, seen().say) == ()


def test_the_way_leads_to_the_chain_s_overdue_problems_and_their_owners():
    """From the overview: one click on what is being done, and the page lists whose they are."""
    _, doing = told("en", "petrochem")
    view = seen(chain="petrochem", lang="en")
    late = [row for row in reading.of_view(view, "problem") if row.is_overdue]

    assert doing["go"] == "schedule?chain=petrochem&county=all"  # type: ignore[index]
    assert "4 open, 3 overdue" in doing["words"]  # type: ignore[index]
    assert [row.owner_en for row in late] == [
        "Demo: City Natural Resources Bureau",
        "Demo: City Water Bureau",
    ]


def test_parks_have_what_names_a_park_and_a_chain_does_not_follow_a_park():
    everything = seen(park="demo_park_huan", chain="petrochem")

    assert [row.park_id for row in open_of(seen(), "park", "county")] == ["demo_park_xifeng"]
    assert len(open_of(everything, "chain", "county")) == 4


def test_a_county_has_the_newest_words_of_its_own_matters_and_the_way_to_them():
    view = seen(county="621002", chain="energy")
    known = loop.by_county(open_of(view, "chain"))
    columns = causes.of_counties(known, view.chain, view.say)

    cause, doing = (column.words(Row(area_code="621023")) for column in columns)
    nothing = [column.words(Row(area_code="621002")) for column in columns]

    assert str(cause).startswith("示例：") and "2026年11月6日" in str(cause)
    assert doing["go"] == "schedule?county=621023&chain=energy"
    assert "期限2026年11月27日；未销号 1 件" in doing["words"]
    assert nothing == ["", ""]
