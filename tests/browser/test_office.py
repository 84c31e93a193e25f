"""What a person meets in the office: pages that are there alone, what is said once, what waits."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chainboard.access import accounts, people
from chainboard.intake import inbox, waiting
from chainboard.intake.check import check
from chainboard.store.city.loads import Sent
from tests.access import given
from tests.board.served import firm
from tests.browser import screen, servers
from tests.browser.screen import drawn, opened
from tests.browser.test_axe import violations
from tests.browser.test_sizes import CUT_OFF, SIDEWAYS, faults_of
from tests.browser.test_work_loop import LATER, choose, take, write
from tests.intake.files import output as drawn_output, xlsx
from tests.store.city.sent import OFFICE, load, output

CLERK, HEAD, LEADER, AUDITOR, SECURITY = "gxj.1", "gxj.2", "lzb.1", "audit.1", "security.1"
ROLES = {
    "lead_department": (OFFICE, {"chains": "petrochem", "sees_firms": True}),
    "chain_office": ("市链长办", {"sees_firms": True}),
    "audit_admin": ("审计组", {}),
    "security_admin": ("保密办", {}),
}
SIZES = {1920: 1080, 1366: 768, 390: 844}
OURS = "pack=city&lang=zh"
LONG = "市工业和信息化局2026年10月油煤气化工产业链重点指标月报（第二次修订，含西峰区）.xlsx"
WHY = "八月的数没有改；请连同同比一并核对后重新报送，并说明九月数与统计快报不一致的原因"
UPLOADER = "[data-testid=stFileUploader]"  # Streamlit's own; its words are ours by the style alone
Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def office(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A board of an office with a city: three files of a bureau wait, are signed, were returned."""
    folder = tmp_path_factory.mktemp("office")
    var, config = folder / "var", folder / "chainboard.toml"
    for pack in ("published", "demo"):
        shutil.copytree(packs / pack, var / pack)
    config.write_text('way = "office"\nhosts = ["board.example"]\n', encoding="utf-8")
    yesterday = int(time.time()) - given.DAY
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", str(var))
        load(folder, "a.xlsx", output("2026-09-30  91.5"), firm())
        for role, (name, more) in ROLES.items():
            given.role(role, name, valid_from=yesterday, **more)
        of = {CLERK: OFFICE, HEAD: OFFICE, LEADER: "市链长办", AUDITOR: "审计组"}
        for account, name in {**of, SECURITY: "保密办"}.items():
            accounts.add(account, name, yesterday)
        _hand_in(folder)
        with servers.running(var, CHAINBOARD_CONFIG=str(config)) as at:
            yield at


def _hand_in(folder: Path) -> None:
    clerk, head = (people.person(each, int(time.time())) for each in (CLERK, HEAD))
    assert clerk and head
    numbers = []
    for name, line in (
        (LONG, "2026-10  95"),
        ("十月.xlsx", "2026-10  96"),
        ("九月.xlsx", "2026-09  97"),
    ):
        drawn_file = xlsx(folder / "drawn.xlsx", drawn_output(line))
        place = inbox.kept(drawn_file.read_bytes(), name)
        sent = Sent(place, name, OFFICE)
        numbers.append(waiting.hand_in(sent, clerk, check(place, name=name).batches).number)
    waiting.sign(numbers[1], "review", head, "zh")
    waiting.send_back(numbers[2], head, WHY)


@pytest.fixture
def enter(chromium: Browser, office: str) -> Iterator[Enter]:
    """Makes screens of an account behind the proxy."""
    with screen.guarded(chromium, office) as new:
        yield lambda account, **more: new(extra_http_headers={"X-Auth-User": account}, **more)


@pytest.mark.sample(6)
@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize(
    ("account", "address"),
    [
        (AUDITOR, "audit"),
        (AUDITOR, "audit?act=export"),
        (SECURITY, "access"),
        (CLERK, "intake?pack=city"),
        (LEADER, "intake?pack=city"),
    ],
)
def test_a_page_of_the_office_is_whole_on_every_screen(
    enter: Enter, account: str, address: str, lang: str, width: int
):
    page = enter(account, viewport={"width": width, "height": SIZES[width]})
    opened(page, f"/{address}{'&' if '?' in address else '?'}lang={lang}")

    assert violations(page, UPLOADER if "intake" in address else "") == {}
    assert faults_of(page, SIDEWAYS) == []
    assert faults_of(page, CUT_OFF) == []


