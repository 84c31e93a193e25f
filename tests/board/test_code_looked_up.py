"""From any number to its cell: the code of what was printed leads to the same digits."""

from __future__ import annotations

import io
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from chainboard import packs
from chainboard.board import door, scene
from chainboard.navigation import page_at, pages
from chainboard.page import AXES
from chainboard.person import AT_THE_DESK, VISITOR, Audience, Grant, Person
from chainboard.queries import ask
from chainboard.sheet.code import CHOICES, code as code_of, has_codes, letters_of
from chainboard.sheet.screen import heading, screen
from chainboard.store import chain, editions, keeping
from chainboard.store.place import ROOT
from chainboard.view import View
from tests.board.asked import get, ok
from tests.board.served import firm
from tests.store.city.sent import OFFICE, load, output

pytestmark = pytest.mark.usefixtures("packs")
PACKS = ("published", "demo")
CODED = tuple(page.address for page in pages() if has_codes(page))
SEED, FIGURES, EACH = 20261130, 200, 8
LOOKED_UP = "/data/about/code_looked_up.json"
PRINTED = re.compile(r"(?:溯源码|[Cc]ode) ([0-9A-Z-]+)")
TREND = "/data/chain/output_trend.json"
OURS = "pack=city&lang=zh&chain=petrochem&county=621002"


def start(pack: str) -> View:
    number = editions.current(pack)
    assert number is not None
    return scene.start_of(View(pack=packs.PACKS[pack], edition=number))


def drawn_views(chance: random.Random) -> Iterator[tuple[str, str, View]]:
    """Panels of pages, each in a view with choices that their edition has."""
    known = {pack: scene.choices_of(start(pack)).known for pack in PACKS}
    while True:
        pack, page = chance.choice(PACKS), chance.choice(CODED)
        panel = chance.choice([*door.pages()[page]])
        given = [("pack", pack), ("lang", chance.choice(("zh", "en")))]
        for axis in ("chain", "county", "period", "basis", "node", "compare"):
            values = AXES[axis].values or known[pack][axis]
            if axis not in ("node", "compare") and chance.random() < 0.4:
                given.append((axis, chance.choice(sorted(values))))
        yield page, panel, door.view_of(page, given, "zh", AT_THE_DESK)


def traced(at_door, code: str) -> dict[str, Any]:
    return json.loads(ok(get(at_door, LOOKED_UP, f"code={code}")))


