"""What of the audit is chosen: who took away firm figures last month, in two clicks."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chainboard import recorded
from chainboard.board import head, scene
from chainboard.packs import CITY
from chainboard.page import AXES
from chainboard.person import AT_THE_DESK
from chainboard.sheet import titles
from chainboard.sheet.csv_file import csv_file, labels
from chainboard.sheet.data import data
from chainboard.sheet.scope import asked as asked_sheet
from chainboard.sheet.screen import screen
from chainboard.store import audit
from chainboard.view import View
from pages import about, audit as page
from tests.pages.opened import table
from tests.panels.drawing import check

OURS = View(pack=CITY)
FIRM, PLAIN = "chain/chain_firms.csv chain=petrochem", "overview/kpi_cards.json"
# Moments are UTC; the tests' machine is in Qingyang, where the last of them is in November.
ACTS = (
    ("2026-09-30T10:00:00", "export", "市统计局", "tjj.1", FIRM, 9, 9),
    ("2026-10-05T10:00:00", "export", "市工信局", "gxj.1", FIRM, 8, 8),
    ("2026-10-06T10:00:00", "export", "市工信局", "gxj.1", FIRM, 8, 8),
    ("2026-10-07T10:00:00", "export", "市统计局", "tjj.1", "chain.xlsx chain=petrochem", 40, 8),
    ("2026-10-07T11:00:00", "export", "市统计局", "tjj.1", PLAIN, 6, 0),
    ("2026-10-08T10:00:00", "sign_in", "市工信局", "gxj.1", "", None, None),
    ("2026-10-31T20:00:00", "export", "市商务局", "swj.1", FIRM, 8, 8),
)
KEYS = ("at", "kind", "office", "account", "words", "rows", "firms")


@pytest.fixture(autouse=True)
def log(tmp_path: Path) -> Iterator[Path]:
    """An audit of two months, on a machine in Qingyang."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Shanghai")
        time.tzset()
        patch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
        yield _written()
    time.tzset()


def _written() -> Path:
    written = [json.dumps(dict(zip(KEYS, act, strict=True)), ensure_ascii=False) for act in ACTS]
    audit.log_file().parent.mkdir(parents=True)
    audit.log_file().write_text("\n".join([*written, ""]), encoding="utf-8")
    return audit.log_file()


def choices():
    return recorded.choices()


def chosen(lang: str = "zh", **choices: str):
    return check(page.acts(replace(OURS, lang=lang, **choices)))


def test_who_took_away_firm_figures_last_month_is_the_title():
    panel = chosen(act="firms", since="2026-10", until="2026-10")

    assert panel.finding == "符合的 3 条：市工信局 gxj.1 2 条；市统计局 tjj.1 1 条"
    assert panel.measure.startswith("2026年10月 · 取数（含单个企业）")
    assert [row["其中单个企业"] for row in table(panel)] == ["8", "8", "8"]
    english = chosen("en", act="firms", since="2026-10", until="2026-10")
    assert english.finding == "3 acts: 市工信局 gxj.1 2; 市统计局 tjj.1 1"
    assert english.measure.startswith("Oct 2026 · export naming single firms")


def test_since_a_month_and_up_to_one():
    assert len(chosen(since="2026-10").rows) == 6
    assert len(chosen(until="2026-09").rows) == 1
    assert len(chosen(since="2026-11").rows) == 1
    assert "2026年11月以来" in chosen(since="2026-11").measure


def test_of_one_office_and_of_one_kind():
    assert {row["操作单位"] for row in table(chosen(office="市工信局"))} == {"市工信局"}
    assert {row["操作"] for row in table(chosen(act="sign_in"))} == {"登录"}
    assert "没有这样的记录：撤回导入" in chosen(act="withdrawal").status


def test_an_export_is_told_by_the_names_of_page_panel_form_and_choices():
    told = [row["内容"] for row in table(chosen(office="市统计局"))]

    assert told[1:] == [
        "产业链 · XLSX · 产业链：油煤气化工",
        "产业链 · 链上企业 · CSV · 产业链：油煤气化工",
    ]
    assert told[0] == "总览 · 主要指标 · JSON"
    (english,) = [row["Content"] for row in table(chosen("en", office="市商务局"))]
    assert english == "Chains · Firms of the chain · CSV · Industrial chain: Petrochemicals"


