"""dashboard.py as Streamlit runs it, without a browser: any address gives a page or a message."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from chainboard.navigation import addresses
from chainboard.page import AXES
from chainboard.store import editions
from chainboard.store.city import loads as city
from chainboard.store.place import edition_file
from chainboard.store.schemas import SCHEMA_VERSION
from tests.commands.said import is_in
from tests.store.test_old_editions import unpacked
from tests.store.test_schemas import restamp

pytestmark = [pytest.mark.usefixtures("packs"), pytest.mark.weeks(3)]
DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
DEFAULT = "energy"
# What chooses acts of the audit is of no concern to a page of figures.
OF_FIGURES = [name for name, axis in AXES.items() if not axis.of_acts]


def opened(at: str = "chain", **parameters: str) -> AppTest:
    """The app run once on a page at an address."""
    app = AppTest.from_file(str(DASHBOARD), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run() if at == "overview" else app.switch_page(f"pages/{at}.py").run()


def elements(block: Any) -> list[Any]:
    """Every element of a run, however deep it stands."""
    children = getattr(block, "children", {})
    return [found for child in children.values() for found in (child, *elements(child))]


def board(app: AppTest) -> dict[str, Any]:
    """What the board got: its head, and the entries of what it shows."""
    assert not app.exception, app.exception[0].message
    return sent_by(app)[0]


def sent_by(app: AppTest) -> list[dict[str, Any]]:
    """What each component of the page got, two lines of JSON each: the board's first."""
    sent = [
        element.proto.bytes.split(b"\n")
        for element in elements(app.main)
        if getattr(element, "type", "") == "bidi_component"
    ]
    return [{"head": json.loads(head), "entries": json.loads(rest)} for head, rest in sent]


def head(**parameters: str) -> dict[str, Any]:
    return dict(board(opened(**parameters))["head"])


def test_the_first_address_shows_the_overview_of_the_published_pack():
    shown = head(at="overview")

    assert (shown["page"], shown["selected"], shown["messages"]) == ("overview", "all", [])
    assert shown["edition"].startswith("published-")
    assert shown["watermark"] == ""


def test_the_chain_page_starts_with_the_first_chain():
    assert head()["selected"] == DEFAULT


@pytest.mark.parametrize("pack", ["published", "demo"])
@pytest.mark.parametrize("page", addresses())
def test_every_page_is_drawn_without_a_failed_panel(page, pack):
    for sent in sent_by(opened(at=page, pack=pack)):
        for entry in sent["entries"].values():
            assert [panel["name"] for panel in entry["panels"] if panel.get("fault")] == []


def test_a_page_of_one_chain_that_is_asked_for_all_shows_the_first_and_keeps_the_rest():
    shown = head(pack="demo", chain="all", county="621022", period="2024")

    assert (shown["selected"], shown["messages"]) == (DEFAULT, [])
    assert (shown["address"]["county"], shown["address"]["period"]) == ("621022", "2024")


def test_an_address_is_rebuilt_with_everything_it_names():
    asked = {"pack": "demo", "chain": "petrochem", "county": "621022", "period": "2023",
             "basis": "month", "theme": "projector", "lang": "en"}  # fmt: skip

    shown = head(**asked)
    told = {**shown["address"], shown["switch"]: shown["selected"]}
    assert {name: told[name] for name in asked} == asked
    assert shown["picked"]
    assert shown["messages"] == []


def test_the_board_says_pack_edition_and_day_and_the_demo_pack_is_marked():
    shown = head(pack="demo", lang="zh")

    assert shown["stamp"].startswith(
        f"数据来源：演示 · 版次 {editions.current('demo')} · 数据截至 2026年11月15日"
    )
    assert shown["watermark_mark"] == "演示数据"


def test_the_panels_of_the_page_come_with_the_marks_that_others_wait_on():
    sent = board(opened(pack="demo", chain="petrochem", period="2024"))
    entry = sent["entries"]["petrochem"]

    assert entry["view"] == "chain=petrochem&county=all&period=2024"
    assert entry["panels"][0]["name"] == "headline"
    assert [panel for panel in entry["panels"] if panel.get("fault")] == []


def test_the_panels_of_every_chain_follow_behind():
    app = opened(pack="demo")
    _shown, others = sent_by(app)

    assert len(others["entries"]) == 13
    assert not any(
        panel.get("fault") for entry in others["entries"].values() for panel in entry["panels"]
    )


