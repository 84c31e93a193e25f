"""What stops the build of the published pack, with the file and the line to mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chainboard.store.faults import BuildError
from chainboard.store.published import pack as published

ROOT = Path(__file__).parents[3]
HERE = "data/published"


def fault(tmp_path: Path, file: str, line: int, old: str, new: str) -> BuildError:
    """What a build says of a copy of the data in which one text of one line is another."""
    for folder in ("dictionary", "published"):
        shutil.copytree(ROOT / "data" / folder, tmp_path / "data" / folder)
    path = tmp_path / HERE / file
    lines = path.read_text(encoding="utf-8").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BuildError) as raised:
        published.tables(tmp_path / "data")
    return raised.value


CRUDE = "crude_oil_output,原油产量,621000,庆阳市,oil_gas,ytd,2023-01-01,2023-09-30,850.09"


def crude_line() -> int:
    lines = (ROOT / HERE / "observations.csv").read_text(encoding="utf-8").split("\n")
    return 1 + next(number for number, line in enumerate(lines) if line.startswith(CRUDE))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("crude_oil_output,", "crude_output,", "metrics.csv"),
        ("621000,", "621099,", "areas.csv"),
        ("s102a0d77", "", "来源"),
        ("s102a0d77", "s00000000", "sources.csv"),
        ("850.09", "85O.09", "不是数字"),
        ("2023-09-30", "2023-09-31", "不是日期"),
        ("万吨", "桶", "units.csv"),
        (",published,,", ",published,大概,", "hedges.csv"),
        ("2023-01-01", "2023-03-01", "1月1日"),
        ("850.09", "", "不能为空"),
    ],
)
def test_a_figure_that_cannot_be_is_named_with_its_line(old, new, said, tmp_path):
    raised = fault(tmp_path, "observations.csv", crude_line(), old, new)

    assert (raised.file, raised.line) == (f"{HERE}/observations.csv", crude_line())
    assert said in raised.words("zh")


def test_a_figure_given_twice_by_one_source_is_named_with_both_lines(tmp_path):
    of_2020 = "2020-01-01,2020-12-31,920,万吨,level,true,published,,s42f62e81"
    of_2018 = "2018-01-01,2018-12-31,920,万吨,level,true,published,,sc71e04bd"
    raised = fault(tmp_path, "observations.csv", 266, of_2020, of_2018)

    assert (raised.file, raised.line) == (f"{HERE}/observations.csv", 266)
    assert "line 265" in raised.words("en")


@pytest.mark.parametrize(
    ("file", "line", "old", "new", "extend"),
    [
        ("chain_output.csv", 2, "苹果栽植面积", "苹果种植面积", "mapping/chain_output.csv"),
        ("investment.csv", 2, "新签约项目数", "签约数", "mapping/investment.csv"),
        ("parks.csv", 2, "工业总产值", "总产值", "mapping/parks.csv"),
        ("projects.csv", 2, "在建", "在谈", "mapping/stages.csv"),
        ("enterprises.csv", 3, "链主", "盟主", "mapping/roles.csv"),
        ("chain_nodes.csv", 2, "原油开采", "采油", "mapping/nodes.csv"),
        ("chains.csv", 2, "综合能源产业链", "能源链", "mapping/chain_rows.csv"),
    ],
)
def test_a_word_that_nobody_mapped_names_the_file_to_extend(file, line, old, new, extend, tmp_path):
    raised = fault(tmp_path, file, line, old, new)

    assert (raised.file, raised.line) == (f"{HERE}/{file}", line)
    assert extend in raised.words("zh")
    assert extend in raised.words("en")


def test_a_target_that_nobody_mapped_names_the_file_to_extend(tmp_path):
    raised = fault(tmp_path, "observations.csv", 272, "2023-12-31", "2024-12-31")

    assert raised.line == 272
    assert "mapping/targets.csv" in raised.words("zh")


def test_a_repeat_of_nothing_is_named(tmp_path):
    raised = fault(tmp_path, "chain_output.csv", 24, "472.34", "472.35")

    assert (raised.file, raised.line) == (f"{HERE}/chain_output.csv", 24)


def test_a_repair_stops_the_build_when_its_fact_has_changed(tmp_path):
    raised = fault(tmp_path, "observations.csv", 263, "2025-08-07", "2025-08-08")

    assert raised.file == f"{HERE}/mapping/repairs.csv"


def test_a_line_left_out_stops_the_build_when_it_is_another_fact(tmp_path):
    raised = fault(tmp_path, "observations.csv", 484, "sheep_slaughter_dept", "sheep_slaughter")

    assert raised.file == f"{HERE}/mapping/left_out.csv"


def test_a_missing_file_is_named(tmp_path):
    for folder in ("dictionary", "published"):
        shutil.copytree(ROOT / "data" / folder, tmp_path / "data" / folder)
    (tmp_path / HERE / "mapping" / "hedges.csv").unlink()

    with pytest.raises(BuildError, match=r"mapping/hedges\.csv:1: this file is missing"):
        published.tables(tmp_path / "data")
