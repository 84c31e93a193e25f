"""Who an account is, from the offices, roles and dates that are in force."""

from __future__ import annotations

import stat
import sys

import pytest

from chainboard.access import accounts, grants, keys, people, sessions
from chainboard.access.roles import roles
from chainboard.packs import CITY, PUBLISHED
from chainboard.person import EVERYONE, NOBODY, STEPS, Grant
from chainboard.store import audit
from chainboard.store.faults import NotFound, Unfit, Unrecorded
from chainboard.store.place import access_file
from chainboard.way import SignIn
from tests.access.given import DAY, NOW, OFFICE, account, role


def test_an_account_that_nobody_knows_is_no_person():
    assert people.person("stranger", NOW) is None


def test_an_account_without_a_role_sees_what_is_public_and_does_nothing():
    account("desk1")

    person = people.person("desk1", NOW)

    assert person is not None and person.office == OFFICE
    assert (person.audience, person.steps) == (NOBODY, frozenset())
    assert person.reads(PUBLISHED) is EVERYONE and person.reads(CITY) == NOBODY


def test_roles_of_an_office_add_up():
    account("desk1")
    role("lead_department", chains="petrochem", sees_firms=True)
    role("county", counties="621002", sees_firms=True)

    person = people.person("desk1", NOW)

    assert person and person.audience.grants == (
        Grant(chains=frozenset({"petrochem"})),
        Grant(areas=frozenset({"621002"})),
    )
    assert person.audience.sees_firms
    assert person.steps == {"send", "withdraw", "review"}


def test_who_is_given_a_chain_is_given_the_chains_within_it():
    account("desk1")
    role("lead_department", chains="agriculture")

    person = people.person("desk1", NOW)

    assert person and {"agriculture", "apple", "mutton"} <= (person.audience.grants[0].chains or ())


def test_single_firms_are_shown_to_who_is_cleared_for_them_in_every_role():
    account("desk1")
    role("lead_department", chains="petrochem", sees_firms=True)
    role("viewer")

    person = people.person("desk1", NOW)

    assert person and not person.audience.sees_firms


def test_a_role_and_an_account_hold_from_the_first_moment_to_before_the_last():
    account("desk1", valid_from=NOW, valid_to=NOW + DAY)
    role("viewer", valid_from=NOW, valid_to=NOW + 60)

    seen = [people.person("desk1", NOW + later) for later in (-1, 0, 59, 60, DAY - 1, DAY)]

    assert [person and bool(person.audience.grants) for person in seen] == [
        None, True, True, False, False, None,
    ]  # fmt: skip


def test_a_role_of_one_account_is_not_its_offices():
    account("desk1")
    account("desk2")
    role("security_admin", account="desk2", chains="", counties="", parks="")

    assert people.person("desk1", NOW).steps == frozenset()  # type: ignore[union-attr]
    assert people.person("desk2", NOW).steps == {"access"}  # type: ignore[union-attr]


def test_an_administrator_sees_no_figure_of_the_city():
    account("desk1")
    role("system_admin")

    person = people.person("desk1", NOW)

    assert person and person.audience == NOBODY and person.steps == {"system"}


@pytest.mark.parametrize("first", ["role", "account"])
def test_no_account_is_two_administrators_however_it_comes_to_be(first):
    if first == "account":
        account("desk1")
    role("system_admin")
    if first == "account":
        with pytest.raises(Unfit, match="desk1 cannot be"):
            role("audit_admin")
        return
    role("audit_admin")  # an office without an account
    with pytest.raises(Unfit, match="desk1 cannot be"):
        account("desk1")
    assert accounts.all_of_them() == []


def test_one_administrator_may_follow_another_in_an_account():
    account("desk1")
    role("system_admin", valid_to=NOW + DAY)
    role("audit_admin", valid_from=NOW + DAY)

    steps = [people.person("desk1", NOW + day * DAY).steps for day in (0, 1)]  # type: ignore[union-attr]
    assert steps == [{"system"}, {"audit"}]


def test_every_step_has_a_role_and_every_role_that_must_be_narrow_a_scope():
    assert set().union(*(each.steps for each in roles().values())) == set(STEPS)
    watching = {each.id for each in roles().values() if each.is_administrator}
    assert watching == {"system_admin", "security_admin", "audit_admin"}
    assert {each.id: each.narrow for each in roles().values() if each.narrow} == {
        "lead_department": ("chains",),
        "member_department": ("chains",),
        "liaison": ("chains",),
        "county": ("counties",),
        "park": ("parks",),
    }


def test_a_role_that_ends_ends_now_and_stays_in_the_table():
    account("desk1")
    role("viewer")
    (id,) = grants.all_of_them()

    grants.apply(grants.Difference((), {id: grants.all_of_them()[id]}), NOW)

    assert people.person("desk1", NOW).audience == NOBODY  # type: ignore[union-attr]
    assert grants.all_of_them()[id].valid_to == NOW
    with pytest.raises(NotFound, match=f"no role {id} in force"):
        grants.apply(grants.Difference((), {id: grants.all_of_them()[id]}), NOW)


