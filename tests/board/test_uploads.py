"""What is dropped on the intake page is held up to a quota, a page's and everybody's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from chainboard.board import uploads
from tests.board.pages import open_page
from tests.browser import servers
from tests.commands.said import LANGUAGES, is_in

pytestmark = pytest.mark.weeks(3)

LARGE = uploads.LARGEST * uploads.MB - 1000
A_PAGE_HOLDS = uploads.OF_A_PAGE // uploads.LARGEST
ALL_HOLD = uploads.OF_ALL // uploads.LARGEST


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    var: Path = tmp_path_factory.mktemp("uploads") / "var"
    with servers.running(var) as address:
        yield address


def test_a_page_that_is_full_takes_another_file_once_one_was_removed(board):
    with open_page(board) as page:
        taken = [page.drop(f"f{n}", LARGE).status_code for n in range(A_PAGE_HOLDS - 1)]
        unmeasured = page.drop_unmeasured("small", 1000)  # how long it is shows when it is there
        taken.append(page.drop("last", LARGE - 100_000).status_code)
        refused = page.drop("more", LARGE)
        page.remove("f0")
        again = page.drop("more", LARGE)

    assert (taken, unmeasured.status_code) == ([204] * A_PAGE_HOLDS, 204)
    assert (refused.status_code, again.status_code) == (413, 204)
    assert "请移走几个文件" in refused.text and "Remove some" in refused.text
    assert refused.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_file_that_does_not_say_how_long_it_is_counts_as_a_largest(board):
    with open_page(board) as page:
        page.drop("half", LARGE // 2)
        for n in range(A_PAGE_HOLDS - 1):
            assert page.drop_unmeasured(f"f{n}", LARGE).status_code == 204

        assert page.drop_unmeasured("more", 1000).status_code == 413


def test_all_pages_together_have_a_quota_and_one_that_was_left_gives_its_room_back(board):
    with ExitStack() as left, ExitStack() as stays:
        leaving = left.enter_context(open_page(board))
        staying = [stays.enter_context(open_page(board)) for _ in range(ALL_HOLD // A_PAGE_HOLDS)]
        files = [(page, f"f{n}") for page in [leaving, *staying[1:]] for n in range(A_PAGE_HOLDS)]
        assert {page.drop(name, LARGE).status_code for page, name in files} == {204}

        assert staying[0].drop("more", LARGE).status_code == 413
        left.close()
        answers = (staying[0].drop("more", LARGE).status_code for _ in range(20))
        assert 204 in answers  # once the server has noticed that the page is gone
        assert staying[1].drop("more", LARGE).status_code == 413  # its own page is still full


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_how_much_it_takes_and_what_to_do(lang):
    said = uploads.refusal(lang)

    assert is_in(lang, said)
    assert all(str(size) in said for size in (uploads.LARGEST, uploads.OF_A_PAGE, uploads.OF_ALL))
