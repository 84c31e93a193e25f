"""The door to the data: what each address answers, what it refuses, and what it is kept by."""

from __future__ import annotations

import csv
import io
import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest

from chainboard import packs
from chainboard.board import door, scene
from chainboard.navigation import addresses, pages
from chainboard.person import AT_THE_DESK
from chainboard.sheet import scope
from chainboard.sheet.csv_file import csv_file
from chainboard.store import editions
from chainboard.view import View
from pages import chain
from tests.board.asked import HOST, Answer, asked, get, ok

pytestmark = pytest.mark.usefixtures("packs")
PACKS = ("published", "demo")
PAGES = tuple(page.address for page in pages() if not page.is_internal)  # those that stay the same
CODES = {"late", "not_due", "suppressed", "not_applicable", "not_published"}
SEED, VIEWS = 20261124, 3  # views of each page and pack
PANEL = "/data/chain/output_trend"
MADE_UP = "pack=demo&chain=petrochem"


def a_sample(page: str, pack: str) -> list[str]:
    """Some addresses of a page, the same in every run."""
    number = editions.current(pack)
    assert number is not None
    known = scene.choices_of(scene.start_of(View(pack=packs.PACKS[pack], edition=number))).known
    chains, counties = sorted(known["chain"]), sorted(known["county"])
    chosen = random.Random(f"{SEED} {page} {pack}")
    return [
        "&".join(
            [
                f"pack={pack}&lang={chosen.choice(('zh', 'en'))}&chain={chosen.choice(chains)}",
                f"county={chosen.choice(('all', *counties))}",
                f"basis={chosen.choice(('ytd', 'month'))}&edition={number}",
            ]
        )
        for _ in range(VIEWS)
    ]


def every_panel(at_door, pack: str):
    for page in PAGES:
        for query in a_sample(page, pack):
            for panel in door.pages()[page]:
                yield page, panel, query


def seen(page: str, query: str) -> Any:
    pairs = [tuple(pair.split("=")) for pair in query.split("&")]
    return door.view_of(page, pairs, "zh", AT_THE_DESK)


def file_name(answer: Answer) -> str:
    return unquote(answer.headers["content-disposition"].rpartition("UTF-8''")[2])


def test_every_page_has_its_panels_at_the_door():
    assert tuple(door.pages()) == addresses()
    assert list(door.pages()["chain"])[:3] == ["headline", "chain_cards", "month_changes"]


@pytest.mark.parametrize("pack", PACKS)
def test_json_holds_what_the_sheet_holds_and_every_null_has_its_reason(at_door, pack):
    for page, panel, query in every_panel(at_door, pack):
        made = json.loads(ok(get(at_door, f"/data/{page}/{panel}.json", query)))
        drawn = door.sheet_of(page, panel, seen(page, query))
        keys = [column["key"] for column in made["columns"]]

        assert (made["page"], made["name"], made["pack"]) == (page, panel, pack)
        assert (made["finding"], made["measure"]) == (drawn.panel.finding, drawn.panel.measure)
        assert len(set(keys)) == len(keys) == len(drawn.headings)
        assert len(made["rows"]) == len(drawn.lines)
        for row in made["rows"]:
            assert list(row["values"]) == keys
            nulls = {key for key, value in row["values"].items() if value is None}
            assert set(row["absence"]) == nulls and set(row["absence"].values()) <= CODES
            assert set(row["figure_ids"]) <= set(keys) - nulls - set(row["derived"])


@pytest.mark.parametrize("pack", PACKS)
def test_numbers_of_a_column_with_a_unit_are_those_of_the_sheet(at_door, pack):
    for page, panel, query in every_panel(at_door, pack):
        made = json.loads(ok(get(at_door, f"/data/{page}/{panel}.json", query)))
        drawn = door.sheet_of(page, panel, seen(page, query))
        for at, (key, heading) in enumerate(zip(_keys(made), drawn.headings, strict=True)):
            if not heading.unit:
                continue
            held = [row["values"][key] for row in made["rows"]]
            raw = [line.cells[at].raw if line.row.get(heading.key) is not None else None
                   for line in drawn.lines]  # fmt: skip
            assert held == [None if each is None else pytest.approx(each) for each in raw]