@pytest.mark.parametrize("name", ["", "a b", "张三", "-x", "a" * 129, "a\n"])
def test_an_account_has_a_name_that_a_proxy_can_say(name):
    with pytest.raises(Unfit):
        account(name)


LIMITS = SignIn(idle=1800, absolute=43_200)


def test_a_session_is_open_until_nobody_has_done_anything_for_so_long():
    token = sessions.begin("desk1", OFFICE, NOW)
    assert token

    def state(later: int) -> str:
        session = sessions.look(token, NOW + later, LIMITS)
        assert session and session.account == "desk1"
        return session.state

    assert [state(1799), state(1800)] == ["open", "idle"]
    sessions.touch(token, NOW + 1799)
    assert [state(1800), state(3598), state(3599)] == ["open", "open", "idle"]


def test_a_session_is_over_in_the_end_whatever_is_done():
    token = sessions.begin("desk1", OFFICE, NOW)
    assert token
    sessions.touch(token, NOW + 43_199)

    states = [sessions.look(token, NOW + later, LIMITS).state for later in (43_199, 43_200)]  # type: ignore[union-attr]
    assert states == ["open", "old"]


def test_signing_out_ends_one_session_and_signing_out_everywhere_all():
    account("desk1")
    one, two, three = (str(sessions.begin("desk1", OFFICE, NOW)) for _ in range(3))

    sessions.end(one, OFFICE, "desk1", NOW)
    assert [sessions.look(each, NOW, LIMITS).state for each in (one, two)] == ["ended", "open"]  # type: ignore[union-attr]
    accounts.sign_out("desk1", NOW)
    assert [sessions.look(each, NOW, LIMITS).state for each in (two, three)] == ["ended"] * 2  # type: ignore[union-attr]


def test_what_a_provider_said_begins_one_session_and_never_another():
    token = sessions.begin("desk1", OFFICE, NOW, "signed cookie")
    assert token and sessions.begin("desk1", OFFICE, NOW, "signed cookie") is None

    sessions.end(token, OFFICE, "desk1", NOW)
    assert sessions.begin("desk1", OFFICE, NOW + 1, "signed cookie") is None


def test_no_session_is_known_by_what_stands_in_the_file():
    token = sessions.begin("desk1", OFFICE, NOW)
    key_of = access_file().parent

    kept = b"".join(file.read_bytes() for file in key_of.iterdir())

    assert token and token.encode() not in kept
    assert sessions.look("", NOW, LIMITS) is None and sessions.look("x", NOW, LIMITS) is None


def test_a_key_is_right_for_its_account_for_ninety_days_until_it_is_revoked():
    account("desk1")
    key, other = keys.add("desk1", NOW), keys.add("desk1", NOW)

    assert keys.is_right("desk1", key, NOW) and not keys.is_right("desk2", key, NOW)
    assert not keys.is_right("desk1", f"{key}x", NOW) and not keys.is_right("desk1", "", NOW)
    assert keys.is_right("desk1", key, NOW + 90 * DAY - 1)
    assert not keys.is_right("desk1", key, NOW + 90 * DAY)
    keys.revoke(1, NOW)
    assert not keys.is_right("desk1", key, NOW) and keys.is_right("desk1", other, NOW)
    with pytest.raises(NotFound):
        keys.revoke(1, NOW)


def test_no_key_is_made_for_who_may_not_come_in_and_none_stands_in_the_file():
    with pytest.raises(NotFound):
        keys.add("stranger", NOW)
    account("desk1")
    key = keys.add("desk1", NOW)

    kept = b"".join(file.read_bytes() for file in access_file().parent.iterdir())
    assert key.encode() not in kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_the_board_reads_the_file():
    account("desk1")
    folder = access_file().parent

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_every_change_is_recorded_and_none_happens_that_cannot_be():
    account("desk1")
    role("viewer")
    keys.add("desk1", NOW)
    accounts.end("desk1", NOW, NOW)

    lines = [audit.read(line) for line in audit.log_file().read_bytes().splitlines()]
    told = [(line.told["kind"], line.told["account"], line.told["words"]) for line in lines if line]
    assert told == [
        ("access", "desk1", "开通账户"),
        ("access", "", "授予 只读 全部 全部 全部"),
        ("access", "desk1", "发给密钥"),
        ("access", "desk1", "停用账户"),
    ]

    audit.log_file().unlink()
    audit.log_file().mkdir()
    with pytest.raises(Unrecorded):
        account("desk2")
    with pytest.raises(Unrecorded):
        role("chain_office")
    with pytest.raises(Unrecorded):
        sessions.begin("desk1", OFFICE, NOW)
    assert [row["account"] for row in accounts.all_of_them()] == ["desk1"]
    assert [given.role for given in grants.all_of_them().values()] == ["viewer"]


def test_a_file_that_is_put_back_is_read_at_once():
    account("desk1")
    kept = access_file().with_name("kept")
    assert people.person("desk1", NOW)
    access_file().rename(kept)

    assert people.person("desk1", NOW) is None