@pytest.mark.parametrize("name", OF_FIGURES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unknown_value_is_a_message_and_the_default_view(name, lang):
    shown = head(lang=lang, **{name: "nowhere"})

    assert len(shown["messages"]) == 1 and "nowhere" in shown["messages"][0]
    assert name not in shown["address"] or shown["address"][name] == DEFAULT


@pytest.mark.parametrize(
    ("name", "value"),
    [("pack", "secret"), ("edition", "999"), ("edition", "-1"), ("edition", "1e3"),
     ("edition", "../../etc"), ("lang", "fr"), ("page", "nowhere"), ("pack", "moon")],
)  # fmt: skip
def test_an_unknown_pack_edition_language_or_page_is_a_message(name, value):
    shown = head(**{name: value})

    assert len(shown["messages"]) == 1 and value in shown["messages"][0]
    assert shown["edition"] == f"published-{editions.current('published'):06d}"


HOSTILE = (
    "'; drop table observation; --",
    '" onload="alert(1)',
    "<script>alert(1)</script>",
    "petrochem' or '1'='1",
    "a" * 10_000,
    "%00",
    "🐑",
    "../../../etc/passwd",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_address_is_a_message_and_nothing_is_executed(value):
    names = (*OF_FIGURES, "pack", "edition", "lang", "page")
    shown = head(**dict.fromkeys(names, value))

    assert len(shown["messages"]) == len(names)
    assert max(map(len, shown["messages"])) < 200
    assert shown["selected"] == DEFAULT
    assert not any(health.fault for health in editions.verify("published"))


def test_a_period_of_one_pack_that_the_other_lacks_is_a_message():
    shown = head(pack="published", period="2026-10")

    assert len(shown["messages"]) == 1 and "2026-10" in shown["messages"][0]


def test_the_filters_show_what_the_address_says():
    app = opened(pack="demo", county="621022", period="2024Q3", lang="zh")
    chosen = {box.label: box.value for box in app.selectbox}

    assert chosen == {
        "县（区）": "621022",
        "年份": 2024,
        "期间": "2024-09",  # another name of the third quarter
        "口径": "ytd",
        "对比期间": "",
        "对比": "",
        "环节": "all",
        "排序权重": "1-1-1-1",
    }


def test_steps_to_choose_are_those_of_the_chain_and_another_chain_knows_nothing_of_one():
    shown = opened(pack="demo", lang="zh", node="petrochem.fine")
    entry, others = sent_by(shown)
    steps = next(box for box in shown.selectbox if box.label == "环节")

    assert (entry["head"]["selected"], steps.value) == ("petrochem", "petrochem.fine")
    assert {"全部环节", "烯烃生产", "精细化工"} <= set(steps.options)
    assert "风力发电" not in steps.options
    assert entry["head"]["messages"] == []
    scopes = {
        chain: {panel["name"]: panel.get("scope", "") for panel in sent["panels"]}["chain_firms"]
        for chain, sent in others["entries"].items()
    }
    assert {chain for chain, scope in scopes.items() if "环节" in scope} == {"petrochem"}


def test_choosing_a_county_is_written_into_the_address():
    app = opened(pack="demo", chain="petrochem", lang="zh")

    app.selectbox(key="filter_county").set_value("621022").run()
    assert app.query_params["county"] in ("621022", ["621022"])
    assert board(app)["head"]["address"]["county"] == "621022"


def test_the_navigation_keeps_every_parameter():
    asked = {"chain": "petrochem", "county": "621022", "period": "2023"}
    app = opened("overview", pack="demo", lang="en", **asked)
    links = [el.proto for el in elements(app.main) if getattr(el, "type", "") == "page_link"]

    pages = [link for link in links if link.label in ("Chains", "About the data")]
    assert len(pages) == 2
    for link in pages:
        for pair in ("chain=petrochem", "county=621022", "period=2023", "lang=en", "pack=demo"):
            assert pair in link.query_string


def test_a_damaged_edition_is_a_page_that_says_which_command_mends_it(tmp_path, monkeypatch, packs):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    folder = tmp_path / "published"
    (folder / "editions").mkdir(parents=True)
    (folder / "CURRENT").write_text("77\n", encoding="utf-8")
    edition_file("published", 77).write_text("not a database", encoding="utf-8")

    app = opened("overview", lang="zh")

    assert not app.exception
    assert len(app.error) == 1
    assert "python -m chainboard verify --pack published" in app.error[0].value
    assert "python -m chainboard build --pack published" in app.error[0].value


def test_an_edition_that_is_gone_is_the_same_page_in_english(tmp_path, monkeypatch, packs):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "CURRENT").write_text("78\n", encoding="utf-8")

    app = opened("overview", lang="en")

    assert not app.exception
    assert "python -m chainboard build --pack published" in app.error[0].value
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in app.error[0].value)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_pointer_that_cannot_be_read_is_a_page_in_our_words(tmp_path, monkeypatch, packs, lang):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "CURRENT").write_bytes(b"\xff\xfe\x00")

    app = opened("overview", lang=lang)

    assert not app.exception
    assert "CURRENT" in app.error[0].value
    assert "python -m chainboard build --pack published" in app.error[0].value
    assert is_in(lang, app.error[0].value)


@pytest.mark.parametrize("number", ["１", "١", "1e0", "0000001"])
def test_an_edition_in_other_than_plain_digits_is_unknown(number):
    shown = head(pack="demo", chain="petrochem", edition=number, lang="zh")

    assert shown["edition"] == "demo-000001"
    assert shown["messages"] == [f"地址中的版次“{number}”不存在，已显示默认视图。"]


def test_the_current_edition_written_with_noughts_is_no_earlier_one():
    shown = head(pack="demo", chain="petrochem", edition="000001", lang="zh")

    assert (shown["edition"], shown["messages"]) == ("demo-000001", [])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_edition_of_a_newer_release_is_a_page_that_asks_for_that_release(
    tmp_path, monkeypatch, packs, lang
):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    unpacked(tmp_path)
    restamp(5, SCHEMA_VERSION + 1)

    app = opened("overview", pack="city", lang=lang)

    assert not app.exception
    assert str(SCHEMA_VERSION + 1) in app.error[0].value
    assert editions.numbers("city") == [1, 2, 3, 4, 5]


def test_an_edition_of_the_release_before_is_shown_by_its_number(tmp_path, monkeypatch, packs):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    unpacked(tmp_path)
    city.open_city()

    shown = head(pack="city", chain="petrochem", edition="3", lang="zh")

    assert shown["edition"] == "city-000003"
    assert len(shown["messages"]) == 1 and "3" in shown["messages"][0]