def test_words_that_are_no_export_stand_as_they_are():
    audit.append("load", "市统计局", "tjj.1", "chain.csv 更正")
    audit.append("export", "市统计局", "tjj.1", "nowhere/at_all.csv chain=petrochem")

    nowhere, load = [row["内容"] for row in table(chosen(office="市统计局"))[:2]]
    assert (nowhere, load) == ("nowhere/at_all.csv chain=petrochem", "chain.csv 更正")


def test_what_can_be_chosen_grows_with_the_audit(log):
    before = {name: [row[AXES[name].ids] for row in rows] for name, rows in choices().items()}
    audit.append("sign_in", "市发改委", "fgw.1")

    assert before["since"] == before["until"] == ["2026-11", "2026-10", "2026-09"]
    assert before["office"] == ["市商务局", "市工信局", "市统计局"]
    assert "市发改委" in [row.office for row in choices()["office"]]
    log.write_text(
        '{"at": "2020-01-05T10:00:00", "kind": "load", "office": "别处"}\n', encoding="utf-8"
    )
    assert [row.office for row in choices()["office"]] == ["别处"]


def test_before_anything_was_done_there_is_nothing_to_choose_but_a_kind(log):
    choices()
    log.unlink()

    assert {name for name, rows in choices().items() if rows} == {"act"}


def test_an_act_that_is_one_of_very_many_is_reached_part_by_part():
    for number in range(recorded.MOST):
        audit.append("export", "市统计局", "tjj.1", f"{number}.csv", rows=1)

    newest, older = chosen(), chosen(skip="500")
    assert len(newest.rows) == recorded.MOST == 500 and len(older.rows) == len(ACTS) + 1
    assert "第 1 至 500 条" in newest.measure and "第 501 至 508 条" in older.measure
    assert [row.skip for row in choices()["skip"]] == ["500"]
    assert "第 1 至 500 条" in chosen(office="市统计局").measure


def test_the_address_chooses_on_this_page_alone_and_an_unknown_value_is_told(packs, log):
    (log.parents[1] / "published").symlink_to(packs / "published")
    asked = {"act": "firms", "office": "谁", "since": "2026-10", "until": "2026-08"}

    here = scene.read(page.PAGE, asked, "zh", AT_THE_DESK)
    assert (here.view.act, here.view.since, here.view.office) == ("firms", "2026-10", "")
    assert here.messages == (
        "地址中的截至“2026-08”不存在，已显示默认视图。",
        "地址中的操作单位“谁”不存在，已显示默认视图。",
    )
    elsewhere = scene.read(about.PAGE, asked, "zh", AT_THE_DESK)
    assert (elsewhere.view.act, elsewhere.view.since, elsewhere.messages) == ("", "", ())


def test_page_and_files_say_what_they_are_of_and_no_edition(packs, log):
    (log.parents[1] / "published").symlink_to(packs / "published")
    now = scene.read(page.PAGE, {}, "zh", AT_THE_DESK)

    assert head.of_page(page.PAGE, now)["stamp"] == "本机的审计记录，到第 0 号"
    assert titles.title(page.PAGE, now.view) == ("审计记录", "")
    (foot,) = head.foot(page.PAGE, now.view)
    assert "四舍五入" not in foot and "取审计记录也要记录" in foot
    drawn = asked_sheet(page.PAGE, page.acts, now.view)
    assert {"数据来源", "版次"} & {*labels(drawn)} == {"数据来源"}
    assert "本机的审计记录" in csv_file(drawn).decode()
    told = json.loads(data(drawn, "audit", {}))
    assert (told["pack"], told["edition"], told["source"][:7]) == (None, None, "本机的审计记录")


def test_nothing_like_it_is_said_beside_public_data_too(packs, log):
    (log.parents[1] / "published").symlink_to(packs / "published")
    now = scene.read(page.PAGE, {"act": "withdrawal"}, "zh", AT_THE_DESK)

    assert "没有这样的记录" in screen(asked_sheet(page.PAGE, page.acts, now.view)).decode()