def _keys(made: Any) -> list[str]:
    return [column["key"] for column in made["columns"]]


@pytest.mark.parametrize("pack", PACKS)
def test_a_csv_has_a_line_for_each_of_the_sheet_and_says_what_it_is(at_door, pack):
    for page, panel, query in every_panel(at_door, pack):
        content = ok(get(at_door, f"/data/{page}/{panel}.csv", query))
        drawn = door.sheet_of(page, panel, seen(page, query))
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        last = -2 if pack == "demo" else -1

        assert content == csv_file(drawn) and content.startswith(b"\xef\xbb\xbf")
        assert len(rows) == 1 + len(drawn.lines)
        assert len({len(row) for row in rows}) == 1
        assert all(row[last] == "1" and row[last - 1] for row in rows[1:])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("pack", PACKS)
def test_a_workbook_has_a_sheet_for_each_panel_that_the_pack_shows(at_door, pack, page):
    query = a_sample(page, pack)[0]
    book = openpyxl.load_workbook(io.BytesIO(ok(get(at_door, f"/data/{page}.xlsx", query))))
    shown = [
        drawn
        for panel in door.pages()[page]
        if not (drawn := door.sheet_of(page, panel, seen(page, query))).is_left_out
    ]

    assert len(book.sheetnames) == len(shown) > 0
    for name, drawn in zip(book.sheetnames, shown, strict=True):
        cells = [cell for row in book[name].iter_rows() for cell in row]
        assert drawn.panel.finding[:30] in [str(cell.value)[:30] for cell in cells]
        live = {at for at, heading in enumerate(drawn.headings, start=1) if heading.formula}
        formulas = {cell.column for cell in cells if cell.data_type == "f"}
        assert formulas <= live and not [cell for cell in cells if cell.hyperlink]
        assert book[name].max_row == int(book[name].freeze_panes[1:]) - 1 + len(drawn.lines)


def test_a_page_lists_its_panels(at_door):
    made = json.loads(ok(get(at_door, "/data/chain.json", MADE_UP)))

    assert [each["name"] for each in made] == list(door.pages()["chain"])
    assert all(list(each) == ["name", "finding", "measure"] for each in made)


def test_the_chain_page_starts_with_the_first_chain_as_the_board_does(at_door):
    made = json.loads(ok(get(at_door, f"{PANEL}.json", "pack=demo")))

    assert made["view"] == {"chain": "energy", "pack": "demo", "edition": "1", "lang": "zh"}


def test_a_step_alone_names_its_chain_and_its_firms_are_the_lines(at_door):
    answer = json.loads(
        ok(get(at_door, "/data/chain/chain_firms.json", "pack=demo&lang=zh&node=petrochem.fine"))
    )

    assert answer["view"]["chain"] == "petrochem"
    assert answer["view"]["node"] == "petrochem.fine"
    products = {row["values"]["product_zh"] for row in answer["rows"]}
    assert products == {"精细化工"}


def test_a_panel_without_data_has_no_rows_and_says_why(at_door):
    made = json.loads(ok(get(at_door, f"{PANEL}.json", "pack=published&chain=energy")))
    lines = ok(get(at_door, f"{PANEL}.csv", "pack=published&chain=energy")).splitlines()

    assert (made["rows"], made["status"]) == ([], "没有产业链产值")
    assert len(lines) == 1


def test_an_empty_value_says_nothing(at_door):
    assert ok(get(at_door, f"{PANEL}.csv", f"{MADE_UP}&period=&county=")) == ok(
        get(at_door, f"{PANEL}.csv", MADE_UP)
    )


def test_an_answer_is_made_once_and_kept(at_door, monkeypatch):
    times = []
    whole = door.pages()["chain"]["output_trend"]

    def output_trend(view):
        times.append(view)
        return whole(view)

    monkeypatch.setitem(door.pages()["chain"], "output_trend", output_trend)

    assert ok(get(at_door, f"{PANEL}.csv", MADE_UP)) == ok(get(at_door, f"{PANEL}.csv", MADE_UP))
    assert len(times) == 1


