"""The stages stand in data/dictionary/stages.csv; what else names them agrees with that list."""

import csv
from collections.abc import Iterator
from pathlib import Path

from chainboard.intake.templates import DEAL_STAGES
from chainboard.words import stage_name
from chainboard.words.codes import CODES
from tests.queries.answers import answer
from tests.stages import STAGES
from tests.tables import empty_pack, into, only

DATA = Path(__file__).parents[1] / "data"


def lines(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8-sig", newline="") as text:
        yield from csv.DictReader(text)


def stages(kind: str) -> list[str]:
    listed = [line for line in lines("dictionary/stages.csv") if line["kind"] == kind]
    return [line["stage_id"] for line in sorted(listed, key=lambda line: int(line["rank"]))]


def test_every_stage_of_a_project_or_a_deal_has_a_name_and_no_other_has():
    assert list(CODES["stage"]) == stages("project")
    assert set(stages("deal")) <= set(CODES["stage"])


def test_deals_pass_their_stages_in_the_order_of_projects():
    assert [stage for stage in stages("project") if stage in stages("deal")] == stages("deal")


def test_the_template_offers_the_stages_of_a_deal_by_the_names_the_board_says():
    assert list(DEAL_STAGES.items()) == [(stage_name("zh", each), each) for each in stages("deal")]


def test_the_demo_passes_all_stages_in_their_order():
    for kind in ("project", "deal"):
        recipe = [line["stage"] for line in lines("demo/stages.csv") if line["list"] == kind]
        assert recipe == stages(kind)


def test_the_words_of_published_sources_are_mapped_to_stages_there_are():
    mapped = {line[column] for line in lines("published/mapping/stages.csv")
              for column in ("stage", "start_is")}  # fmt: skip
    assert mapped - {""} <= set(stages("project"))


def test_the_stages_drawn_in_tests_are_those_of_a_deal():
    pack = empty_pack()
    into(pack, "deal_stage", "deal_id  happened_on\nd1  2026-01-01")

    assert only(answer(pack, "deals.stages"), "stage_id", "rank") == STAGES


def test_the_words_of_a_wait_say_the_days_of_the_rule():
    waits = [line for line in lines("dictionary/rules.csv") if line["kind"] == "wait"]

    assert [line["rule_id"] for line in waits] == ["deal_stalled"]
    assert all(f"{line['threshold']}天" in line["words_zh"] for line in waits)
    assert all(f"{line['threshold']} days" in line["words_en"] for line in waits)