def numbers(rows: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return [
        (at, key)
        for at, row in enumerate(rows)
        for key, value in row["values"].items()
        if isinstance(value, int | float)
    ]


def refused(at_door, code: str) -> tuple[int, str, str]:
    answer = get(at_door, LOOKED_UP, f"code={code}&lang=zh")
    told = json.loads(answer.body)["error"]
    return answer.status, told["code"], told["message"]


def test_two_hundred_figures_of_data_are_found_with_the_same_digits_and_their_cell(at_door):
    chance, found = random.Random(SEED), 0
    for page, panel, view in drawn_views(chance):
        made = json.loads(door.as_json(page, panel, view).content)
        places = numbers(made["rows"])
        if not places:
            continue
        looked_up = traced(at_door, made["code"])
        ids = {row["figure_ids"].get(key) for row in made["rows"] for key in row["figure_ids"]}
        came = {r.figure_id: r for r in ask(view, "sources.of_figures", figure_ids=sorted(ids))}
        for at, key in chance.sample(places, min(EACH, len(places))):
            own, there = made["rows"][at], looked_up["rows"][at]["values"]
            assert there[key] == own["values"][key], (page, panel, made["code"])
            figure = came.get(own["figure_ids"].get(key, ""))
            if figure is not None and view.pack.name == "demo" and key == "value":
                assert there["origin_sheet"] == figure.sheet, (page, panel)
                assert there["origin_cell"] == figure.cell
            found += 1
        if found >= FIGURES:
            return


def test_what_a_workbook_prints_above_a_table_leads_to_the_rows_of_that_table(at_door):
    chance, found = random.Random(SEED + 1), 0
    for page, panel, view in drawn_views(chance):
        book = openpyxl.load_workbook(io.BytesIO(door.as_workbook(page, panel, view).content))
        cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
        above = "\n".join(str(row[0]) for row in cells)
        code = PRINTED.search(above)
        assert code is not None, (page, panel)
        rows = [row["values"] for row in traced(at_door, code[1])["rows"]]
        told = {value for row in rows for value in row.values() if isinstance(value, int | float)}
        held = [v for row in cells for v in row[: len(row) - 2] if isinstance(v, float)]
        assert set(held) <= told, (page, panel, code[1])
        found += len(held)
        if found >= FIGURES:
            return


def test_what_the_screen_prints_is_printed_again(at_door):
    chance, found = random.Random(SEED + 2), 0
    for page, panel, view in drawn_views(chance):
        made = screen(door.sheet_of(page, panel, view))
        shown = json.loads(made) if made else {}
        if not shown.get("table"):
            continue
        about = door.view_of("about", [("code", shown["code"])], "zh", AT_THE_DESK)
        again = json.loads(screen(door.sheet_of("about", "code_looked_up", about)))["table"]
        wide = len(shown["table"]["columns"])
        assert [row[:wide] for row in again["rows"]] == [row[:-1] for row in shown["table"]["rows"]]
        found += len(again["rows"])
        if found >= FIGURES:
            return


@pytest.mark.parametrize("pack", PACKS)
def test_no_two_choices_of_an_axis_share_their_letters(pack):
    for axis, choices in scene.choices_of(start(pack)).known.items():
        if axis in CHOICES:
            chosen = [choice for choice in choices if choice]
            assert len({letters_of(axis, choice) for choice in chosen}) == len(chosen), axis


def test_the_way_leads_to_the_view_that_was_printed():
    given = [("pack", "demo"), ("chain", "petrochem"), ("county", "621002"), ("lang", "en")]
    view = door.view_of("county", given, "zh", AT_THE_DESK)
    code = door.sheet_of("county", "county_cards", view).panel.code
    here = door.view_of("about", [("code", code), ("county", "621024")], "zh", AT_THE_DESK)
    go = door.sheet_of("about", "code_looked_up", here).panel.go

    page, _, address = go.partition("?")
    pairs = [tuple(pair.split("=")) for pair in address.split("&")]
    assert page == "county" and door.view_of("county", pairs, "zh", AT_THE_DESK) == view


def test_without_a_code_nothing_is_there_and_a_code_moves_no_other_panel(at_door):
    made = json.loads(ok(get(at_door, LOOKED_UP, "pack=demo")))
    assert (made["rows"], made["finding"], made["code"]) == ([], "", "")

    code = json.loads(ok(get(at_door, TREND, "pack=demo&chain=petrochem")))["code"]
    plain, asked = start("demo"), door.view_of("about", [("code", code)], "zh", AT_THE_DESK)
    page = page_at("about")
    assert page.seen_by("rules", asked) == page.seen_by("rules", plain)
    assert page.seen_by("code_looked_up", asked).code == code


def test_a_mistyped_code_is_told_from_one_of_what_is_not_here(at_door):
    code = json.loads(ok(get(at_door, TREND, "pack=demo&chain=petrochem&lang=zh")))["code"]
    typed = f"{code[:6]}{'2' if code[6] != '2' else '3'}{code[7:]}"

    status, kind, words = refused(at_door, typed)
    assert (status, kind) == (400, "mistyped_code")
    assert "多半在第 2 组" in words and code in words
    assert "第 1 组" in refused(at_door, code.replace(code[1], "u", 1))[2]
    assert refused(at_door, "J15Z-430W-SD1B-0000")[:2] == (400, "mistyped_code")


def test_a_code_of_an_edition_that_is_not_kept_says_which(at_door):
    page = page_at("chain")
    later = View(pack=packs.DEMO, edition=777, chain="petrochem")
    other = View(pack=packs.DEMO, edition=start("demo").edition, chain="no_such_chain")

    words = refused(at_door, f"{code_of(page, 'output_trend', later)}&pack=demo")
    assert words == (400, "unknown_code", "溯源码没有输错，但这里找不到：演示数据没有版次 777。")
    unknown = refused(at_door, code_of(page, "output_trend", other))
    assert unknown[1] == "unknown_code" and unknown[2].endswith("没有它所选的产业链。")
    assert "板块" in refused(at_door, code_of(page, "no_such_panel", start("demo")))[2]


@pytest.fixture(scope="module")
def city(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A city pack of two loads, the second a correction: editions 2 and 3."""
    folder = tmp_path_factory.mktemp("coded")
    for pack in ("published", "demo"):
        shutil.copytree(packs / pack, folder / "var" / pack)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", str(folder / "var"))
        load(folder, "九月.xlsx", output("2026-09-30  90"), firm())
        load(folder, "更正.xlsx", output("2026-09-30  95"))
        yield folder


def came(row: dict[str, Any]) -> tuple[Any, ...]:
    columns = ("year_to_date", "origin_office", "origin_file", "origin_sheet", "origin_cell")
    return tuple(row["values"].get(name) for name in columns)


def test_an_old_edition_shows_what_it_showed_and_where_that_came_in(at_door, city):
    now = editions.current("city")
    codes = [
        json.loads(ok(get(at_door, TREND, f"{OURS}&edition={number}")))["code"]
        for number in (now - 1, now)
    ]
    before, after = (traced(at_door, code)["rows"] for code in codes)

    assert (90, OFFICE, "九月.xlsx", "指标", "G2") in [came(row) for row in before]
    assert (95, OFFICE, "更正.xlsx", "指标", "G2") in [came(row) for row in after]
    keeping.freeze("city", now)
    keeping.prune("city", 1)
    assert refused(at_door, codes[0])[1] == "unknown_code"


def test_who_may_not_see_it_is_told_what_one_is_told_who_looks_for_what_is_not_there(city):
    number = editions.current("city")
    view = door.view_of("chain", [tuple(each.split("=")) for each in OURS.split("&")], "zh",
                        AT_THE_DESK)  # fmt: skip
    code = door.sheet_of("chain", "output_trend", view).panel.code
    nobody = Person(office="示例局")
    elsewhere = Person(audience=Audience((Grant(chains=frozenset({"digital"})),)))

    for person, why in ((nobody, "不对当前账号开放"), (elsewhere, f"版次 {number} 没有")):
        with pytest.raises(door.Refused) as told:
            door.view_of("about", [("code", code)], "zh", person)
        assert told.value.code == "unknown_code" and why in told.value.message


def test_what_is_looked_up_of_the_citys_data_is_recorded(at_door, city):
    code = json.loads(ok(get(at_door, TREND, OURS)))["code"]
    lines = len(list(chain.entries()))
    traced(at_door, code)

    (line,) = list(chain.entries())[lines:]
    assert line["words"] == f"about/code_looked_up.json code={code}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_on_the_page_prints_what_the_panel_prints_in_the_unit_of_the_language(lang):
    given = [("pack", "demo"), ("chain", "petrochem"), ("lang", lang)]
    there = door.view_of("chain", given, "zh", AT_THE_DESK)
    trend = door.sheet_of("chain", "output_trend", there)
    about = door.view_of("about", [("code", trend.panel.code)], "zh", AT_THE_DESK)
    body = door.sheet_of("about", "code_looked_up", about).panel.body

    printed = [[cell.shown for cell in line.cells] for line in trend.lines]
    assert [row[: len(printed[0])] for row in body.rows] == printed
    assert about.lang == lang and body.columns[1]["label"] == heading(trend.headings[1], there.say)


def test_a_code_that_is_typed_is_the_address_and_a_wrong_one_leaves_the_page_where_it_is():
    code = door.sheet_of("overview", "targets", start("demo")).panel.code
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).run()
    app.switch_page("pages/about.py").run()

    for typed, address in (
        (code, {"code": code}),
        (f"{code[:-1]}U", {"code": f"{code[:-1]}U", "pack": "demo", "lang": "zh"}),
        ("", {"pack": "demo", "lang": "zh"}),
    ):
        app.text_input[0].input(typed).run()
        assert not app.exception
        assert dict(app.query_params) == address


def test_what_the_board_reckons_itself_is_not_found_by_its_code_in_the_room(in_the_room):
    code = code_of(page_at("chain"), "outlook", replace(start("demo"), chain="petrochem"))
    with pytest.raises(door.Refused, match="没有它所指的板块") as told:
        door.view_of("about", [("code", code)], "zh", VISITOR)
    assert told.value.code == "unknown_code"
