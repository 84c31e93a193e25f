"""What an office sends is nowhere but with its reviewers until the last of them has signed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from chainboard.access.roles import roles
from chainboard.intake import inbox, release, waiting
from chainboard.intake.check import check
from chainboard.intake.grid import Batch
from chainboard.intake.waiting import RETURNED, Refused, Waiting, hand_in, send_back, sign
from chainboard.person import EVERYONE, Audience, Grant, Person
from chainboard.store import audit
from chainboard.store.city.loads import Sent
from chainboard.store.faults import NotFound, Unrecorded
from chainboard.store.place import data_folder, pack_folder
from tests.intake.files import output, xlsx
from tests.intake.test_inbox import ended
from tests.store.city.sent import OFFICE, batch, load, loads, shown

PETROCHEM = Audience((Grant(chains=frozenset({"petrochem"})),), sees_firms=True)
CLERK = Person("gxj-1", OFFICE, PETROCHEM, frozenset({"send", "withdraw", "review"}))
HEAD = replace(CLERK, account="gxj-2")
STATISTICS = Person("tjj-1", "市统计局", EVERYONE, frozenset({"send", "verify"}))
LEADER = Person("lzb-1", "市链长办", EVERYONE, frozenset({"finalise"}))
CITYWIDE = replace(CLERK, audience=EVERYONE)
OTHER = Person("ncj-1", "市农业农村局", EVERYONE, frozenset({"send", "review"}))
OF_NO_SCOPE = Person("xf-1", "西峰区", Audience(), frozenset({"send", "review", "finalise"}))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


def handed_in(person: Person = CLERK, metric: str = "output_value") -> Waiting:
    """A file of one figure of petrochemicals in Xifeng that waits from now on."""
    same = {"metric_id": metric, "chain_id": "petrochem", "area_code": "621002"}
    return handed(batch("indicators", "period_end  value\n2026-09-30  90", **same), person)


def handed(sheet: Batch, person: Person) -> Waiting:
    place = inbox.kept(b"a file of one sheet", "九月.xlsx")
    return hand_in(Sent(place, "九月.xlsx", person.office), person, [sheet])


def acts(kind: str) -> list[tuple[str, str, str]]:
    lines = audit.log_file().read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    return [
        (each["office"], each["account"], each["words"]) for each in told if each["kind"] == kind
    ]


def test_nothing_is_loaded_until_the_last_has_signed_and_then_it_is(folder):
    place = inbox.kept(xlsx(folder / "drawn.xlsx", output("2026-09  90")).read_bytes(), "九月.xlsx")
    sent = Sent(place, "九月.xlsx", OFFICE)
    one = hand_in(sent, CLERK, check(place, name="九月.xlsx").batches)

    assert [step.step for step in one.steps] == ["review", "finalise"]
    assert sign(one.number, "review", HEAD, "zh") is None
    assert not (folder / "var" / "city" / "editions").exists()

    job = sign(one.number, "finalise", LEADER, "zh")
    assert job is not None and ended(job).state["ok"] is True
    assert [(load["sent_by"], load["file_name"]) for load in loads()] == [(OFFICE, "九月.xlsx")]
    assert shown() == {date(2026, 9, 30): 90}
    assert waiting.of_number(one.number).next is None


def test_a_metric_of_the_statistics_office_needs_its_check_too(folder):
    one = handed_in(CITYWIDE, "industrial_va")

    assert [step.step for step in one.steps] == ["review", "verify", "finalise"]


def test_who_sent_it_does_not_sign_for_their_own_office(folder):
    one = handed_in()

    with pytest.raises(Refused):
        sign(one.number, "review", CLERK, "zh")
    assert waiting.of_number(one.number).signs == ()


@pytest.mark.parametrize("person", [OTHER, STATISTICS, LEADER, OF_NO_SCOPE])
def test_nobody_signs_what_is_not_due_by_them(folder, person):
    one = handed_in()

    with pytest.raises(Refused):
        sign(one.number, "review", person, "zh")


def test_of_two_who_sign_at_once_the_second_is_told_and_nothing_is_signed_twice(folder):
    one = handed_in()
    sign(one.number, "review", HEAD, "zh")

    with pytest.raises(Refused):
        sign(one.number, "review", HEAD, "zh")
    assert [sign.step for sign in waiting.of_number(one.number).signs] == ["review"]


def test_only_the_sender_and_who_signs_sees_it(folder):
    one = handed_in()

    seen = [one.is_seen_by(each) for each in (CLERK, HEAD, LEADER, STATISTICS, OTHER, OF_NO_SCOPE)]
    assert seen == [True, True, True, False, False, False]


def test_a_leader_of_another_chain_neither_sees_nor_signs_it(folder):
    other = replace(LEADER, audience=Audience((Grant(chains=frozenset({"apple"})),)))
    one = handed_in()
    sign(one.number, "review", HEAD, "zh")

    assert not waiting.of_number(one.number).is_seen_by(other)
    with pytest.raises(Refused):
        sign(one.number, "finalise", other, "zh")


def test_what_is_sent_back_says_why_and_is_signed_no_more(folder):
    one = handed_in()
    send_back(one.number, HEAD, "八月的数没有改")

    back = waiting.of_number(one.number).returned
    assert back is not None and (back.step, back.words) == (RETURNED, "八月的数没有改")
    with pytest.raises(Refused):
        sign(one.number, "review", HEAD, "zh")
    with pytest.raises(Refused):
        send_back(one.number, HEAD, "again")
    assert handed_in().number == one.number + 1


def test_the_sender_may_take_it_back_and_a_stranger_may_not(folder):
    one = handed_in()

    with pytest.raises(Refused):
        send_back(one.number, OTHER, "no")
    send_back(one.number, CLERK, "发错了")
    assert waiting.of_number(one.number).returned is not None


def test_a_file_that_waits_does_not_wait_twice(folder):
    assert handed_in() == handed_in()
    assert len(waiting.listed()) == 1


def test_what_is_over_lies_apart_and_its_number_is_not_given_again(folder):
    """Else every look at the page would read all that ever waited."""
    send_back(handed_in().number, CLERK, "发错了")
    standing = handed_in()

    assert (waiting.standing(), standing.number) == ([standing], 2)
    assert [(one.number, one.next) for one in waiting.ended()] == [(1, None)]
    assert [one.number for one in waiting.listed()] == [1, 2]
    records = pack_folder("city") / "waiting"
    assert [record.name for record in records.glob("*.json")] == ["000002.json"]


def test_a_row_of_another_chain_or_county_refuses_the_whole_file_and_is_recorded(folder):
    rows = batch(
        "indicators",
        """
        chain_id   area_code  value
        petrochem  621002     90
        apple      621002     8
        """,
        metric_id="output_value",
        period_end=date(2026, 9, 30),
    )

    with pytest.raises(Refused) as refused:
        handed(rows, CLERK)
    assert "指标 工作表 G3" in refused.value.words("zh")
    assert waiting.listed() == []
    assert acts("denial") == [(OFFICE, "gxj-1", "九月.xlsx 指标!G3")]


def test_a_row_that_would_replace_another_s_project_refuses_the_file_and_says_so(folder):
    def project(chain: str) -> Batch:
        return batch(
            "projects",
            f"project_id  name     stage    chain_id\nP-1         某项目   started  {chain}",
            area_code="621002",
            period_end=date(2026, 9, 30),
        )

    load(folder, "theirs.xlsx", project("energy"))

    with pytest.raises(Refused, match="has been sent from elsewhere"):
        handed(project("petrochem"), CLERK)
    assert waiting.listed() == []
    assert handed(project("petrochem"), CITYWIDE).number == 1


def test_a_chain_s_office_sends_its_sub_chains_and_nothing_without_a_chain():
    above = {"petrochem_fine": "petrochem", "petrochem": None}

    assert CLERK.owns(("petrochem_fine", "621002", None), above)
    assert not CLERK.owns((None, "621002", None), above)
    assert not OF_NO_SCOPE.owns(("petrochem", "621002", None), above)


def test_each_signature_is_on_record_before_it_counts(folder):
    one = handed_in()
    sign(one.number, "review", HEAD, "zh")

    assert [words.split()[0] for *_, words in acts("step")] == ["送审", "本单位审核"]


def test_a_signature_that_cannot_be_recorded_does_not_count(folder):
    one = handed_in()
    audit.log_file().unlink()
    audit.log_file().mkdir()

    with pytest.raises(Unrecorded):
        sign(one.number, "review", HEAD, "zh")
    assert waiting.of_number(one.number).signs == ()


def test_a_number_that_nothing_has_is_told(folder):
    with pytest.raises(NotFound):
        waiting.of_number(7)


def test_every_office_that_may_send_has_somebody_of_its_own_who_reviews():
    """The rules of this city: nothing that is sent waits for ever."""
    sending = [role for role in roles().values() if "send" in role.steps]

    assert len(sending) > 3
    assert [role.id for role in sending if "review" not in role.steps] == []
    signed = {step for role in roles().values() for step in role.steps}
    assert {step.step for step in release.steps(data_folder())} <= signed
