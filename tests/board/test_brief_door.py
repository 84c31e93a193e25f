"""The door to files to take along: what is asked for, of which edition, for whom, one at a time."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from filelock import FileLock

from chainboard.analysis import meetings
from chainboard.board import brief_door, door, kept_files
from chainboard.board.door import Named, Refused
from chainboard.ledger import reading, seed
from chainboard.person import AT_THE_DESK
from chainboard.recorded import Given
from chainboard.store.place import pack_folder
from tests.board.asked import get, ok

pytestmark = pytest.mark.usefixtures("packs")
DEMO = ("pack", "demo")


def wanted(page: str, *given: tuple[str, str]) -> brief_door.Asked:
    return brief_door.asked(page, given, "zh", AT_THE_DESK)


def refusal(page: str, *given: tuple[str, str]) -> Refused:
    with pytest.raises(Refused) as stop:
        wanted(page, *given)
    return stop.value


def a_meeting() -> str:
    """The meeting that the demo prepares."""
    seen = door.view_of("meeting", [DEMO], "zh", AT_THE_DESK)
    return next(row.id for row in reading.matters(seen, "meeting") if row.state == "opened")


def test_a_page_is_taken_along_with_the_panels_it_shows_and_in_their_order():
    asked = wanted("chain", DEMO, ("chain", "petrochem"))
    brief = brief_door.brief_of(asked)
    listed = json.loads(door.listed("chain", "", asked.view).content)
    names = [panel["name"] for panel in listed]

    taken = [sheet.panel.name for sheet in brief.sheets]
    assert taken == [name for name in names if name in taken] and len(taken) > 15
    assert brief.title == "油煤气化工产业链" and "演示" in brief.stamp and brief.warning


def test_a_chain_and_a_county_have_briefs_of_their_own_with_the_same_figures_as_the_page():
    asked = wanted("chain", DEMO, ("chain", "petrochem"), ("brief", "chain"))
    brief = brief_door.brief_of(asked)
    page = {
        sheet.panel.name: sheet
        for sheet in brief_door.brief_of(wanted("chain", DEMO, ("chain", "petrochem"))).sheets
    }

    assert brief.title.startswith("油煤气化工")
    for sheet in brief.sheets:
        assert [line.cells for line in sheet.lines] == [
            line.cells for line in page[sheet.panel.name].lines
        ]
    of_county = brief_door.brief_of(
        wanted("county", DEMO, ("county", "621022"), ("brief", "county"))
    )
    assert "环县" in of_county.title and all(
        sheet.view.county == "621022" for sheet in of_county.sheets
    )


@pytest.mark.parametrize(
    ("page", "given", "named"),
    [
        ("overview", [("brief", "park")], "brief"),
        ("chain", [("brief", "county")], "county"),
        ("overview", [("copy", "0")], "copy"),
        ("overview", [("copy", "x")], "copy"),
        ("overview", [("audience", "everyone")], "audience"),
        ("overview", [("paper", "a3")], "paper"),
        ("overview", [("edition", "99")], "edition"),
        ("meeting", [("meeting", "meeting-9999")], "meeting"),
        ("meeting", [("meeting", "problem-1")], "meeting"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(page, given, named):
    refused = refusal(page, DEMO, *given)
    assert refused.status == 400 and named in refused.message


def test_what_is_not_public_bears_a_mark_and_the_number_of_its_copy():
    brief = brief_door.brief_of(wanted("overview", DEMO, ("copy", "12")))
    assert brief.mark == "内部资料 · 第 12 份"
    assert brief_door.brief_of(wanted("overview", ("pack", "published"))).mark == ""


def test_for_outside_nothing_is_reckoned_and_counties_are_tiles():
    inside = brief_door.brief_of(wanted("overview", DEMO))
    outside = brief_door.brief_of(wanted("overview", DEMO, ("audience", "public")))
    names = [sheet.panel.name for sheet in outside.sheets]

    assert "outlook" in [sheet.panel.name for sheet in inside.sheets] and "outlook" not in names
    assert {sheet.view.map for sheet in outside.sheets} == {"tiles"}
    assert outside.mark == ""


def test_a_meeting_shows_its_agenda_of_the_step_at_which_it_was_prepared():
    asked = wanted("meeting", DEMO, ("meeting", a_meeting()))
    row = reading.matter(asked.view, asked.subject)
    assert row is not None
    brief = brief_door.brief_of(asked)
    headings = [part.heading for part in brief.parts]

    assert asked.view.ledger == meetings.frozen_at(row)[1] and asked.view.is_pinned
    assert headings == ["传达学习", "经验交流", "工作汇报", "问题协调", "安排部署"]
    assert brief.parts[2].sheets[0].panel.name == "meeting_report"
    of_chains = [sheet.view.chain for sheet in brief.sheets if sheet.panel.name == "chain_map"]
    assert of_chains == list(row.chains)


def test_two_files_are_not_made_at_once(packs):
    asked = wanted("chain", DEMO, ("chain", "equipment"), ("copy", "77"))
    with FileLock(packs / "brief.lock"), pytest.raises(brief_door.Exporting) as stop:
        brief_door.made("xlsx", asked, wait=0)
    assert stop.value.code == 75 and "另一个文件" in stop.value.zh

    assert brief_door.made("xlsx", asked, wait=0).content


def test_a_file_of_a_meeting_is_kept_whole_and_read_again(tmp_path: Path):
    made = Named("推进会.html", b"<html>", Given(12, 3))
    file = tmp_path / "meetings" / "meeting-1" / "1.html"
    kept_files.write(file, made)

    assert kept_files.read(file) == made
    file.with_name("1.html.json").write_text("{", encoding="utf-8")
    assert kept_files.read(file) is None


def test_a_meeting_says_the_same_after_steps_that_were_taken_later():
    asked = wanted("meeting", DEMO, ("meeting", a_meeting()))
    made = brief_door.made("xlsx", asked)
    kept = list((pack_folder("demo") / "meetings" / asked.subject).glob("*.xlsx"))

    assert made.content in [file.read_bytes() for file in kept]
    seed.reset()  # the newest step of the ledger is another one
    again = wanted("meeting", DEMO, ("meeting", a_meeting()))
    assert again.view.ledger == asked.view.ledger


def test_the_routes_answer_with_the_file_of_a_page_and_of_a_meeting(at_door):
    answer = get(at_door, "/data/overview.xlsx", "pack=demo&brief=city")
    book = openpyxl.load_workbook(io.BytesIO(ok(answer)))
    assert len(book.sheetnames) > 15 and "attachment" in answer.headers["content-disposition"]

    refused = get(at_door, "/data/overview.pptx", "pack=demo&brief=none")
    assert refused.status == 400 and json.loads(refused.body)["error"]["code"] == "unknown_value"
    assert get(at_door, "/data/intake.pptx").status == 404


def test_a_meeting_is_shown_by_the_browser_under_the_policy_of_its_file_alone(at_door):
    answer = get(at_door, "/data/meeting.html", f"pack=demo&meeting={a_meeting()}")
    said = answer.headers["content-security-policy"]

    assert b"cb-brief" in ok(answer) and "inline" in answer.headers["content-disposition"]
    assert said.startswith("default-src 'none'") and "'self'" not in said and "," not in said
    assert "frame-ancestors 'none'" in said