def test_that_others_see_more_stands_once_on_a_page_and_on_each_slide_and_picture(enter: Enter):
    told = "按当前账号的权限显示"
    page = opened(enter(CLERK), f"/county?{OURS}")

    expect(page.locator(".cb-partly")).to_contain_text(told)
    expect(page.locator(".cb-part").first).to_be_attached()
    assert page.locator(".cb-part:visible").count() == 0
    page.locator("[data-panel]").first.evaluate("(panel) => panel.classList.add('cb-alone')")
    assert page.locator(".cb-part:visible").count() == 1  # as the picture of a panel has it

    page.set_viewport_size({"width": 1920, "height": 1080})
    opened(page, f"/county?{OURS}&theme=projector")
    for panel in page.locator("[data-panel]:has(.cb-slide)").all():
        assert told in (panel.text_content() or ""), panel.get_attribute("data-panel")


def test_who_sees_everything_is_told_of_no_part(enter: Enter):
    page = opened(enter(LEADER), f"/chain?{OURS}")

    assert page.locator(".cb-partly:visible, .cb-part").count() == 0


def test_the_auditors_question_takes_two_choices(enter: Enter):
    page = enter(AUDITOR)
    page.goto("/audit?lang=zh")
    drawn(page)
    screen.choose(page, "act", "取数（含单个企业）")
    expect(page.locator("[data-panel=acts]")).to_contain_text("没有这样的记录")
    taker = opened(enter(LEADER), f"/chain?{OURS}&chain=petrochem")
    with taker.expect_download() as file:
        taker.locator("[data-panel=chain_firms] [data-tool=csv]").click()
    assert file.value.failure() is None

    page.reload()
    drawn(page)
    month = time.strftime("%Y年") + f"{time.localtime().tm_mon}月"
    screen.choose(page, "since", month)
    expect(page.locator("[data-panel=acts] h2")).to_have_text(
        f"符合的 1 条：市链长办 {LEADER} 1 条"
    )
    expect(page.locator("[data-panel=acts] .cb-measure")).to_contain_text(
        f"{month} · 取数（含单个企业）"
    )
    assert screen.parameters(page)["act"] == "firms"
    assert screen.parameters(page)["since"] == screen.parameters(page)["until"]


def test_a_sender_sees_where_each_file_stands_and_why_one_came_back(enter: Enter):
    page = opened(enter(CLERK), f"/intake?{OURS}")

    words = page.locator("[data-testid=stMain]").inner_text()
    assert "等待：本单位审核（市工信局的另一个账户）" in words
    assert "等待：定稿（总链长办公室、链办）" in words
    assert f"已退回，没有导入：{WHY}" in words


def test_a_reviewer_sees_on_any_page_how_many_files_wait(enter: Enter):
    for account, name in ((HEAD, "导入（1）"), (LEADER, "导入（1）"), (CLERK, "导入")):
        page = screen.settled(opened(enter(account), f"/about?{OURS}"))
        expect(
            page.locator(".st-key-frame").get_by_role("link", name=name, exact=True)
        ).to_be_visible()


def test_the_way_to_another_page_takes_no_choice_of_acts_along(enter: Enter):
    page = screen.settled(opened(enter(AUDITOR), "/audit?lang=zh&act=export"))

    page.locator(".st-key-frame").get_by_role("link", name="关于数据").click()
    page.wait_for_url("**/about?*")
    assert "act" not in screen.parameters(page)


def test_an_office_takes_its_own_steps_and_is_offered_no_others(enter: Enter):
    clerk = opened(enter(CLERK), f"/schedule?{OURS}")
    expect(clerk.get_by_label("以哪个单位办理")).to_have_count(0)
    clerk.get_by_role("button", name="提出问题").click()
    choose(clerk, "产业链（必填）", "油煤气化工")
    write(clerk, "内容（必填）", "用地指标不足")
    take(clerk, "提出")
    matter = clerk.locator("[data-panel=matter]")
    expect(matter).to_contain_text(OFFICE, timeout=LATER)
    number = clerk.url.rpartition("matter=")[2].partition("&")[0]
    expect(clerk.get_by_role("radio", name="受理")).to_have_count(0)

    leader = opened(enter(LEADER), f"/schedule?{OURS}&matter={number}")
    take(leader, "受理")
    expect(leader.locator("[data-panel=matter]")).to_contain_text("市链长办", timeout=LATER)
    auditor = enter(AUDITOR)
    opened(auditor, "/audit?lang=zh&act=loop")
    expect(auditor.locator("[data-panel=acts]")).to_contain_text(CLERK, timeout=LATER)
