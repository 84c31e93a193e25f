"""Documents of the work loop taken as text: minutes, follow-up orders, the bulletin."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from chainboard import coded
from chainboard.board import door, server
from chainboard.person import AT_THE_DESK
from tests.board.asked import get, ok

pytestmark = pytest.mark.usefixtures("demo_with_its_ledger")
AT_DOOR = Starlette(routes=server.routes(("overview", "chain")), middleware=server.middleware())


@pytest.fixture(autouse=True)
def nothing_kept():
    door.forget()
    yield
    door.forget()


def taken(address: str, query: str) -> str:
    content = ok(get(AT_DOOR, f"/data/{address}.txt", query))
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    return content.decode("utf-8-sig")


def test_minutes_are_a_text_that_says_of_which_ledger_and_that_its_figures_are_made_up():
    text = taken("meeting/meeting_minutes", "pack=demo&lang=zh").splitlines()

    assert text[0] == "会议纪要（代拟稿）：2026年11月20日推进会"
    assert "主持：总链长" in text and any(line.startswith("会议议定：1. ") for line in text)
    assert text[-3].startswith("庆阳市 · 台账第 107 步")
    assert text[-1].startswith("演示数据")


@pytest.mark.parametrize(
    ("address", "query", "name", "begins"),
    [
        ("meeting/meeting_minutes", "pack=demo&lang=zh", "全市_会议纪要_2026-11_演示_版次1.txt", "会议纪要"),
        ("schedule/follow_up_order", "pack=demo&lang=zh&matter=problem-29", "全市_督办单_problem-29_2026-11_演示_版次1.txt", "督办单（代拟稿）：问题 29"),
        ("schedule/bulletin", "pack=demo&lang=zh", "全市_超期通报_2026-11_演示_版次1.txt", "通报（代拟稿）：1 件"),
        ("schedule/bulletin", "pack=demo&lang=en", "Whole_city_Bulletin_of_overdue_matters_2026-11_demo_edition1.txt", "Bulletin (draft): 1"),
    ],
)  # fmt: skip
def test_a_document_has_a_name_that_says_of_what_it_is(address, query, name, begins):
    said = get(AT_DOOR, f"/data/{address}.txt", query).headers["content-disposition"]

    assert unquote(said.partition("UTF-8''")[2]) == name
    assert taken(address, query).startswith(begins)


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("schedule/problem_ledger", "pack=demo"),
        ("schedule/follow_up_order", "pack=demo"),
        ("schedule/bulletin", "pack=published"),
    ],
)
def test_what_is_no_document_is_said_so(address, query):
    refused = get(AT_DOOR, f"/data/{address}.txt", f"{query}&lang=zh")

    assert refused.status == 404 and "没有可以取走的文稿" in refused.body.decode()
    assert get(AT_DOOR, "/data/schedule.txt", query).status == 404


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("meeting/meeting_minutes", "pack=demo&lang=en"),
        ("schedule/follow_up_order", "pack=demo&lang=zh&matter=problem-29"),
        ("schedule/bulletin", "pack=demo&lang=zh"),
        ("overview/monthly_bulletin", "pack=demo&lang=zh"),
    ],
)
def test_the_code_below_a_document_leads_to_the_same_document(address, query):
    text = taken(address, query)
    printed = re.search(r"(?:溯源码|[Cc]ode) ([0-9A-Z-]+)", text)
    assert printed is not None
    view = door.view_of("about", [("code", printed[1])], "zh", AT_THE_DESK)
    paper = coded.find(view, printed[1]).sheet.panel.paper

    assert paper and text.replace("\r\n", "\n").startswith(paper)