def test_many_programs_may_ask_at_once(at_door):
    queries = [f"pack=demo&chain={chain}" for chain in ("energy", "petrochem", "apple", "digital")]
    alone = [ok(get(at_door, f"{PANEL}.json", query)) for query in queries]
    door.forget()

    with ThreadPoolExecutor(8) as people:
        together = list(
            people.map(lambda query: ok(get(at_door, f"{PANEL}.json", query)), queries * 4)
        )

    assert together == alone * 4


@pytest.mark.parametrize(
    "path", ["/data/chain.json", f"{PANEL}.json", f"{PANEL}.csv", "/data/chain.xlsx"]
)
def test_what_a_program_has_already_is_not_sent_again(at_door, path):
    first = get(at_door, path, MADE_UP)
    tag = first.headers["etag"]
    door.forget()
    again = get(at_door, path, MADE_UP, if_none_match=tag)

    assert tag.startswith('"') and len(tag) > 20
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    for known in (f'"other", {tag}', f"W/{tag}", "*"):
        assert get(at_door, path, MADE_UP, if_none_match=known).status == 304
    assert get(at_door, path, MADE_UP, if_none_match='"other"').status == 200


def test_another_chain_has_another_tag(at_door):
    tags = {
        get(at_door, f"{PANEL}.csv", f"pack=demo&chain={each}").headers["etag"]
        for each in ("apple", "energy")
    }

    assert len(tags) == 2


@pytest.mark.parametrize("path", [f"{PANEL}.json", f"{PANEL}.csv", "/data/chain.xlsx"])
def test_a_head_has_the_headers_and_no_body(at_door, path):
    whole = get(at_door, path, MADE_UP)
    head = asked(at_door, path, [("host", HOST)], query_string=MADE_UP.encode(), method="HEAD")

    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)
    assert whole.headers["content-length"] == str(len(whole.body))


def test_nobody_keeps_an_answer_without_asking_again(at_door):
    assert get(at_door, f"{PANEL}.csv", MADE_UP).headers["cache-control"] == "no-cache"
    assert get(at_door, "/data/nowhere.json").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "query", "name"),
    [
        (f"{PANEL}.csv", MADE_UP, "油煤气化工_产业链产值走势_2026-10_演示_版次1.csv"),
        (f"{PANEL}.csv", f"{MADE_UP}&period=2025-06&county=621022", "油煤气化工_环县_产业链产值走势_2025-06_演示_版次1.csv"),
        ("/data/chain/chain_firms.csv", f"{MADE_UP}&node=petrochem.fine", "油煤气化工_精细化工_链上企业_2026-11_演示_版次1.csv"),
        ("/data/overview/targets.json", "pack=demo", "全市_年度目标_2026-10_演示_版次1.json"),
        ("/data/chain.xlsx", MADE_UP, "油煤气化工产业链_2026-10_演示_版次1.xlsx"),
        ("/data/overview.xlsx", "pack=published", "庆阳市产业链总览_2025_版次1.xlsx"),
    ],
)  # fmt: skip
def test_a_file_is_named_for_its_chain_panel_period_and_edition(at_door, path, query, name):
    answer = get(at_door, path, query)

    assert file_name(answer) == name
    assert answer.headers["content-disposition"].isascii()


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_name_of_a_file_can_be_saved_anywhere(at_door, pack, lang):
    for page in PAGES:
        for panel in door.pages()[page]:
            name = file_name(get(at_door, f"/data/{page}/{panel}.csv", f"pack={pack}&lang={lang}"))
            assert not set(name) & set('\\/:*?"<>| ') and len(name.encode()) < 255
            assert ("演示" in name or "demo" in name.lower()) == (pack == "demo")


def test_an_earlier_period_is_another_answer_on_the_same_day(at_door):
    made = json.loads(ok(get(at_door, f"{PANEL}.json", f"{MADE_UP}&period=2025")))

    assert made["view"]["period"] == "2025"
    assert max(date.fromisoformat(row["values"]["period_end"]) for row in made["rows"]) == date(
        2025, 12, 31
    )


def test_a_sheet_of_the_door_is_that_of_the_board():
    view = seen("chain", MADE_UP)

    assert (
        door.sheet_of("chain", "output_trend", view).lines
        == scope.asked(chain.PAGE, chain.output_trend, view).lines
    )
