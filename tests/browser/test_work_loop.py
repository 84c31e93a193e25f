"""The work loop as offices click through it: raised, handed over, answered, confirmed, struck off."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import screen, servers

LATER = 60_000  # ms, on a busy machine
COUNTY, CHAIN_OFFICE = "示例：环县链长办公室", "示例市级链长办公室"
OWNER = "示例：市水务局"
ENGLISH = {
    COUNTY: "Demo: Huan County chain leader office",
    CHAIN_OFFICE: "Demo city chain leader office",
}


@pytest.fixture
def desk(packs: Path, chromium: Browser, tmp_path: Path) -> Iterator[screen.NewScreen]:
    """A board of its own, whose demo ledger may be written."""
    for pack in ("demo", "published"):
        shutil.copytree(packs / pack, tmp_path / "var" / pack)
    with (
        servers.running(tmp_path / "var") as address,
        screen.guarded(chromium, address) as new,
    ):
        yield new


def opened(new: screen.NewScreen, lang: str = "zh", matter: str = "") -> Page:
    page = new()
    page.goto(f"/schedule?pack=demo&lang={lang}{f'&matter={matter}' if matter else ''}")
    page.wait_for_selector("[data-panel=problem_ledger][data-view]", timeout=LATER)
    return page


def act_as(page: Page, office: str, lang: str = "zh") -> None:
    field = page.get_by_label({"zh": "以哪个单位办理", "en": "Acting for"}[lang])
    field.fill(office)
    page.get_by_role("option", name=office, exact=True).click()


def form_of(page: Page) -> Locator:
    """The form of the step that is chosen."""
    return page.locator(".st-key-step_form")


def choose(page: Page, label: str, value: str) -> None:
    form_of(page).get_by_label(label, exact=True).fill(value)
    page.get_by_role("option", name=value, exact=True).click()


def write(page: Page, label: str, text: str) -> None:
    form_of(page).get_by_label(label, exact=True).fill(text)


def date_of(page: Page, day: str) -> None:
    """Write into the first date of the form."""
    form_of(page).get_by_test_id("stDateInput").first.click()
    page.keyboard.type(day)


def empty_date(page: Page) -> list[str]:
    """What the first date of the form says where nothing is written."""
    parts = form_of(page).get_by_test_id("stDateInput").first.get_by_role("spinbutton")
    said = [
        part.evaluate("part => getComputedStyle(part, '::after').content") for part in parts.all()
    ]
    return [words.strip('"') for words in said]


def step(page: Page, name: str) -> None:
    """Choose a next step, where it is not the first that is offered."""
    page.get_by_role("radio", name=name, exact=True).click()
    form_of(page).get_by_role("button", name=name, exact=True).wait_for(timeout=LATER)


def take(page: Page, name: str, told: str = "已记入台账") -> None:
    """Take the step of the form, and wait until the page says what is told of it."""
    said = page.get_by_text(told)
    before = said.inner_text() if said.count() else ""
    form_of(page).get_by_role("button", name=name, exact=True).click()
    expect(said).not_to_have_text(before, timeout=LATER)


def test_a_problem_goes_from_being_raised_to_being_struck_off(desk: screen.NewScreen):
    page = opened(desk)
    act_as(page, COUNTY)
    page.get_by_role("button", name="提出问题").click()
    choose(page, "产业链（必填）", "肉羊")
    choose(page, "县（区）", "环县")
    write(page, "内容（必填）", "示例：冷库用电 <b>负荷</b> 不够，$x$ **急**")
    take(page, "提出")
    history = page.locator("[data-panel=matter]")
    expect(history).to_contain_text("<b>负荷</b> 不够，$x$ **急**", timeout=LATER)
    expect(history).to_contain_text("待受理")

    act_as(page, CHAIN_OFFICE)
    take(page, "受理")
    expect(history).to_contain_text("待交办", timeout=LATER)
    choose(page, "责任单位（必填）", OWNER)
    assert empty_date(page) == ["年", "月", "日"]
    date_of(page, "2027-03-31")
    assert empty_date(page) == ["none", "none", "none"]
    take(page, "交办")
    expect(history).to_contain_text("办理中", timeout=LATER)
    expect(history).to_contain_text("期限：2027-03-31")

    act_as(page, OWNER)
    step(page, "申请销号")
    write(page, "内容（必填）", "示例：已增容，附验收单")
    take(page, "申请销号")
    act_as(page, COUNTY)
    step(page, "确认销号")
    take(page, "确认销号")
    expect(history).to_contain_text("已销号", timeout=LATER)
    expect(page.get_by_text("已经办完，没有下一步")).to_be_visible()

    page.get_by_role("button", name="撤回上一步").click()
    expect(history).to_contain_text("待确认", timeout=LATER)
    expect(history).to_contain_text("已撤回")


def test_what_was_typed_for_one_step_stands_in_the_form_of_another(desk: screen.NewScreen):
    page = opened(desk, matter="problem-29")
    act_as(page, OWNER)
    write(page, "内容（必填）", "示例：论证报告已批复")
    step(page, "申请销号")
    expect(form_of(page).get_by_label("内容（必填）", exact=True)).to_have_value(
        "示例：论证报告已批复"
    )
    take(page, "申请销号")
    expect(page.locator("[data-panel=matter]")).to_contain_text("待确认", timeout=LATER)


def test_of_two_offices_at_one_step_the_second_is_told_and_what_it_typed_stays(
    desk: screen.NewScreen,
):
    first, second = opened(desk, matter="problem-107"), opened(desk, matter="problem-107")
    for page in (first, second):
        act_as(page, CHAIN_OFFICE)
        write(page, "说明", "示例：已核对")
    take(first, "受理")

    take(second, "受理", "刚有新的进展")
    expect(second.get_by_label("说明", exact=True)).to_have_value("示例：已核对")
    expect(second.locator("[data-panel=matter]")).to_contain_text("待交办", timeout=LATER)


def test_a_step_that_is_still_open_waits_until_its_office_has_seen_the_other(
    desk: screen.NewScreen,
):
    pages = [opened(desk, matter="problem-29") for _ in range(2)]
    for place, page in enumerate(pages, 1):
        act_as(page, OWNER)
        write(page, "内容（必填）", f"示例：第{place}个进展")
    first, second = pages
    take(first, "反馈")

    form_of(second).get_by_role("button", name="反馈", exact=True).click()
    expect(second.get_by_text("刚有新的进展")).to_be_visible(timeout=LATER)
    history = second.locator("[data-panel=matter]")
    expect(history).to_contain_text("第1个进展", timeout=LATER)
    expect(history).not_to_contain_text("第2个进展")
    take(second, "反馈")
    expect(history).to_contain_text("第2个进展", timeout=LATER)


def test_what_was_typed_for_a_matter_that_another_closed_stands_there_to_be_copied(
    desk: screen.NewScreen,
):
    first, second = opened(desk, matter="problem-74"), opened(desk, matter="problem-74")
    act_as(second, CHAIN_OFFICE)
    step(second, "退回")
    write(second, "原因（必填）", "示例：还差验收单")
    act_as(first, "示例：镇原县链长办公室")
    step(first, "确认销号")
    take(first, "确认销号")

    form_of(second).get_by_role("button", name="退回", exact=True).click()
    expect(second.get_by_text("刚有新的进展")).to_be_visible(timeout=LATER)
    expect(second.get_by_test_id("stCode")).to_have_text("示例：还差验收单")
    second.get_by_role("button", name="不要这些文字").click()
    expect(second.get_by_test_id("stCode")).to_have_count(0, timeout=LATER)


def test_the_loop_speaks_english_and_says_what_an_office_may_not(desk: screen.NewScreen):
    page = opened(desk, "en", "problem-107")
    act_as(page, ENGLISH[COUNTY], "en")
    expect(page.get_by_text("next comes “Accept” by Chain leader office")).to_be_visible(
        timeout=LATER
    )
    act_as(page, ENGLISH[CHAIN_OFFICE], "en")
    take(page, "Accept", "Recorded: problem 107")
    expect(page.locator("[data-panel=matter]")).to_contain_text("To be assigned", timeout=LATER)


def test_a_case_names_a_step_of_its_chain_and_since_when_it_is_done(desk: screen.NewScreen):
    page = desk()
    page.goto("/experience?pack=demo&lang=zh")
    page.wait_for_selector("[data-panel=case_cards][data-view]", timeout=LATER)
    act_as(page, COUNTY)
    page.get_by_role("button", name="报送经验").click()
    choose(page, "产业链", "肉羊")
    steps = form_of(page).get_by_label("环节", exact=True)
    steps.click()
    page.get_by_role("option", name="良种选育").wait_for()  # once the form knows the chain
    offered = page.get_by_role("option").all_inner_texts()
    page.keyboard.press("Escape")
    assert (offered[0], len(offered)) == ("良种选育", 12) and "精细分割" in offered


@pytest.mark.parametrize("path", ["schedule", "meeting"])
def test_on_a_phone_nothing_lies_over_what_begins_a_step(desk: screen.NewScreen, path: str):
    page = desk(viewport={"width": 390, "height": 844})
    page.goto(f"/{path}?pack=demo&lang=zh")
    page.wait_for_selector("[data-panel][data-view]", timeout=LATER)
    act_as(page, CHAIN_OFFICE)
    buttons = page.locator(".st-key-steps").get_by_role("button", name=re.compile("^(下达|筹备)"))
    buttons.click(trial=True, timeout=LATER)


def test_an_earlier_state_is_only_read_and_a_projector_shows_no_form(desk: screen.NewScreen):
    page = opened(desk)
    page.goto("/schedule?pack=demo&lang=zh&ledger=50&matter=problem-29")
    expect(page.get_by_text("这是较早时的台账，只能看")).to_be_visible(timeout=LATER)
    expect(page.get_by_label("以哪个单位办理")).to_have_count(0)
    page.goto("/schedule?pack=demo&lang=zh&theme=projector")
    page.wait_for_selector("[data-panel=problem_ledger][data-view]", timeout=LATER)
    expect(page.get_by_label("以哪个单位办理")).to_have_count(0)


def test_a_meeting_is_prepared_decides_and_its_minutes_make_tasks(desk: screen.NewScreen):
    page = desk()
    page.goto("/meeting?pack=demo&lang=zh")
    page.wait_for_selector("[data-panel=meetings][data-view]", timeout=LATER)
    act_as(page, CHAIN_OFFICE)
    page.get_by_role("button", name="筹备会议").click()
    choose(page, "会议类型（必填）", "专题会")
    date_of(page, "2027-01-08")
    take(page, "筹备")

    step(page, "记录议定事项")
    write(page, "内容（必填）", "示例：一月底前落实用水指标")
    choose(page, "责任单位", OWNER)
    date_of(page, "2027-01-31")
    take(page, "记录议定事项")
    decisions = page.locator("[data-panel=meeting_decisions]")
    expect(decisions).to_contain_text("草稿", timeout=LATER)

    step(page, "印发纪要")
    write(page, "纪要文号（必填）", "示例〔2027〕1号")
    date_of(page, "2027-01-09")
    take(page, "印发纪要")
    expect(decisions).to_contain_text("待签收", timeout=LATER)
    minutes = page.locator("[data-panel=meeting_minutes]").get_by_role("link", name="下载文稿")
    with page.expect_download() as taken:
        minutes.click()
    text = taken.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("会议纪要：") and "一月底前落实用水指标" in text
    expect(decisions.get_by_role("link", name="下载文稿")).to_have_count(0)
    decisions.get_by_role("link", name="待签收").click()
    page.wait_for_selector("[data-panel=project_lights][data-view]", timeout=LATER)

    act_as(page, OWNER)
    take(page, "签收")
    expect(page.locator("[data-panel=matter]")).to_contain_text("办理中", timeout=LATER)
