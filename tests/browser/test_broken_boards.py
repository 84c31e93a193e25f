"""A board with something broken: the fault says what it is, and the rest goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import screen, servers
from tests.browser.screen import drawn, mark, opened

pytestmark = pytest.mark.weeks(2)

TRACES = ("Traceback", "Exception", 'File "', ".py", "duckdb", "broken on purpose")
RAISING = '    raise RuntimeError("broken on purpose")\n'
SHOWN = 20  # panels of the first chain of the demo
MENDING = "python -m chainboard verify"


@contextmanager
def broken_board(chromium: Browser, var: Path, tree: Path = servers.ROOT) -> Iterator[Page]:
    with (
        servers.running(var, tree) as address,
        screen.guarded(chromium, address) as new,
    ):
        yield new()


@pytest.fixture
def var(packs: Path, tmp_path: Path) -> Path:
    """A copy of the demo pack's folder, for the test to damage; there is no other pack."""
    ignored = shutil.ignore_patterns("main.duckdb", "*.lock")
    shutil.copytree(packs / "demo", tmp_path / "var" / "demo", ignore=ignored)
    return tmp_path / "var"


def broken_tree(folder: Path, file: str, part: str, broken: str) -> Path:
    """A copy of the board in which one part of a file is another."""
    tree = servers.copy_of_tree(folder)
    whole = (tree / file).read_text(encoding="utf-8")
    changed = whole.replace(part, broken)
    assert changed != whole
    (tree / file).write_text(changed, encoding="utf-8")
    return tree


def edition(var: Path) -> Path:
    (file,) = (var / "demo" / "editions").glob("*.duckdb")
    return file


def leaks(page: Page) -> list[str]:
    words = page.locator("body").inner_text()
    return [trace for trace in TRACES if trace in words]


def test_a_panel_that_raises_is_an_error_of_its_own(chromium: Browser, packs: Path, tmp_path: Path):
    part = "    return output.trend("
    tree = broken_tree(tmp_path, "pages/chain.py", part, RAISING + part)

    with broken_board(chromium, packs, tree) as page:
        opened(page, "/chain?pack=demo&lang=zh", mark())

        expect(page.locator("[data-panel=output_trend]")).to_contain_text("其余板块不受影响")
        expect(page.locator("[data-panel=output_trend] [data-tool]")).to_have_count(0)
        assert page.locator("[data-panel]").count() == SHOWN
        assert page.locator("[data-panel=county_contribution] .main-svg").count() > 0
        assert leaks(page) == []

        page.locator("[data-chain=apple]").click()
        drawn(page, mark("apple"))
        expect(page.locator("[data-panel=chain_cards] .cb-card").first).to_be_visible()


TRENDS_BREAK = """
Object.defineProperty(window, "Plotly", { configurable: true, set(plotly) {
  const whole = plotly.react;
  const isTrend = (traces) => traces.length === 4 && traces[2].mode === "lines+markers";
  plotly.react = (box, traces, ...rest) => (isTrend(traces)
    ? Promise.reject(new Error("broken on purpose")) : whole(box, traces, ...rest));
  Object.defineProperty(window, "Plotly", { value: plotly });
} });
"""


def test_a_figure_that_cannot_be_drawn_is_an_error_of_its_own(page: Page):
    page.add_init_script(TRENDS_BREAK)

    opened(page, "/chain?pack=demo&lang=zh", mark())
    page.locator("[data-chain=petrochem]").click()
    drawn(page, mark("petrochem"))

    expect(page.locator("[data-panel=output_trend] .cb-fault")).to_be_visible()
    assert page.locator("[data-panel=county_contribution] .main-svg").count() > 0
    assert leaks(page) == []


def test_a_damaged_edition_names_the_commands_that_mend_it(chromium: Browser, var: Path):
    edition(var).write_bytes(b"not a database" * 1_000)

    with broken_board(chromium, var) as page:
        page.goto("/chain?pack=demo&lang=zh")

        fault = page.locator("[data-testid=stAlert]")
        expect(fault).to_contain_text(f"{MENDING} --pack demo", timeout=screen.PATIENCE)
        expect(fault).to_contain_text("python -m chainboard build --pack demo")
        expect(page.locator(".st-key-frame a").first).to_be_visible()
        assert leaks(page) == []


def test_what_came_with_the_page_gives_way_to_what_streamlit_says(
    chromium: Browser, packs: Path, tmp_path: Path
):
    part = "    _follow()"
    tree = broken_tree(tmp_path, "chainboard/board/page.py", part, RAISING + part)

    with broken_board(chromium, packs, tree) as page:
        assert 'id="cb-answer"' in page.request.get("/chain?pack=demo&lang=zh").text()
        page.goto("/chain?pack=demo&lang=zh")

        fault = page.locator("[data-testid=stAlert]")
        expect(fault).to_contain_text("这一页未能显示", timeout=screen.PATIENCE)
        expect(page.locator("[data-panel]")).to_have_count(0)
        assert leaks(page) == []


def test_what_came_with_the_page_and_cannot_be_drawn_is_drawn_by_streamlit(
    chromium: Browser, packs: Path, tmp_path: Path
):
    file, part = "chainboard/board/first_answer.py", "answer.decode()"
    tree = broken_tree(tmp_path, file, part, f"{part}[:99]")

    with broken_board(chromium, packs, tree) as page:
        opened(page, "/chain?pack=demo&lang=zh", mark())

        assert page.locator("[data-panel]").count() == SHOWN


def test_an_edition_whose_middle_is_damaged_names_the_command_that_tells_more(
    chromium: Browser, var: Path
):
    size = edition(var).stat().st_size
    with edition(var).open("r+b") as file:
        file.seek(size // 10)
        file.write(b"\x00" * (size * 8 // 10))

    with broken_board(chromium, var) as page:
        page.goto("/chain?pack=demo&lang=zh")

        said = page.locator("[data-testid=stAlert], [data-panel]").filter(has_text=MENDING)
        expect(said.first).to_be_visible(timeout=screen.PATIENCE)
        assert leaks(page) == []


def test_an_edition_file_that_is_gone_names_the_commands_that_mend_it(chromium: Browser, var: Path):
    edition(var).unlink()

    with broken_board(chromium, var) as page:
        page.goto("/about?pack=demo&lang=en")

        fault = page.locator("[data-testid=stAlert]")
        expect(fault).to_contain_text(f"{MENDING} --pack demo", timeout=screen.PATIENCE)
        assert leaks(page) == []


def test_a_pack_without_an_edition_is_built_and_shown_while_progress_is_told(
    chromium: Browser, tmp_path: Path
):
    var = tmp_path / "var"

    with broken_board(chromium, var) as page:
        page.goto("/chain?pack=published&lang=zh")

        expect(page.locator("[role=progressbar]")).to_be_visible(timeout=screen.PATIENCE)
        expect(page.locator("h1")).to_contain_text("正在生成数据")
        page.set_default_timeout(120_000)
        drawn(page, mark())
        expect(page.locator("[role=progressbar]")).to_have_count(0)
        assert (var / "published" / "CURRENT").exists()
