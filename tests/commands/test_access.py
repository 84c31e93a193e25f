"""The command for who may do what, and the workbook of the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from chainboard.access import accounts, grants, keys, people
from chainboard.access.book import GUIDE_SHEET, ROLES_SHEET
from chainboard.access.table import starts
from chainboard.commands.access import _now
from chainboard.person import Grant
from tests.commands.said import LANGUAGES, is_in

ALL = ("--chains", "全部", "--counties", "全部", "--parks", "全部")
GIVEN = ("access", "add", "--office", "市工业和信息化局", "--role", "牵头部门")
NARROW = ("--chains", "油煤气化工、digital", "--counties", "all", "--parks", "*")


def person(account: str):
    return people.person(account, _now() + 1)


def test_a_role_is_given_by_names_as_people_write_them(run, folder):
    run("access", "account", "add", "desk1", "--office", "市工业和信息化局")

    said = run(*GIVEN, *NARROW, "--firms", "是", "--to", "2099-12-31")

    assert said.code == 0
    assert "牵头部门  油煤气化工产业链、数字经济产业链  全部  全部  是" in run(
        "access", "list"
    ).out.replace("数字经济产业链、油煤气化工产业链", "油煤气化工产业链、数字经济产业链")
    found = person("desk1")
    assert found.audience.grants == (Grant(chains=frozenset({"petrochem", "digital"})),)
    assert found.audience.sees_firms and found.may("review")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--role", "boss", *ALL), ("--role", "角色应为", "one of")),
        ((*NARROW[:2], "--counties", "全部"), ("--parks", "全部", "all")),
        (ALL, ("--chains", "要写明是哪些", "not all")),
        ((*NARROW, "--chains", "油煤汽化工"), ("--chains", "油煤气化工", "petrochem")),
        ((*NARROW, "--counties", "西风区"), ("--counties", "西峰区", "Xifeng")),
        ((*NARROW, "--firms", "也许"), ("--firms", "“是”", "yes or no")),
        ((*NARROW, "--role", "viewer", "--firms", "yes"), ("--firms", "不能看单个企业", "not cleared")),
        ((*NARROW, "--from", "明天"), ("--from", "2026-12-31", "2026-12-31")),
        ((*NARROW, "--from", "2027-01-02", "--to", "2027-01-01"), ("--to", "不能早于", "before")),
        (("--role", "security_admin", *ALL), ("--chains", "请留空", "leave empty")),
        ((*NARROW, "--account", "张三"), ("--account", "不是账户名", "no account")),
    ],
)  # fmt: skip
def test_what_is_wrong_names_the_argument_and_what_to_write(run, folder, lang, more, said):
    told = run(*GIVEN, *more, "--lang", lang)

    where, zh, en = said
    assert told.code == 1 and where in told.err
    assert (zh if lang == "zh" else en) in told.err or where == "--counties"
    assert grants.all_of_them() == {}


def test_a_role_ends_by_its_number_now_or_after_a_day(run, folder):
    run(*GIVEN, *NARROW)
    run("access", "add", "--office", "督查", "--role", "supervision", *ALL)

    assert run("access", "end", "1", "--to", "2099-12-31").code == 0
    assert run("access", "end", "2").code == 0
    assert run("access", "end", "2").code == 1 and run("access", "end", "9").code == 1
    standing = grants.all_of_them()
    assert standing[1].valid_to and not standing[1].is_over(_now())
    assert standing[2].is_over(_now() + 1)
    listed = json.loads(run("access", "list", "--json").out)
    assert [(row["id"], row["until"]) for row in listed] == [(1, "2099-12-31")]
    assert len(json.loads(run("access", "list", "--json", "--all").out)) == 2


def test_no_table_says_that_nobody_sees_anything(run, folder):
    for lang in LANGUAGES:
        assert is_in(lang, run("access", "list", "--lang", lang).out)


def sheet(
    path: Path, *rows: tuple[object, ...], accounts: tuple[tuple[str, ...], ...] = ()
) -> Path:
    book = Workbook()
    book.active.title = ROLES_SHEET
    for row in (
        ("机构", "账户", "角色", "产业链", "县（区）", "园区", "看单个企业", "自", "至"),
        *rows,
    ):
        book.active.append(row)
    if accounts:
        people_sheet = book.create_sheet("账户")
        for line in (("账户", "机构", "自", "至"), *accounts):
            people_sheet.append(line)
    book.save(path)
    return path


VIEWER = ("督查室", None, "只读", "全部", "全部", "全部", None, None, None)
LEAD = ("工信局", None, "牵头部门", "装备制造", "全部", "全部", "否", None, None)
COUNTY = ("西峰区", None, "县（区）", "全部", "西峰", "全部", None, "2026-01-01", "2099-06-30")


def test_a_workbook_is_taken_over_whole_and_says_what_changes(run, folder):
    made = sheet(folder / "a.xlsx", VIEWER, LEAD, COUNTY, accounts=(("gx.1", "工信局"),))

    dry = run("access", "import", made, "--dry-run")
    assert dry.code == 0 and len(dry.out.splitlines()) == 4 and grants.all_of_them() == {}
    assert run("access", "import", made).out == dry.out
    assert person("gx.1").audience.grants == (Grant(chains=frozenset({"equipment"})),)
    assert "没有变化" in run("access", "import", made).out
    assert grants.all_of_them()[3].valid_from == starts(starts_of("2026-01-01"))


def starts_of(day: str):
    from datetime import date

    return date.fromisoformat(day)


def test_offices_of_the_file_have_what_it_says_and_others_keep_theirs(run, folder):
    run("access", "import", sheet(folder / "a.xlsx", VIEWER, LEAD, COUNTY))
    other = (*LEAD[:3], "数字经济", *LEAD[4:])

    said = run("access", "import", sheet(folder / "b.xlsx", other)).out

    assert [line[0] for line in said.splitlines()] == ["+", "-"]
    standing = [one for one in grants.all_of_them().values() if not one.is_over(_now() + 1)]
    assert sorted(one.office for one in standing) == sorted(["督查室", "西峰区", "工信局"])
    assert [one.chains for one in standing if one.office == "工信局"] == ["digital"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_wrong_cell_is_named_and_nothing_is_taken(run, folder, lang):
    made = sheet(
        folder / "a.xlsx",
        VIEWER,
        ("工信局", None, "牵头", "全部", "全部", "全部", None, None, None),
        ("工信局", None, "牵头部门", "装备制造、没有的链", "全部", None, None, "昨天", None),
        accounts=(("张三", "工信局"),),
    )

    told = run("access", "import", made, "--lang", lang)

    assert told.code == 1
    wheres = [line.split("：" if lang == "zh" else ": ")[0] for line in told.err.splitlines()]
    assert wheres == ["角色!C3", "角色!D4", "角色!F4", "角色!H4", "账户!A2"]
    assert grants.all_of_them() == {} and accounts.all_of_them() == []


def test_two_administrators_in_one_account_undo_the_whole_file(run, folder):
    admin = ("信息中心", None, "系统管理员", None, None, None, None, None, None)
    audit = (*admin[:2], "审计管理员", *admin[3:])
    made = sheet(folder / "a.xlsx", VIEWER, admin, audit, accounts=(("it.1", "信息中心"),))

    told = run("access", "import", made)

    assert told.code == 1 and "it.1" in told.err
    assert grants.all_of_them() == {} and accounts.all_of_them() == []


def test_the_template_holds_what_stands_offers_lists_and_is_read_back(run, folder):
    run("access", "import", sheet(folder / "a.xlsx", LEAD, COUNTY, accounts=(("gx.1", "工信局"),)))
    out = folder / "t.xlsx"

    assert run("access", "template", "--out", out).code == 0
    book = load_workbook(out)
    assert [cell.value for cell in book[ROLES_SHEET][2]][:4] == [
        "工信局",
        None,
        "牵头部门",
        "装备制造产业链",
    ]
    assert book[ROLES_SHEET].data_validations.dataValidation
    assert any("岗位" in str(row[0].value) for row in book[GUIDE_SHEET].iter_rows())
    assert "没有变化" in run("access", "import", out).out


def test_who_leads_which_chain_is_taken_over_once(run, folder):
    led = "chain_id,role,holder_zh,holder_en\n"
    led += (
        "equipment,lead_bureau,工信局,\nequipment,member_bureau,科技局,\nequipment,leader,某领导,\n"
    )
    (folder / "roles.csv").write_text(led, encoding="utf-8")
    run("access", "import", sheet(folder / "a.xlsx", VIEWER, ("工信局", *VIEWER[1:])))

    assert run("access", "import", folder / "roles.csv").code == 0
    standing = [(one.office, one.role) for one in grants.all_of_them().values()]
    assert set(standing) == {
        ("督查室", "viewer"),
        ("工信局", "viewer"),
        ("工信局", "lead_department"),
        ("科技局", "member_department"),
    }
    assert all(one.valid_to is None for one in grants.all_of_them().values())
    assert "没有变化" in run("access", "import", folder / "roles.csv").out


@pytest.mark.parametrize("what", ["nothing.xlsx", "not.csv"])
def test_a_file_that_is_no_table_is_told(run, folder, what):
    (folder / "not.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    assert run("access", "import", folder / what).code != 0


def test_accounts_are_let_in_ended_and_signed_out(run, folder):
    assert run("access", "account", "add", "gx.1", "--office", "工信局").code == 0
    assert (
        run("access", "account", "add", "gx.2", "--office", "工信局", "--to", "2099-12-31").code
        == 0
    )
    assert len(run("access", "account", "list").out.splitlines()) == 2
    assert person("gx.1") and person("gx.2")

    assert run("access", "account", "sign-out", "gx.1").code == 0
    assert run("access", "account", "end", "gx.1").code == 0
    assert person("gx.1") is None
    assert run("access", "account", "end", "nobody").code == 1
    assert run("access", "account", "add").code == 64
    assert run("access", "account", "add", "gx.3", "--office", "x", "--to", "明年").code == 64


def test_a_key_is_shown_once_listed_by_its_number_and_revoked(run, folder):
    run("access", "account", "add", "gx.1", "--office", "工信局")

    key, told = run("access", "key", "add", "gx.1").out.splitlines()
    assert "90 天" in told and keys.is_right("gx.1", key, _now())
    listed = run("access", "key", "list").out
    assert listed.startswith("1  gx.1") and key not in listed
    assert run("access", "key", "revoke", "1").code == 0
    assert not keys.is_right("gx.1", key, _now()) and "已撤销" in run("access", "key", "list").out
    assert run("access", "key", "revoke", "gx.1").code == 64
    assert run("access", "key", "add", "nobody").code == 1
